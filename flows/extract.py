"""The subflow that asks Spotify: the listener first, then playlists, then details of what they hold."""

from prefect import flow

from tasks.details import albums_to_read, artists_to_read, tracks_to_read
from tasks.gathering import Gathering, know
from tasks.probe import probe
from tasks.resources import current_user, discographies, my_playlists, playlists, recently_played, saved_tracks
from tasks.resources.reading import Reading
from tasks.selection import Run
from tasks.session import current
from tasks.window import Window


@flow(name="extract", flow_run_name="extract", persist_result=False, validate_parameters=False)
def extract(run: Run, window: Window, unavailable: list[str]) -> Gathering:
    """Read everything that the run selects and that may have changed."""
    gathering = Gathering(run, window, Reading(window.moment, labels=run.labels))
    current().app = know(run, unavailable, "")
    changed = read_library(gathering, unavailable) if run.library else []
    gathering.read("playlists", playlists.requests_for(list(dict.fromkeys(run.playlist_ids + changed))))
    released = gathering.read("discographies", discographies.requests_for(run.artists, current().app))
    gathering.read("albums", albums_to_read(gathering, discographies.album_ids(released)))
    gathering.read("tracks", tracks_to_read(gathering))
    gathering.read("artists", artists_to_read(gathering))
    current().rows = gathering.rows
    return gathering


def read_library(gathering: Gathering, unavailable: list[str]) -> list[str]:
    """Read what belongs to the listener, and return the playlists whose contents have changed."""
    listener = gathering.read("current user", [current_user.REQUEST])
    user_id = current_user.user_id_of(listener)
    gathering.is_by(user_id)
    current().app = know(gathering.run, unavailable, user_id)
    gathering.read("recently played", [recently_played.REQUEST])
    gathering.read("saved tracks", [saved_tracks.REQUEST])
    mine = gathering.read("my playlists", [my_playlists.REQUEST])
    # Any playlist tells whether the old endpoint of contents still answers this app; the selection may have had none.
    current().app = know(gathering.run, probe(my_playlists.ids(mine)), user_id)
    return my_playlists.worth_reading(mine, user_id, current().app)

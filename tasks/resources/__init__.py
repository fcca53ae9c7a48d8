"""One file per Spotify noun: what to ask, how it goes on, and which rows it becomes.

Nothing here asks or stores anything: requests are values, answers are bytes, rows are frames.
"""

from tasks.resources.albums import ALBUMS
from tasks.resources.artists import ARTISTS
from tasks.resources.current_user import CURRENT_USER
from tasks.resources.discographies import DISCOGRAPHIES
from tasks.resources.my_playlists import MY_PLAYLISTS
from tasks.resources.playlists import PLAYLISTS
from tasks.resources.reading import Resource
from tasks.resources.recently_played import RECENTLY_PLAYED
from tasks.resources.saved_tracks import SAVED_TRACKS
from tasks.resources.tracks import TRACKS

RESOURCES: dict[str, Resource] = {
    resource.name: resource
    for resource in (
        CURRENT_USER,
        MY_PLAYLISTS,
        SAVED_TRACKS,
        RECENTLY_PLAYED,
        PLAYLISTS,
        DISCOGRAPHIES,
        TRACKS,
        ALBUMS,
        ARTISTS,
    )
}

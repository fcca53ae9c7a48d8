"""Episodes by id: the selected, and those in playlists where one request reads fifty."""

from collections.abc import Sequence

from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.episode import EPISODE_TABLES, Episode, episode_frames
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows
from tasks.resources.wanted import due, ids


def requests(need: Need) -> list[Request]:
    """The selected, and those in playlists, met or stored, that no list of episodes has given."""
    given = set(ids(need, "spotify.episodes", "episode_id"))
    met = [*ids(need, "spotify.playlist_items", "episode_id"), *need.stored("episodes")]
    worth = [one for one in met if one not in given] if need.app.may(EPISODES.batch_path) else []
    return requests_for(EPISODES, due(EPISODES, need, worth), need.app, **need.in_market())


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Episodes, their shows, and which episodes have now been read."""
    found, rejected = by_id(pages, Episode, "episodes")
    marks = seen(pages, (asked for asked, _ in found), "episodes", reading)
    return Rows(joined([episode_frames(episode for _, episode in found), marks, rejected]))


EPISODES = Resource(
    name="episodes",
    path="episodes/{id}",
    tables=EPISODE_TABLES,
    rows=rows,
    requests=requests,
    wanted_by=("episodes", "playlists", "library"),
    scope="user-read-playback-position",
    batch=50,
    batch_path="episodes?ids=",
    development="one id a request; the selected only",
)

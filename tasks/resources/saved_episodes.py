"""The episodes that the listener has saved, newest first, each with its show.

One that is no longer there stays in the list with null for an id and for everything else.
"""

from collections.abc import Sequence

from msgspec import Struct

from tasks.resources.columns import Time
from tasks.resources.objects.episode import EPISODE_TABLES, Episode, episode_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.saved import Shelf
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows, only


class SavedEpisode(Struct, kw_only=True):
    """An episode and when it was saved."""

    added_at: Time
    episode: Episode | None = None

    @property
    def saved_id(self) -> str | None:
        """The episode's id."""
        return self.episode.id if self.episode else None


SHELF = Shelf("saved episodes", "me/episodes", "spotify.saved_episodes", "episode_id", Paging[SavedEpisode])
REQUEST: Request = SHELF.request


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Saved episodes, the episodes themselves and their shows."""
    readout = SHELF.read(pages)
    return Rows(episode_frames(one.episode for one in readout.named)) + SHELF.rows(readout, reading)


SAVED_EPISODES = Resource(
    name=SHELF.resource,
    path=SHELF.path,
    tables=(SHELF.table, *EPISODE_TABLES),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library",),
    follow=SHELF.follow,
    # The second for the position at which the listener stopped, which every episode carries.
    scope="user-library-read user-read-playback-position",
    development="no publisher of the show",
)

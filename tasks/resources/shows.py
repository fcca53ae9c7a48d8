"""Shows by id, the selected one by one: only the answer to a single id brings the newest episodes.

That saves a request a show and day, and lists of episodes have been the first to run into a quota: 600 a day. Shows
that are merely known are read again by age, fifty a request, where the app has the batch endpoint.
"""

from collections.abc import Mapping, Sequence

from msgspec import UNSET, UnsetType

from tasks.resources.columns import Frames, joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.episode import EPISODE_TABLES, Episode, listed_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.show import Show, show_frames
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, watermarks
from tasks.resources.wanted import due


class FullShow(Show, kw_only=True):
    """A show with the first page of its episodes, newest first; a batch comes without them."""

    episodes: Paging[Episode] | UnsetType | None = UNSET

    @property
    def newest(self) -> Paging[Episode]:
        """The first page of episodes, empty where there is none."""
        return self.episodes if isinstance(self.episodes, Paging) else Paging()

    @property
    def is_whole(self) -> bool:
        """True where the first page has every episode."""
        return isinstance(self.episodes, Paging) and len(self.episodes.items) >= (self.episodes.total or 0)


def requests(need: Need) -> list[Request]:
    """The selected, each with its newest episodes, and the known whose turn it is."""
    selected, market = due(SHOWS, need), need.in_market()
    known = need.stored("shows") if need.app.may(SHOWS.batch_path) else ()
    others = [one for one in due(SHOWS, need, known) if one not in need.of("shows")]
    singly = [request("shows", f"shows/{one}", one, **market) for one in selected]
    return singly + requests_for(SHOWS, others, need.app, **market)


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Shows, their newest episodes, which shows have now been read, and of which every episode was among the newest."""
    found, rejected = by_id(pages, FullShow, "shows")
    shows = [show for _, show in found]
    newest = listed_frames((str(show.id), episode) for show in shows for episode in show.newest.items if show.id)
    marks = seen(pages, (asked for asked, _ in found), "shows", reading)
    whole = episodes_read({asked: show.newest.total or 0 for asked, show in found if show.is_whole}, reading)
    return Rows(joined([show_frames(shows), newest, marks, whole, rejected]))


def episodes_read(totals: Mapping[str, int], reading: Reading) -> Frames:
    """Return the watermarks of shows whose episodes were read to the end: how many, and when."""
    moment = reading.observed_at.isoformat()
    return watermarks("show episodes", {show_id: f"{total} {moment}" for show_id, total in totals.items()})


SHOWS = Resource(
    name="shows",
    path="shows/{id}",
    tables=EPISODE_TABLES,
    rows=rows,
    requests=requests,
    wanted_by=("shows",),
    scope="user-read-playback-position",
    batch=50,
    batch_path="shows?ids=",
    development="one id a request; no publisher",
)

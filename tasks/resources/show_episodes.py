"""The episodes of selected shows beyond the newest fifty, which come with the show itself.

Spotify lists newest first, so a show that was read to the end needs no more than those, unless it has grown by more
than a page. Once in a while the whole list is read again: older episodes are edited, and some shows keep only the last
hundred. A withdrawn episode is a null in the list; what is stored of it stays.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tasks.resources.app import App
from tasks.resources.columns import joined
from tasks.resources.decode import decode
from tasks.resources.details import failures_in, is_fresh, seen
from tasks.resources.need import Need
from tasks.resources.objects.episode import Episode, listed_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import Reading, Resource, Rows, decoded
from tasks.resources.shows import episodes_read

LIMIT = 50


def requests(need: Need) -> list[Request]:
    """All pages of the shows that were never read to the end, or long ago, or have grown by more than a page."""
    totals, marks = _totals(need), need.marks("show episodes")
    wanted = [one for one in need.of("shows") if _is_due(marks.get(one), totals.get(one), need.moment)]
    return [asked for one in wanted for asked in _pages(one, totals.get(one), need)]


def _totals(need: Need) -> Mapping[str, int]:
    """Return how many episodes each show has that this run has read."""
    shows = need.met("spotify.shows", "show_id", "total_episodes").drop_nulls("total_episodes")
    return {show_id: int(total) for show_id, total in shows.select("show_id", "total_episodes").iter_rows()}


def _is_due(mark: str | None, total: int | None, moment: datetime) -> bool:
    if mark is None or not is_fresh(mark, moment, SHOW_EPISODES.refresh_after):
        return True
    return total is not None and not failures_in(mark) and total > int(mark.partition(" ")[0]) + LIMIT


def _pages(show_id: str, total: int | None, need: Need) -> Iterable[Request]:
    first = request("show episodes", f"shows/{show_id}/episodes", show_id, limit=LIMIT, offset=0, **need.in_market())
    # A show that this run has read brought the first page along.
    return [first] if total is None else offsets(first, LIMIT, total, LIMIT)


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    first, _ = decode(page.body, Paging[Episode]) if page.is_good and not page.request.offset else (None, [])
    return offsets(page.request, LIMIT, (first and first.total) or 0, LIMIT)


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Episodes, and of which shows every page has now been read."""
    found, rejected = decoded(pages, Paging[Episode])
    listed = listed_frames((page.request.subject, episode) for page, part in found for episode in part.items)
    whole = _read_to_the_end(found)
    answered = {page.request.subject for page, _ in found}
    missing = seen([page for page in pages if page.request.subject not in answered], (), "show episodes", reading)
    return Rows(joined([listed, episodes_read(whole, reading), missing, rejected]))


def _read_to_the_end(found: Sequence[tuple[Page, Paging[Episode]]]) -> Mapping[str, int]:
    read: dict[str, set[int]] = {}
    totals: dict[str, int] = {}
    for page, part in found:
        read.setdefault(page.request.subject, set()).add(page.request.offset)
        totals[page.request.subject] = part.total or 0
    return {one: total for one, total in totals.items() if set(range(min(read[one]), total, LIMIT)) <= read[one]}


SHOW_EPISODES = Resource(
    name="show episodes",
    path="shows/{id}/episodes",
    tables=("spotify.episodes",),
    rows=rows,
    requests=requests,
    wanted_by=("shows",),
    follow=follow,
    scope="user-read-playback-position",
)

"""Audiobooks by id with all their chapters: the answer holds the first 50, the rest is asked for."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import UNSET, UnsetType

from tasks.resources.app import App
from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.audiobook import Audiobook, audiobook_frames
from tasks.resources.objects.chapter import CHAPTER_TABLES, Chapter, listed_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import Reading, Resource, Rows, completely, decoded
from tasks.resources.wanted import due, ids

CHAPTERS_A_PAGE = 50


class FullAudiobook(Audiobook, kw_only=True):
    """An audiobook with the first page of its chapters."""

    chapters: Paging[Chapter] | UnsetType | None = UNSET

    @property
    def first(self) -> Sequence[Chapter | None]:
        """The chapters of the first page, none where there is none."""
        return self.chapters.items if isinstance(self.chapters, Paging) else []

    @property
    def total(self) -> int:
        """How many chapters it has in all."""
        return (self.chapters.total if isinstance(self.chapters, Paging) else self.total_chapters) or 0


def requests(need: Need) -> list[Request]:
    """The selected, and where one request reads fifty those met or stored: lists give an audiobook without chapters."""
    met = [*ids(need, "spotify.audiobooks", "audiobook_id"), *need.stored("audiobooks")]
    known = met if need.app.may(AUDIOBOOKS.batch_path) else ()
    return requests_for(AUDIOBOOKS, due(AUDIOBOOKS, need, known), need.app, **need.in_market())


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the requests for the chapters beyond the first page of each audiobook of an answer."""
    market = {name: value for name, value in page.request.params if name == "market"}
    for book_id, book in () if _is_list(page) else by_id([page], FullAudiobook, "audiobooks")[0]:
        path = f"audiobooks/{book_id}/chapters"
        first = request("audiobooks", path, book_id, limit=CHAPTERS_A_PAGE, offset=0, **market)
        yield from offsets(first, len(book.first), book.total, CHAPTERS_A_PAGE)


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Audiobooks, their chapters, and which audiobooks have now been read to the end."""
    found, rejected = by_id([page for page in pages if not _is_list(page)], FullAudiobook, "audiobooks")
    more, rejected_chapters = decoded([page for page in pages if _is_list(page)], Paging[Chapter])
    chapters = _chapters(found, more)
    whole = [book_id for book_id, book in found if len(chapters[book_id]) >= book.total]
    unfinished = {book_id for book_id, _ in found}.difference(whole)
    marks = seen([page for page in pages if not _is_list(page)], whole, "audiobooks", reading, unfinished)
    own = listed_frames((book_id, chapter) for book_id, listed in chapters.items() for chapter in listed)
    # A null may stand for a chapter that is only hidden: then none is taken to be gone.
    known = [book_id for book_id in whole if chapters[book_id] and None not in chapters[book_id]]
    return Rows(
        joined([audiobook_frames(book for _, book in found), own, marks, rejected, rejected_chapters]),
        {"spotify.chapters": completely(reading.observed_at, audiobook_id=known)},
    )


def _chapters(
    found: Sequence[tuple[str, FullAudiobook]], more: Sequence[tuple[Page, Paging[Chapter]]]
) -> Mapping[str, list[Chapter | None]]:
    chapters = {book_id: list(book.first) for book_id, book in found}
    for page, part in more:
        chapters.setdefault(page.request.subject, []).extend(part.items)
    return chapters


def _is_list(page: Page) -> bool:
    return page.request.path.endswith("/chapters")


AUDIOBOOKS = Resource(
    name="audiobooks",
    path="audiobooks/{id}",
    tables=CHAPTER_TABLES,
    rows=rows,
    requests=requests,
    wanted_by=("audiobooks",),
    follow=follow,
    batch=50,
    batch_path="audiobooks?ids=",
    development="one id a request; no publisher",
)

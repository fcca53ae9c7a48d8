"""Chapters of audiobooks by id, for those whose audiobook is not selected; in most countries there are none."""

from collections.abc import Sequence

from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.chapter import CHAPTER_TABLES, Chapter, chapter_frames
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows
from tasks.resources.wanted import due


def requests(need: Need) -> list[Request]:
    """The selected."""
    return requests_for(CHAPTERS, due(CHAPTERS, need), need.app, **need.in_market())


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Chapters, their audiobooks, and which chapters have now been read."""
    found, rejected = by_id(pages, Chapter, "chapters")
    marks = seen(pages, (asked for asked, _ in found), "chapters", reading)
    return Rows(joined([chapter_frames(chapter for _, chapter in found), marks, rejected]))


CHAPTERS = Resource(
    name="chapters",
    path="chapters/{id}",
    tables=CHAPTER_TABLES,
    rows=rows,
    requests=requests,
    wanted_by=("chapters",),
    batch=50,
    batch_path="chapters?ids=",
    development="one id a request",
)

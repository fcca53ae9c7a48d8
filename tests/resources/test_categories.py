"""Categories."""

import pytest

from tasks.resources.app import App
from tasks.resources.categories import CATEGORIES, REQUEST, follow, rows
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, values


def _page(*categories: object, total: int | None = None, offset: int = 0, status: int = 200) -> Page:
    listed = {"items": list(categories), "total": len(categories) if total is None else total}
    return answered(REQUEST.at_offset(offset), {"categories": listed}, status)


def test_categories_have_a_name_and_a_picture() -> None:
    """The widest icon; a null is no category, and what does not fit is set aside."""
    pop = {"id": "pop", "name": "Pop", "icons": [{"url": "https://t.scdn.co/1"}, {"url": "https://t.scdn.co/2"}]}
    found = rows([_page(pop, None, {"id": "bare", "name": None, "icons": []}, {"name": "no id"})], READING)
    assert [("pop", "Pop", "https://t.scdn.co/1"), ("bare", None, None)] == values(
        found.frames["spotify.categories"], "category_id", "name", "image_url"
    )
    assert ["$.categories.items[3]"] == values(found.frames[REJECTED], "path")


@pytest.mark.parametrize(("total", "marks"), [(1, ["all"]), (51, [])])
def test_the_list_is_done_with_when_all_was_read(total: int, marks: list[str]) -> None:
    """Otherwise the next run asks again; nothing is removed either way."""
    found = rows([_page({"id": "pop"}, total=total)], READING)
    assert marks == values(found.frames[WATERMARKS], "scope")
    assert {} == found.complete


@pytest.mark.parametrize(
    ("page", "offsets"), [(_page(total=51), [50]), (_page(total=51, offset=50), []), (_page(total=51, status=403), [])]
)
def test_pages_after_the_first_are_asked_for(page: Page, offsets: list[int]) -> None:
    """All of them, from the first page on."""
    assert offsets == [one.offset for one in follow(page, App())]


def test_the_list_is_read_once_a_day() -> None:
    """The first request is also the probe."""
    need = Need(moment=MOMENT)
    assert [REQUEST] == CATEGORIES.requests(need)
    assert {CATEGORIES.needs: REQUEST} == CATEGORIES.probe(need)
    assert [] == CATEGORIES.requests(Need(moment=MOMENT, marks=lambda _: {"all": MOMENT.isoformat()}))

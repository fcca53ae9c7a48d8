"""Ranks, pages and days of ordered lists."""

from typing import Any

import pytest

from tasks.resources.objects.artist import Artist
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, request
from tasks.resources.ranking import completely_on_its_day, further, places, read_whole

from .answers import MOMENT, answered, values

FIRST = request("some", "some/list", "s", limit=2, offset=0)


def _page(offset: int = 0) -> Page:
    return answered(FIRST.at_offset(offset), {})


def test_null_elements_count_for_the_rank() -> None:
    """Ranks go on from page to page, and a place that is empty is left out."""
    listed = [
        (_page(), Paging[Artist]([Artist("a"), None])),
        (_page(2), Paging[Artist]([None, Artist("d")])),
    ]
    assert [(1, "a"), (4, "d")] == [(place.rank, place.item.id) for place in places(listed)]


@pytest.mark.parametrize(("offset", "total", "offsets"), [(0, 5, [2, 4]), (0, 2, []), (0, 0, []), (2, 5, [])])
def test_the_first_page_names_those_that_follow(offset: int, total: int, offsets: list[int]) -> None:
    """None follows a later one, whatever total it names."""
    assert offsets == [one.offset for one in further(_page(offset), total)]


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        ([(0, 2)], ["s"]),
        ([(0, 3), (2, 3)], ["s"]),
        ([(0, 3), (2, 9)], ["s"]),  # what was first said is read; more is asked for another time
        ([(0, 3)], []),  # the second page was not answered
        ([(2, 3)], []),  # the first one was not
        ([(0, 0)], ["s"]),  # an empty list has been read
        ([], []),
    ],
)
def test_a_list_is_whole_when_every_page_was_read(found: list[tuple[int, int]], whole: list[str]) -> None:
    """The first page tells how many there are."""
    assert whole == read_whole([(_page(offset), total) for offset, total in found])


@pytest.mark.parametrize("subjects", [{}, {"country": ["SE"]}])
def test_a_list_is_complete_for_its_day(subjects: dict[str, Any]) -> None:
    """With or without a further subject."""
    complete = completely_on_its_day(MOMENT, **subjects)
    assert [(MOMENT.date(), MOMENT)] == values(complete, "observed_on", "at")
    assert set(complete.columns) == {"at", "observed_on", *subjects}

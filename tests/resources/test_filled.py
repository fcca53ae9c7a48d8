"""Which paths of an answer are filled."""

from typing import Any

from tasks.resources.filled import Filled, filled, missing
from tasks.resources.page import Page, request

from .answers import MOMENT, answered

ASKED = request("artists", "artists", "a,b")


def _filled(*bodies: Any) -> dict[str, Filled]:
    return filled([answered(ASKED, body) for body in bodies])


def _counted(*bodies: Any) -> dict[str, tuple[int, int]]:
    return {path: (counts.objects, counts.filled) for path, counts in _filled(*bodies).items()}


def test_every_path_is_counted_over_its_objects() -> None:
    """An object that lacks a field counts; null, an empty text and an empty list fill nothing."""
    found = _counted({"artists": [{"id": "a", "genres": ["pop"]}, {"id": "b", "genres": []}, {"id": "", "name": None}]})
    assert {"artists": (1, 1), "artists[].id": (3, 2), "artists[].genres": (3, 1), "artists[].name": (3, 0)} == found


def test_objects_in_objects_have_paths_of_their_own() -> None:
    """And a null in a list is no object."""
    found = _counted({"followers": {"total": 0}, "items": [None, {"track": {"popularity": 3}}]}, {"followers": None})
    assert (2, 1) == found["followers"]
    assert (1, 1) == found["followers.total"]
    assert (1, 1) == found["items[].track.popularity"]


def test_answers_are_counted_too() -> None:
    """Those with an object that could have the field, and those where one had it."""
    found = _filled({"items": [{"by": "me"}, {"by": "me"}]}, {"items": [{"by": None}]}, {"items": []})
    assert {"items": (3, 2, 3, 2), "items[].by": (3, 2, 2, 1)} == found


def test_addresses_and_markets_are_counted_as_one() -> None:
    """Below them are no fields that could vanish."""
    assert {"images": (1, 1)} == _counted({"images": [{"url": "x"}]})


def test_what_nobody_can_read_counts_nothing() -> None:
    """Half a surrogate pair is for the lenient reading of the rows."""
    assert {} == filled([Page(ASKED, 200, b'{"name": "\\ud800"}', MOMENT)])


def test_a_field_that_is_gone_is_counted_where_its_object_was() -> None:
    """Not where the object itself was not there: nothing is known then."""
    counted = _filled({"artists": [{"id": "a"}, {"id": "b"}]})
    known = ["artists[].popularity", "artists[].id", "playlists[].name"]
    assert {"artists[].popularity": (2, 0, 1, 0)} == missing(counted, known)

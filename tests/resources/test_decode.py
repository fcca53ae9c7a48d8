"""Decoding is strict, and what does not fit is set aside piece by piece."""

import json
from typing import Any

import pytest
from msgspec import Struct, defstruct

from tasks.resources.columns import Int32
from tasks.resources.decode import Reject, decode
from tasks.resources.objects.paging import Paging


class Song(Struct):
    """A stand-in for an object of Spotify's."""

    name: str | None = None
    length: Int32 | None = None
    is_loud: bool | None = None
    singers: "list[Song | None]" = []


def _songs(*songs: str) -> bytes:
    return f'{{"items": [{", ".join(songs)}], "total": {len(songs)}}}'.encode()


def test_an_answer_that_fits_is_decoded_as_it_stands() -> None:
    """Nothing is set aside of what has the declared types; fields that nobody declared are passed over."""
    page, rejects = decode(_songs('{"name": "A", "length": 85, "new_field": [1]}', "null"), Paging[Song])
    assert ([Song("A", 85), None], []) == (page and page.items, rejects)


@pytest.mark.parametrize(
    ("number", "length"),
    [
        ("85", 85),
        ("85.0", 85),  # served by Spotify
        ("2.04053e5", 204053),
        ("-0.0", 0),
        ("null", None),
    ],
)
def test_a_whole_float_is_an_integer(number: str, length: int | None) -> None:
    """85.0 is 85, and that is all that is forgiven."""
    song, rejects = decode(f'{{"length": {number}}}'.encode(), Song)
    assert (Song(length=length), []) == (song, rejects)


@pytest.mark.parametrize(
    "field",
    [
        '"length": 85.5',
        '"length": "85"',  # a number in quotes is text
        '"length": true',  # true is not 1
        '"length": 3000000000',  # more than the column holds
        '"length": 3000000000.0',
        '"length": 1e400',  # more than a float holds
        '"is_loud": 1',
        '"is_loud": "true"',
        '"name": 3',
        '"singers": null',
        '"singers": {}',
    ],
)
def test_what_has_another_type_is_set_aside(field: str) -> None:
    """Nothing is cast, cut or blanked in silence, and the raw part is JSON that Postgres can keep."""
    page, rejects = decode(_songs('{"name": "before"}', f"{{{field}}}", '{"name": "after"}'), Paging[Song])
    assert [Song("before"), None, Song("after")] == (page and page.items)
    name = field.split('"')[1]
    assert [f"$.items[1].{name}"] == [reject.path for reject in rejects]
    assert isinstance(json.loads(rejects[0].raw, parse_constant=pytest.fail), dict)


def test_one_bad_element_leaves_its_neighbours() -> None:
    """The element goes with its JSON path, the reason and its raw JSON."""
    page, rejects = decode(_songs('{"name": "A"}', '{"name": "B", "length": "abc"}', '{"name": "C"}'), Paging[Song])
    assert ["A", None, "C"] == [song and song.name for song in (page.items if page else ())]
    raw = '{"name": "B", "length": "abc"}'
    assert [Reject("$.items[1].length", "Expected `int | null`, got `str`", raw)] == rejects


def test_several_bad_elements_are_set_aside_one_by_one() -> None:
    """As many rejects as bad elements, whole floats and text like null beside them unharmed."""
    page, rejects = decode(_songs('{"name": 1}', '{"name": "null", "length": 7.0}', "[]"), Paging[Song])
    assert [None, Song("null", 7), None] == (page and page.items)
    assert ["$.items[0].name", "$.items[2]"] == [reject.path for reject in rejects]


def test_an_error_in_a_nested_list_takes_the_outermost_element() -> None:
    """A song with a bad singer is set aside whole: half an object is none."""
    bad = '{"name": "B", "singers": [{"name": "X"}, {"name": 5}]}'
    page, rejects = decode(_songs('{"name": "A", "singers": [null]}', bad), Paging[Song])
    assert [Song("A", singers=[None]), None] == (page and page.items)
    assert [("$.items[1].singers[1].name", bad)] == [(reject.path, reject.raw) for reject in rejects]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ('{"items": 3}', "$.items"),  # a list that is none
        ('{"items": [], "total": "many"}', "$.total"),
        ("[]", "$"),
        ("3", "$"),
        ("null", "$"),
    ],
)
def test_an_error_in_no_list_rejects_the_whole_answer(body: str, path: str) -> None:
    """There is no smaller part that could be left out."""
    page, rejects = decode(body.encode(), Paging[Song])
    assert page is None
    assert [(path, body)] == [(reject.path, reject.raw) for reject in rejects]


@pytest.mark.parametrize(
    "body", [b"", b'{"items": [', b"<html>", b'{"items": [NaN]}', b'{"total": Infinity}', b"\xff\xfe"]
)
def test_what_is_no_json_is_rejected(body: bytes) -> None:
    """A cut or empty body is set aside as text and ends nothing; NaN and Infinity are not JSON."""
    page, rejects = decode(body, Paging[Song])
    assert page is None
    assert [("$", body.decode(errors="replace"))] == [(reject.path, json.loads(reject.raw)) for reject in rejects]


def test_an_element_that_may_not_be_null_spoils_the_answer() -> None:
    """Where the declared type has no null there is no way on, and no endless loop."""
    page, rejects = decode(b'{"names": ["a", 1]}', defstruct("Names", [("names", list[str])]))
    assert page is None
    assert "$.names[1]" == rejects[0].path


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    """JSON may hold half a character, which UTF-8 cannot; the rest of the text stays, and the neighbours."""
    page, rejects = decode(_songs('{"name": "half \\ud800 there"}', '{"name": "whole \\ud83c\\udfa7"}'), Paging[Song])
    assert [Song("half ? there"), Song("whole 🎧")] == (page and page.items)
    assert [] == rejects


def test_bytes_that_are_no_utf8_do_not_lose_the_page() -> None:
    """The bad byte becomes the replacement character."""
    song, rejects = decode(b'{"name": "a\xffb"}', Song)
    assert (Song("a\ufffdb"), []) == (song, rejects)


def test_nul_passes() -> None:
    """NUL is a character of JSON; the load takes it out, for only Postgres minds."""
    song, rejects = decode(b'{"name": "a\\u0000b"}', Song)
    assert (Song("a\x00b"), []) == (song, rejects)


def test_a_bad_element_of_a_batch_leaves_its_neighbours() -> None:
    """A batch is an object with one list, under the name of the resource."""
    batch: Any = defstruct("Batch", [("songs", list[Song | None])])
    answer, rejects = decode(b'{"songs": [{"name": "A"}, null, {"length": "x"}, {"name": "D"}]}', batch)
    assert [Song("A"), None, None, Song("D")] == getattr(answer, "songs", None)
    assert ["$.songs[2].length"] == [reject.path for reject in rejects]


def test_an_empty_list_is_an_answer() -> None:
    """Nothing in it is not nothing of it."""
    page, rejects = decode(_songs(), Paging[Song])
    assert (Paging([], 0), []) == (page, rejects)

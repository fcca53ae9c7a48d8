"""Requests are values, pages survive being kept."""

from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from tasks.resources.page import SCHEMA, Page, from_frame, offsets, request, to_frame

from .answers import MOMENT

PAGES = [
    Page(request("albums", "albums", "a,b", ids="a,b", market="DE"), 200, b'{"albums": []}', MOMENT),
    Page(request("playlists", "playlists/a", "a"), 404, b"", MOMENT),  # no parameters, no body
    Page(request("tracks", "tracks/ü", "ü", q='"='), 200, b"\x00\xff not text", MOMENT),  # bytes as they came
]


def test_pages_survive_a_frame() -> None:
    """Nothing of a page is lost on the way into a frame and back."""
    assert PAGES == from_frame(to_frame(PAGES))


def test_pages_survive_parquet(tmp_path: Path) -> None:
    """Nor on the way through a file: a run that is taken up again makes the same rows."""
    to_frame(PAGES).write_parquet(tmp_path / "pages.parquet")
    kept = pl.read_parquet(tmp_path / "pages.parquet")
    assert_frame_equal(to_frame(PAGES), kept)
    assert PAGES == from_frame(kept)


def test_no_pages_make_a_frame_with_types() -> None:
    """A fetch that asked nothing is kept like any other."""
    assert SCHEMA == dict(to_frame([]).schema)
    assert [] == from_frame(to_frame([]))


def test_only_a_200_has_rows_in_it() -> None:
    """What Spotify refused has nothing to decode."""
    assert [True, False, True] == [page.is_good for page in PAGES]


def test_the_key_of_a_question_does_not_depend_on_order_or_asker() -> None:
    """The same path with the same parameters is the same question."""
    one, other = request("albums", "x", "a", limit=1, offset=2), request("tracks", "x", "b", offset=2, limit="1")
    assert one.key == other.key
    assert one.key != one.at_offset(3).key


def test_a_question_goes_on_further_down() -> None:
    """Only the offset changes."""
    first = request("my playlists", "me/playlists", limit=50, offset=0)
    assert (0, 100) == (first.offset, first.at_offset(100).offset)
    assert {"limit": "50", "offset": "100"} == dict(first.at_offset(100).params)
    assert 0 == request("current user", "me").offset


def test_the_rest_of_a_list_is_asked_for_page_by_page() -> None:
    """From what is known to the total; nothing where all is known."""
    first = request("albums", "albums/a/tracks", "a", limit=50, offset=0)
    assert [50, 100] == [one.offset for one in offsets(first, 50, 101, 50)]
    assert [] == list(offsets(first, 50, 50, 50))


def test_subjects_are_the_ids_in_the_order_of_asking() -> None:
    """A request about nobody has none."""
    assert (["a", "b"], []) == (PAGES[0].request.subjects, request("current user", "me").subjects)


def test_a_page_does_not_show_its_body() -> None:
    """Bodies hold people's libraries and do not belong into logs."""
    assert 'albums": []' not in repr(PAGES[0])

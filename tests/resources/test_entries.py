"""Entries as columns: what many hold is kept once and as it came last, each entry keeps what is its own."""

from typing import Any

import msgspec
import pytest

from tasks.resources.objects.entries import Entries
from tasks.resources.objects.playlist import Entry
from tasks.resources.objects.track import track_rows
from tasks.resources.objects.user import user_frames

from .answers import MOMENT, spotify_id, track, values

A, B = spotify_id("a"), spotify_id("b")


def _entry(content: Any, **fields: Any) -> Entry:
    return msgspec.convert(
        {"added_at": "2020-02-14T17:31:47Z", "added_by": {"id": "anna"}, "track": content} | fields, Entry
    )


def _taken(*pages: tuple[str, int, list[Entry | None]]) -> Entries:
    """Return the entries of pages, in the order in which they came."""
    entries = Entries()
    for playlist, offset, items in reversed(pages):
        entries.take(playlist, offset, items)
    return entries


def _tracks(entries: Entries, *columns: str) -> list[Any]:
    rows = track_rows((entry.content for entry in entries.held), MOMENT)
    return values(rows.frames["spotify.tracks"], *columns)


def test_what_many_entries_hold_is_kept_once() -> None:
    """Two tracks in five entries of two playlists are two rows of tracks and five of entries."""
    a, b = _entry(track("a")), _entry(track("b"))
    entries = _taken(("p", 0, [a, b]), ("p", 2, [a]), ("q", 0, [b, a]))
    assert [("p", 0, A), ("p", 1, B), ("p", 2, A), ("q", 0, B), ("q", 1, A)] == values(
        entries.rows(), "playlist_id", "position", "track_id"
    )
    assert [A, B] == sorted(_tracks(entries, "track_id"))


@pytest.mark.parametrize("where", ["page", "pages", "playlists"])
def test_the_last_answer_counts(where: str) -> None:
    """Of one track that came with two names, wherever: tracks and entries alike have the later one."""
    old, new = (_entry(track("a") | {"name": name, "popularity": count}) for name, count in (("old", 1), ("new", 2)))
    pages: dict[str, list[tuple[str, int, list[Entry | None]]]] = {
        "page": [("p", 0, [old, new])],
        "pages": [("p", 0, [old]), ("p", 1, [new])],
        "playlists": [("p", 0, [old]), ("q", 0, [new])],
    }
    entries = _taken(*pages[where])
    assert [("new", 2)] == _tracks(entries, "name", "popularity")
    assert ["new", "new"] == values(entries.rows(), "name")


def test_an_answer_that_lacks_fields_takes_nothing_from_one_that_has_them() -> None:
    """Both are kept, and flags tell which of them carried the codes."""
    full, less = track("a"), {name: value for name, value in track("a").items() if name != "external_ids"}
    entries = _taken(("p", 0, [_entry(full)]), ("q", 0, [_entry(less)]))
    assert {("DEA000000001", True), (None, False)} == set(_tracks(entries, "isrc", "has_isrc"))


def test_tracks_that_are_relinked_to_one_stay_apart() -> None:
    """What was added counts, not what is played in its place."""
    entries = _taken(
        (
            "p",
            0,
            [
                _entry(track("new", linked_from={"id": A})),
                _entry(track("new", linked_from={"id": B})),
                _entry(track("new")),
            ],
        )
    )
    assert [A, B, spotify_id("new")] == values(entries.rows(), "track_id")
    assert sorted([A, B, spotify_id("new")]) == sorted(_tracks(entries, "track_id"))


def test_local_files_stay_apart() -> None:
    """They have no id; two of one address may have two names."""
    local: dict[str, Any] = {"id": None, "is_local": True, "uri": "spotify:local:x"}
    entries = _taken(("p", 0, [_entry(track("l", **local) | {"name": name}, is_local=True) for name in ("one", "two")]))
    assert [("one", "local", True), ("two", "local", True)] == values(entries.rows(), "name", "item_type", "is_local")


def test_a_local_copy_of_a_track_is_not_the_track() -> None:
    """The entry says that it is local, whatever it holds."""
    entries = _taken(("p", 0, [_entry(track("a")), _entry(track("a"), is_local=True)]))
    assert ["track", "local"] == values(entries.rows(), "item_type")


def test_who_added_entries_is_kept_once_with_the_name() -> None:
    """Who came with a name and without is there with both, and flags tell which of them carried it."""
    named = _entry(track("a"), added_by={"id": "anna", "display_name": "Anna"})
    entries = _taken(("p", 0, [named, _entry(track("a")), _entry(track("a"), added_by={"id": ""}), None]))
    users = user_frames(entries.users)["spotify.users"]
    assert {("anna", "Anna", True), ("anna", None, False)} == set(
        values(users, "user_id", "display_name", "has_display_name")
    )
    assert ["anna", "anna", None, None] == values(entries.rows(), "added_by")


def test_of_two_readings_of_a_place_the_later_counts() -> None:
    """Pages that overlap, for a list has grown meanwhile, give each place once."""
    a, b = _entry(track("a")), _entry(track("b"))
    entries = _taken(("p", 0, [a, a]), ("p", 1, [b, b]))
    assert [(0, A), (1, B), (2, B)] == values(entries.rows(), "position", "track_id")


def test_no_entries_make_rows_with_types() -> None:
    """An empty playlist has columns like any other."""
    some, none = _taken(("p", 0, [_entry(track("a"))])).rows(), _taken(("p", 0, [])).rows()
    assert (some.schema, 0) == (none.schema, none.height)

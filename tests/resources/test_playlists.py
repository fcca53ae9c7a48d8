"""Playlists: both shapes, odd entries, and that only a complete reading counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from tasks.resources.app import App, Known
from tasks.resources.columns import Frames
from tasks.resources.need import Need
from tasks.resources.page import Page, Request
from tasks.resources.playlists import HEADS, MISSED, PLAYLISTS, confirm, follow, requests, rows
from tasks.resources.reading import REJECTED, WATERMARKS, Reading, Rows

from .answers import MOMENT, READING, answered, spotify_id, track, values

ID = spotify_id("playlist")
HEAD = requests(Need(selected={"playlists": [ID]}))[0]
ADDED = datetime(2020, 2, 14, 17, 31, 47, tzinfo=UTC)


def _entry(content: Any, name: str = "track", **fields: Any) -> dict[str, Any]:
    return {"added_at": "2020-02-14T17:31:47Z", "added_by": {"id": "anna"}, "is_local": False, name: content} | fields


def _head(*entries: Any, contents: str = "tracks", total: int | None = None, snapshot: str = "s1") -> Page:
    playlist = {
        "id": ID,
        "name": "Playlist",
        "owner": {"id": "owner", "display_name": "Owner"},
        "snapshot_id": snapshot,
        "followers": {"total": 5},
        contents: {"items": list(entries), "total": len(entries) if total is None else total},
    }
    return answered(HEAD, playlist)


def _further(page: Page, *entries: Any) -> list[Page]:
    asked = list(follow(page, App()))
    return [answered(asked[0], {"items": list(entries)})]


def _after(pages: list[Page], snapshot: str) -> list[Page]:
    return [answered(one, {"snapshot_id": snapshot}) for one in confirm(pages)]


def _items(found: Rows, *columns: str) -> list[Any]:
    return values(found.frames["spotify.playlist_items"], *columns)


def _plain(frames: Frames) -> dict[str, list[dict[str, Any]]]:
    return {table: rows.to_dicts() for table, rows in frames.items()}


def test_both_shapes_give_the_same_rows() -> None:
    """Before February 2026 contents were `tracks` of `track`, since then `items` of `item`; some answers have both."""
    content = track("a")
    old = rows([_head(_entry(content), _entry(None))], READING)
    new = rows([_head(_entry(content, "item"), _entry(None, "item"), contents="items")], READING)
    both = rows([_head(_entry(content) | {"item": content}, _entry(None) | {"item": None})], READING)
    assert _plain(old.frames) == _plain(new.frames) == _plain(both.frames)
    assert _plain(old.complete) == _plain(new.complete) == _plain(both.complete)
    assert ["track", "unavailable"] == _items(old, "item_type")


def test_entries_are_rows_by_position() -> None:
    """Each odd entry keeps its place among the ordinary ones."""
    local = track("l", id=None, uri="spotify:local::::0", is_local=True, artists=[], album={"id": None})
    episode = track("e", type="episode", uri="spotify:episode:e", album=None, artists=None)
    page = _head(
        _entry(track("a")),
        _entry(None),  # null track -> kept as unavailable
        _entry(local, is_local=True),  # local file -> kept without an id
        _entry(episode),  # episode -> its id in a column of its own
        None,  # null entry -> kept as unavailable
        _entry(track("b")),
    )
    a, b, e = spotify_id("a"), spotify_id("b"), spotify_id("e")
    assert [
        (0, "track", f"spotify:track:{a}", a, None, False),
        (1, "unavailable", "spotify:unavailable", None, None, False),
        (2, "local", "spotify:local::::0", None, None, True),
        (3, "episode", "spotify:episode:e", None, e, False),
        (4, "unavailable", "spotify:unavailable", None, None, False),
        (5, "track", f"spotify:track:{b}", b, None, False),
    ] == _items(rows([page], READING), "position", "item_type", "item_uri", "track_id", "episode_id", "is_local")


def test_only_tracks_reach_the_table_of_tracks() -> None:
    """Local files and episodes stay entries."""
    local = track("l", id=None, is_local=True)
    found = rows([_head(_entry(local), _entry(track("e", type="episode")), _entry(track("a")))], READING)
    assert [spotify_id("a")] == values(found.frames["spotify.tracks"], "track_id")


@pytest.mark.parametrize(
    ("fields", "added_at", "added_by"),
    [
        ({}, ADDED, "anna"),
        ({"added_at": None}, None, "anna"),  # lists older than 2014 do not know
        ({"added_at": "1970-01-01T00:00:00Z"}, None, "anna"),  # generated lists say the epoch
        ({"added_by": {"id": ""}}, ADDED, None),  # recorded beside a null track
        ({"added_by": None}, ADDED, None),
        ({"added_by": {}}, ADDED, None),
    ],
)
def test_who_added_when_may_be_unknown(fields: dict[str, Any], added_at: datetime | None, added_by: str | None) -> None:
    """Then it is null and neither the year 1970 nor an empty name."""
    found = rows([_head(_entry(track("a"), **fields))], READING)
    assert [(added_at, added_by)] == _items(found, "added_at", "added_by")
    assert "" not in values(found.frames["spotify.users"], "user_id")


def test_a_track_that_stands_there_twice_is_counted() -> None:
    """Its occurrences count from 1 in the order of position, each with its own history."""
    history = rows([_head(*(_entry(track(name)) for name in "aba"))], READING).frames["spotify.playlist_item_history"]
    a, b = f"spotify:track:{spotify_id('a')}", f"spotify:track:{spotify_id('b')}"
    assert [(0, a, 1), (1, b, 1), (2, a, 2)] == values(history.sort("position"), "position", "item_uri", "occurrence")
    assert [MOMENT] == history["valid_from"].unique().to_list()


def test_a_relinked_track_is_the_one_that_was_added() -> None:
    """Entry and track go by the asked id, the one played in its place stands beside it."""
    found = rows([_head(_entry(track("new", linked_from={"id": spotify_id("old")})))], READING)
    assert [spotify_id("old")] == _items(found, "track_id")
    assert [(spotify_id("old"), spotify_id("new"))] == values(found.frames["spotify.tracks"], "track_id", "relinked_id")


def test_one_bad_entry_leaves_its_neighbours() -> None:
    """It is set aside, its place stays taken, and the reading is still complete."""
    found = rows([_head(_entry(track("a")), _entry(track("x", duration_ms="abc")), _entry(track("b")))], READING)
    assert ["track", "unavailable", "track"] == _items(found, "item_type")
    assert ["$.tracks.items[1].track.duration_ms"] == values(found.frames[REJECTED], "path")


def test_labels_of_the_selection_reach_their_playlists() -> None:
    """Germany=ID writes Germany beside ID."""
    found = rows([_head()], Reading(MOMENT, labels={ID: "Germany"}))
    assert [(ID, "Germany")] == values(found.frames["spotify.playlists"], "playlist_id", "label")


def test_an_empty_playlist_is_read_to_the_end() -> None:
    """It has no entries, and that is known."""
    found = rows([_head()], READING)
    assert [ID] == values(found.complete["spotify.playlist_items"], "playlist_id")
    assert [] == _items(found, "item_uri")
    assert [("playlists", ID, "s1"), (HEADS, ID, MOMENT.isoformat())] == values(
        found.frames[WATERMARKS], "resource", "scope", "value"
    )


@pytest.mark.parametrize(
    ("unavailable", "path", "offsets"),
    [
        (frozenset(), f"playlists/{ID}/tracks", [1, 101]),  # a hundred a page, also without a user
        (frozenset({"playlists/{id}/tracks"}), f"playlists/{ID}/items", [1, 51, 101]),  # fifty a page
    ],
)
def test_what_the_head_does_not_carry_is_asked_for(unavailable: frozenset[str], path: str, offsets: list[int]) -> None:
    """From the entry after the last one that came, by the endpoint that the app has."""
    asked = list(follow(_head(_entry(track("a")), total=150), App(unavailable)))
    assert [(path, offset) for offset in offsets] == [(one.path, one.offset) for one in asked]
    assert {"track,episode"} == {dict(one.params)["additional_types"] for one in [HEAD, *asked]}


@pytest.mark.parametrize(
    ("page", "app"),
    [
        (_head(_entry(track("a"))), App()),  # all there
        (_head(_entry(track("a")), total=150), App(known=Known({ID: "s1"}))),  # unchanged since it was read
        (answered(HEAD, {"id": ID, "snapshot_id": "s1"}), App()),  # no contents for this app
        (answered(HEAD, {}, 404), App()),
        (answered(HEAD, []), App()),  # nothing to be made of it
    ],
    ids=["whole", "unchanged", "closed", "gone", "odd"],
)
def test_nothing_more_is_asked(page: Page, app: App) -> None:
    """Equal snapshot id = not read again; and what is not to be had is not asked for."""
    assert [] == list(follow(page, app))


def test_a_playlist_of_several_pages_is_confirmed() -> None:
    """Its version is asked for once more; one that came in one answer cannot have moved."""
    head = _head(_entry(track("a")), total=2)
    assert [] == confirm([_head()])
    assert [{"fields": "snapshot_id"}] == [
        dict(one.params) for one in confirm([head, *_further(head, _entry(track("b")))])
    ]


def test_pages_that_stood_still_are_one_playlist() -> None:
    """Entries of all pages, by position, and the version that was read."""
    head = _head(_entry(track("a")), total=2)
    pages = [head, *_further(head, _entry(track("b")))]
    found = rows(pages + _after(pages, "s1"), READING)
    assert [(0, spotify_id("a")), (1, spotify_id("b"))] == _items(found, "position", "track_id")
    assert ("playlists", ID, "s1") in values(found.frames[WATERMARKS], "resource", "scope", "value")
    assert [(ID, MOMENT)] == values(found.complete["spotify.playlist_item_history"], "playlist_id", "at")


def _incomplete(case: str) -> list[Page]:
    head = _head(_entry(track("a")), total=2)
    further = _further(head, _entry(track("b")))
    confirmation: list[Request] = confirm([head, *further])
    return {
        "page never asked": [head],
        "page failed": [head, Page(further[0].request, 500, b"", MOMENT)],
        "page came empty": [head, *_further(head), *_after([head, *further], "s1")],
        "moved meanwhile": [head, *further, *_after([head, *further], "s2")],
        "not confirmed": [head, *further],
        "confirmation failed": [head, *further, *(Page(one, 500, b"", MOMENT) for one in confirmation)],
        "no contents": [answered(HEAD, {"id": ID, "name": "Playlist"})],
        "no total": [answered(HEAD, {"id": ID, "tracks": {"items": []}})],
    }[case]


@pytest.mark.parametrize(
    "case",
    [
        "page never asked",
        "page failed",
        "page came empty",
        "moved meanwhile",
        "not confirmed",
        "confirmation failed",
        "no contents",
        "no total",
    ],
)
def test_what_was_not_read_whole_closes_nothing(case: str) -> None:
    """No entries, no complete reading, no watermark: the next run reads it again. The playlist itself is kept."""
    found = rows(_incomplete(case), READING)
    assert [] == _items(found, "position")
    assert [0, 0] == [found.complete[f"spotify.{name}"].height for name in ("playlist_items", "playlist_item_history")]
    assert [] == values(found.frames[WATERMARKS].filter(resource="playlists"), "scope")
    assert [ID] == values(found.frames["spotify.playlists"], "playlist_id")


def test_tracks_of_an_incomplete_reading_are_kept() -> None:
    """What a track is called does not depend on where it stands."""
    found = rows(_incomplete("moved meanwhile"), READING)
    assert [spotify_id("a"), spotify_id("b")] == values(found.frames["spotify.tracks"], "track_id")


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([answered(HEAD, {"id": ID, "name": "Playlist"})], "not their contents"),
        ([answered(HEAD, {}, 404)], "404"),
        (_incomplete("moved meanwhile"), "changed while they were read"),
    ],
)
def test_what_could_not_be_read_is_said(pages: list[Page], words: str) -> None:
    """One sentence with the number of playlists."""
    (note,) = rows(pages, READING).notes
    assert note.startswith("1 playlists")
    assert words in note


def test_a_whole_reading_needs_no_note() -> None:
    """Silence is good news."""
    assert () == rows([_head(_entry(track("a")))], READING).notes


def test_contents_that_are_absent_erase_no_number_of_entries() -> None:
    """Neither in the playlist nor in the numbers of the day; followers are as they came."""
    found = rows([answered(HEAD, {"id": ID, "followers": {"total": 7}})], READING)
    assert [(None, False)] == values(found.frames["spotify.playlists"], "items_total", "has_items_total")
    assert [(7, None, False)] == values(
        found.frames["spotify.playlist_stats"], "followers", "items_total", "has_items_total"
    )


def test_the_resource_reads_what_its_functions_ask() -> None:
    """The declaration holds the functions tested here."""
    assert (rows, follow, confirm) == (PLAYLISTS.rows, PLAYLISTS.follow, PLAYLISTS.confirm)


DEVELOPMENT = App(frozenset({"playlists/{id}/tracks"}))

LISTED = pl.DataFrame(
    [
        ("own", "s1", "listener", False),
        ("collaborative", "s1", "anna", True),
        ("followed", "s1", "spotify", False),
        ("unchanged", "s0", "listener", None),
    ],
    schema=["playlist_id", "snapshot_id", "owner_id", "is_collaborative"],
    orient="row",
)


def _need(*selected: str, app: App | None = None, marks: dict[str, str] | None = None) -> Need:
    return Need(
        selected={"playlists": list(selected)},
        user_id="listener",
        app=app or App(),
        moment=MOMENT,
        met=lambda _, *columns: LISTED.select(columns),
        marks=lambda resource: marks or {} if resource == MISSED else {},
    )


@pytest.mark.parametrize(
    ("app", "ids"),
    [
        (App(), ["own", "collaborative", "followed", "unchanged"]),  # nothing is known
        (App(known=Known({"unchanged": "s0", "own": "s0"})), ["own", "collaborative", "followed"]),
        (DEVELOPMENT, ["own", "collaborative", "unchanged"]),  # only one's own have contents
    ],
)
def test_what_changed_and_may_be_read_is_worth_reading(app: App, ids: list[str]) -> None:
    """Equal snapshot id = not read again; the selected come first and are always asked for."""
    assert ["selected", *ids] == [one.subject for one in requests(_need("selected", app=app))]


@pytest.mark.parametrize(
    ("known", "hours", "is_asked"),
    [
        ("s0", 1, False),  # nothing but followers can be new, and they are of the day
        ("s0", 21, True),
        ("old", 1, True),
        (None, 1, True),
    ],
)
def test_a_selected_playlist_that_a_list_shows_unchanged_is_read_once_a_day(
    known: str | None, hours: int, is_asked: bool
) -> None:
    """The list has its version; its followers are nowhere but in the playlist itself."""
    app = App(known=Known({"unchanged": known} if known else {}))
    marks = {"unchanged": (MOMENT - timedelta(hours=hours)).isoformat()}
    need = replace(_need("unchanged", app=app), marks=lambda resource: marks if resource == HEADS else {})
    assert is_asked == ("unchanged" in [one.subject for one in requests(need)])


def _probe(*rows: tuple[str, str, int | None]) -> list[tuple[str, dict[str, str]]]:
    listed = pl.DataFrame(rows, ["playlist_id", "owner_id", "items_total"], orient="row")
    filled = listed.with_columns(snapshot_id=pl.lit("s0"), is_collaborative=pl.lit(value=False))
    need = replace(_need("selected"), met=lambda _, *columns: filled.select(columns))
    return [(one.path, dict(one.params)) for one in PLAYLISTS.probe(need).values()]


def test_the_probe_is_a_page_that_is_read_anyway() -> None:
    """The one that follows on what a playlist of the listener's own carries; where there is none, any entry."""
    page = {"additional_types": "track,episode", "limit": "100", "offset": "100"}
    assert [("playlists/own/tracks", page)] == _probe(("short", "listener", 100), ("own", "listener", 101))
    assert [("playlists/selected/tracks", {"limit": "1"})] == _probe(("long", "somebody", 101), ("x", "listener", None))
    assert {} == dict(PLAYLISTS.probe(Need()))


@pytest.mark.parametrize(
    ("mark", "is_asked"),
    [
        ("", True),
        (f"gone 2 {(MOMENT - timedelta(days=1)).isoformat()}", False),  # for the second time: two days of rest
        (f"gone 1 {(MOMENT - timedelta(days=1)).isoformat()}", True),
        (f"{(MOMENT - timedelta(hours=1)).isoformat()}", False),  # its name is all this app is given
        (f"{(MOMENT - timedelta(days=1)).isoformat()}", True),
        (f"back {(MOMENT - timedelta(hours=1)).isoformat()}", True),  # it can be read again
    ],
)
def test_what_is_not_to_be_had_rests(mark: str, is_asked: bool) -> None:
    """Ever longer, and the name of what stays closed is asked for once a day."""
    asked = requests(_need("own", marks={"own": mark} if mark else {}))
    assert is_asked == ("own" in {one.subject for one in asked})


def test_what_was_missed_is_remembered() -> None:
    """Gone, closed, and back again, each by its own mark; the others have their snapshot id."""
    reading = replace(READING, failures={f"{MISSED} back": 3, f"{MISSED} gone": 3})
    heads = {one: replace(HEAD, path=f"playlists/{one}", subject=one) for one in ("gone", "closed", "back", "fine")}
    contents = {"items": [], "total": 0}
    pages = [
        answered(heads["gone"], {}, 404),
        answered(heads["closed"], {"id": "closed", "snapshot_id": "s"}),
        answered(heads["back"], {"id": "back", "snapshot_id": "s", "tracks": contents}),
        answered(heads["fine"], {"id": "fine", "snapshot_id": "s", "tracks": contents}),
    ]
    marks = rows(pages, reading).frames[WATERMARKS].filter(resource=MISSED)
    at = MOMENT.isoformat()
    assert {"gone": f"gone 4 {at}", "closed": at, "back": f"back {at}"} == dict(values(marks, "scope", "value"))

"""Every rule of merging, on a real Postgres."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from pydantic import SecretStr

from tasks.postgres.connect import DatabaseError
from tasks.postgres.database import Database
from tasks.postgres.load import Counts, loading

from .sample import MONDAY, TUESDAY, WEDNESDAY, complete, execute, fetch, merge

ARTISTS = "spotify.artists"
SAVED = "spotify.saved_tracks"
CREDITS = "spotify.track_artists"
REJECTED = "etl.rejected_rows"


def _stamps(database: Database, table: str) -> list[Any]:
    """Return what moves when a row is rewritten: its version, its place, its time."""
    return fetch(database, f"select xmin::text, ctid::text, loaded_at from {table} order by 1, 2")


def test_new_changed_and_unchanged_rows_are_counted(cleared: Database) -> None:
    """read = inserted + updated + unchanged, for every merge."""
    assert Counts(2, inserted=2) == merge(cleared, ARTISTS, [{"artist_id": "a"}, {"artist_id": "b", "name": "B"}])
    again = [
        {"artist_id": "a", "name": "A"},  # had no name -> updated
        {"artist_id": "b", "name": "B"},  # as it was -> unchanged
        {"artist_id": "c", "name": "C"},  # not known -> inserted
    ]
    assert Counts(3, inserted=1, updated=1, unchanged=1) == merge(cleared, ARTISTS, again)
    assert [("a", "A"), ("b", "B"), ("c", "C")] == fetch(
        cleared, "select artist_id, name from spotify.artists order by 1"
    )


def test_an_absent_field_never_erases_and_a_null_does(cleared: Database) -> None:
    """Every combination of what is stored and what comes."""
    full = [{"artist_id": one, "name": "old", "popularity": 1} for one in "abc"]
    merge(cleared, ARTISTS, full)
    come: list[dict[str, Any]] = [
        {"artist_id": "a", "name": "new", "popularity": None, "has_popularity": False},  # absent -> stays
        {"artist_id": "b", "name": "new", "popularity": None, "has_popularity": True},  # null -> erased
        {"artist_id": "c", "name": "new", "popularity": 2, "has_popularity": True},  # a value -> written
        {"artist_id": "d", "name": "new", "popularity": None, "has_popularity": False},  # absent, new -> null
    ]
    assert Counts(4, inserted=1, updated=3) == merge(cleared, ARTISTS, come)
    assert [("a", "new", 1), ("b", "new", None), ("c", "new", 2), ("d", "new", None)] == fetch(
        cleared, "select artist_id, name, popularity from spotify.artists order by 1"
    )


def test_a_simplified_object_never_blanks_the_full_one(cleared: Database) -> None:
    """Columns that the frame does not bring, or flags as absent, stay; the row is not even rewritten."""
    merge(cleared, ARTISTS, [{"artist_id": "a", "name": "A", "genres": ["pop"], "followers": 5, "popularity": 7}])
    stamps = _stamps(cleared, ARTISTS)
    absent = {"genres": None, "has_genres": False, "followers": None, "has_followers": False}
    assert Counts(1, unchanged=1) == merge(cleared, ARTISTS, [{"artist_id": "a", "name": "A"}])
    assert Counts(1, unchanged=1) == merge(cleared, ARTISTS, [{"artist_id": "a", "name": "A"} | absent])
    assert stamps == _stamps(cleared, ARTISTS)


@pytest.mark.parametrize("order", [1, -1], ids=["full first", "simplified first"])
def test_full_and_simplified_in_one_frame_are_one_row(cleared: Database, order: int) -> None:
    """Two answers of a run may bring the same artist: of each column the last value that was really there."""
    rows: list[dict[str, Any]] = [
        {"artist_id": "a", "name": "A", "popularity": 7, "has_popularity": True},
        {"artist_id": "a", "name": "A", "popularity": None, "has_popularity": False},
    ]
    assert Counts(1, inserted=1) == merge(cleared, ARTISTS, rows[::order])
    assert [("A", 7)] == fetch(cleared, "select name, popularity from spotify.artists")


def test_unchanged_rows_are_not_rewritten(cleared: Database) -> None:
    """Version, place and loaded_at stand still: such a row costs no WAL."""
    rows = [
        {"artist_id": f"{number:022}", "name": f"Artist {number}", "genres": ["pop", "rock"], "followers": number}
        for number in range(2000)
    ]
    merge(cleared, ARTISTS, rows)
    stamps = _stamps(cleared, ARTISTS)
    size = fetch(cleared, "select pg_relation_size('spotify.artists')")
    assert Counts(2000, unchanged=2000) == merge(cleared, ARTISTS, rows)
    assert stamps == _stamps(cleared, ARTISTS)
    assert size == fetch(cleared, "select pg_relation_size('spotify.artists')")


def test_loaded_at_moves_only_where_something_changed(cleared: Database) -> None:
    """So it is the watermark for extracts."""
    merge(cleared, ARTISTS, [{"artist_id": "a", "name": "A"}, {"artist_id": "b", "name": "B"}])
    execute(cleared, "update spotify.artists set loaded_at = '2020-01-01'")
    merge(cleared, ARTISTS, [{"artist_id": "a", "name": "A"}, {"artist_id": "b", "name": "new"}])
    moved = "select artist_id from spotify.artists where loaded_at > '2020-01-01'"
    assert ["b"] == fetch(cleared, moved)


@pytest.mark.parametrize(
    ("before", "after", "updated"),
    [
        (["pop"], ["pop"], 0),
        (["pop"], ["rock"], 1),
        (["pop"], [], 1),
        ([], None, 1),  # empty is not null
        (None, [], 1),
        (None, None, 0),
        ([], [], 0),
    ],
)
def test_an_empty_list_is_not_null(
    cleared: Database, before: list[str] | None, after: list[str] | None, updated: int
) -> None:
    """An artist without genres, and one of whom nobody said."""
    merge(cleared, ARTISTS, [{"artist_id": "a", "genres": before}], genres=pl.List(pl.String))
    counts = merge(cleared, ARTISTS, [{"artist_id": "a", "genres": after}], genres=pl.List(pl.String))
    assert updated == counts.updated
    assert [after] == fetch(cleared, "select genres from spotify.artists")


def test_ids_differ_by_case(cleared: Database) -> None:
    """Spotify's ids are case-sensitive."""
    assert 2 == merge(cleared, ARTISTS, [{"artist_id": "aB"}, {"artist_id": "Ab"}]).inserted


def test_a_complete_reading_deletes_what_it_lacks(cleared: Database) -> None:
    """Of the subjects that were read to the end, and of no others."""
    rows = [{"track_id": track, "position": number, "artist_id": "x"} for track in "ab" for number in (1, 2)]
    merge(cleared, CREDITS, rows, complete(MONDAY, track_id=["a", "b"]))
    fewer = [{"track_id": "a", "position": 1, "artist_id": "x"}]
    assert Counts(1, unchanged=1, removed=1) == merge(cleared, CREDITS, fewer, complete(TUESDAY, track_id=["a"]))
    assert [("a", 1), ("b", 1), ("b", 2)] == fetch(
        cleared, "select track_id, position from spotify.track_artists order by 1, 2"
    )


def test_an_incomplete_reading_deletes_nothing(cleared: Database) -> None:
    """A page failed, an id was not found, a budget ran out: the rest stays."""
    rows = [{"track_id": "a", "position": number, "artist_id": "x"} for number in (1, 2)]
    merge(cleared, CREDITS, rows)
    for whole in (None, complete(TUESDAY, track_id=[])):
        assert Counts(1, unchanged=1) == merge(cleared, CREDITS, rows[:1], whole)
    assert [1, 2] == fetch(cleared, "select position from spotify.track_artists order by 1")


def test_a_subject_that_is_empty_now_loses_its_rows(cleared: Database) -> None:
    """No rows came, and it was read to the end."""
    row = [{"track_id": "a", "position": 1, "artist_id": "x"}]
    merge(cleared, CREDITS, row)
    frame = pl.DataFrame(row).clear()
    with loading(cleared, [CREDITS]) as load:
        assert Counts(removed=1) == load.merge(CREDITS, frame, complete(MONDAY, track_id=["a", "a"]))
    assert [] == fetch(cleared, "select track_id from spotify.track_artists")


def _saved(track_id: str, added_at: datetime) -> dict[str, Any]:
    return {"user_id": "me", "track_id": track_id, "added_at": added_at, "removed_at": None}


def test_a_song_that_is_gone_is_removed_once(cleared: Database) -> None:
    """The first complete reading without it gives the time; later ones do not move it."""
    time = pl.Datetime("us", "UTC")
    merge(cleared, SAVED, [_saved("a", MONDAY), _saved("b", MONDAY)], removed_at=time)
    for moment, removed in ((TUESDAY, 1), (WEDNESDAY, 0)):
        counts = merge(cleared, SAVED, [_saved("a", MONDAY)], complete(moment, user_id=["me"]), removed_at=time)
        assert Counts(1, unchanged=1, removed=removed) == counts
    assert [("a", None), ("b", TUESDAY)] == fetch(
        cleared, "select track_id, removed_at from spotify.saved_tracks order by 1"
    )


def test_a_song_that_is_saved_again_has_two_rows(cleared: Database) -> None:
    """Removed and saved again is another saving, with a time of its own."""
    merge(cleared, SAVED, [_saved("a", MONDAY)])
    merge(cleared, SAVED, [_saved("b", MONDAY)], complete(TUESDAY, user_id=["me"]))
    merge(cleared, SAVED, [_saved("a", WEDNESDAY), _saved("b", MONDAY)], complete(WEDNESDAY, user_id=["me"]))
    assert [("a", MONDAY, TUESDAY), ("a", WEDNESDAY, None), ("b", MONDAY, None)] == fetch(
        cleared, "select track_id, added_at, removed_at from spotify.saved_tracks order by 1, 2"
    )


def test_a_song_that_was_removed_by_mistake_is_saved_again(cleared: Database) -> None:
    """Spotify hid it for a day: with the same time of saving it is the same saving."""
    time = pl.Datetime("us", "UTC")
    merge(cleared, SAVED, [_saved("a", MONDAY), _saved("b", MONDAY)], removed_at=time)
    merge(cleared, SAVED, [_saved("b", MONDAY)], complete(TUESDAY, user_id=["me"]), removed_at=time)
    merge(cleared, SAVED, [_saved("a", MONDAY), _saved("b", MONDAY)], removed_at=time)
    assert [None, None] == fetch(cleared, "select removed_at from spotify.saved_tracks")


def test_the_library_of_another_listener_is_left_alone(cleared: Database) -> None:
    """A complete reading is one person's."""
    merge(cleared, SAVED, [_saved("a", MONDAY) | {"user_id": "anna"}])
    merge(cleared, SAVED, [_saved("a", MONDAY)], complete(TUESDAY, user_id=["me"]))
    assert [None, None] == fetch(cleared, "select removed_at from spotify.saved_tracks")


def test_nul_is_taken_out(cleared: Database) -> None:
    """Postgres refuses it in text, in lists of text and escaped in jsonb; an escaped backslash is no escape."""
    merge(cleared, ARTISTS, [{"artist_id": "a", "name": "A\x00B", "genres": ["p\x00op", None]}])
    assert [("AB", ["pop", None])] == fetch(cleared, "select name, genres from spotify.artists")
    raw = r'{"nul": "a\u0000\u0000b", "path": "C:\\u0000", "both": "\\\u0000", "tab": "\t"}'
    merge(cleared, REJECTED, [{"run_id": "r", "resource": "x", "reason": "r\x00", "raw": raw}])
    assert [("r", "ab", "C:\\u0000", "\\", "\t")] == fetch(
        cleared,
        "select reason, raw ->> 'nul', raw ->> 'path', raw ->> 'both', raw ->> 'tab' from etl.rejected_rows",
    )


def test_a_table_without_a_key_gets_every_row(cleared: Database) -> None:
    """What was rejected twice was rejected twice."""
    row = {"run_id": "r", "resource": "x", "reason": "y", "raw": None}
    assert Counts(2, inserted=2) == merge(cleared, REJECTED, [row, row], raw=pl.String)
    assert Counts(2, inserted=2) == merge(cleared, REJECTED, [row, row], raw=pl.String)
    assert 4 == len(fetch(cleared, "select run_id from etl.rejected_rows"))


def test_no_rows_are_no_work(cleared: Database) -> None:
    """An empty frame is merged like any other."""
    with loading(cleared, [ARTISTS]) as load:
        assert Counts() == load.merge(ARTISTS, pl.DataFrame(schema={"artist_id": pl.String}))


def test_all_columns_come_back_as_they_went(cleared: Database) -> None:
    """Binary copy keeps every type exact: text of all kinds, dates, big numbers, microseconds."""
    text = "Emoji 🎧 أغنية it\u0092s \t\n\\N \"'  "
    album = {"album_id": "a", "name": text, "release_date": datetime(1971, 1, 1, tzinfo=UTC).date(), "total_tracks": 0}
    moment = datetime(2021, 5, 3, 8, 15, 30, 123456, tzinfo=UTC)
    merge(cleared, "spotify.albums", [album])
    merge(cleared, "spotify.users", [{"user_id": text, "followers": 2**40}])
    merge(cleared, "spotify.plays", [{"user_id": "u", "played_at": moment, "item_uri": "i", "source": "s"}])
    assert [(text, album["release_date"], 0)] == fetch(
        cleared, "select name, release_date, total_tracks from spotify.albums"
    )
    assert [(text, 2**40)] == fetch(cleared, "select user_id, followers from spotify.users")
    assert [moment] == fetch(cleared, "select played_at from spotify.plays")


def test_nobody_sees_half_a_load(cleared: Database) -> None:
    """A reader sees the rows of all tables or of none."""
    frame = pl.DataFrame({"artist_id": ["a"]})
    with loading(cleared, [ARTISTS, "spotify.users"]) as load:
        load.merge(ARTISTS, frame)
        assert [] == fetch(cleared, "select artist_id from spotify.artists")
        load.merge("spotify.users", pl.DataFrame({"user_id": ["u"]}))
    assert (["a"], ["u"]) == (
        fetch(cleared, "select artist_id from spotify.artists"),
        fetch(cleared, "select user_id from spotify.users"),
    )


def _load_and_die(database: Database) -> None:
    with loading(database, [ARTISTS]) as load:
        load.merge(ARTISTS, pl.DataFrame({"artist_id": ["a"]}))
        raise RuntimeError("killed")


def _load_artist_and(database: Database, table: str, row: dict[str, Any]) -> None:
    with loading(database, [ARTISTS, table]) as load:
        load.merge(ARTISTS, pl.DataFrame({"artist_id": ["a"]}))
        load.merge(table, pl.DataFrame([row]))


def test_an_error_leaves_nothing_behind(cleared: Database) -> None:
    """Neither rows of earlier merges nor temporary tables nor a connection."""
    with pytest.raises(RuntimeError, match="killed"):
        _load_and_die(cleared)
    assert [] == fetch(cleared, "select artist_id from spotify.artists")
    assert [] == fetch(cleared, "select relname from pg_class where relname in ('stage', 'complete')")


def test_what_postgres_refuses_is_one_sentence_without_data(cleared: Database) -> None:
    """The sentence names column and table; the row stays out of it, as does everything that was loaded before."""
    row = {"playlist_id": "hush", "position": 0, "item_uri": "u", "item_type": "nonsense", "is_local": False}
    with pytest.raises(DatabaseError) as refused:
        _load_artist_and(cleared, "spotify.playlist_items", row)
    assert "playlist_items" in str(refused.value)
    assert "hush" not in str(refused.value)
    assert 1 == len(str(refused.value).splitlines())
    assert [] == fetch(cleared, "select artist_id from spotify.artists")


def test_raw_json_that_is_none_is_one_sentence(cleared: Database) -> None:
    """Errors that come while rows are fetched are translated too."""
    with pytest.raises(DatabaseError, match="invalid input syntax for type json") as refused:
        merge(cleared, REJECTED, [{"run_id": "r", "resource": "x", "reason": "y", "raw": "hush"}])
    assert "hush" not in str(refused.value)


def test_a_missing_table_is_named(cleared: Database) -> None:
    """Before anything is loaded."""
    with pytest.raises(DatabaseError, match=r"spotify\.nonsense"):
        merge(cleared, "spotify.nonsense", [{"id": "a"}])


def test_an_unreachable_database_is_named_without_its_password(cleared: Database) -> None:
    """One sentence."""
    gone = Database("127.0.0.1", 1, "u", "d", SecretStr("hush"))
    with pytest.raises(DatabaseError, match=r"u@127\.0\.0\.1:1/d") as refused:
        merge(gone, ARTISTS, [])
    assert "hush" not in str(refused.value)


def test_counts_add_up() -> None:
    """Of several batches of one table."""
    total = Counts(3, 1, 1, 1, 2) + Counts(1, 1)
    assert Counts(4, 2, 1, 1, 2) == total
    assert 5 == total.changed

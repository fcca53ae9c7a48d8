"""What earlier runs have left, as far as it decides what is asked."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tasks.postgres import known

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_watermarks_are_kept_by_resource_and_subject(connection: psycopg.Connection) -> None:
    """The last value stays; clearing takes only what is named."""
    for resource, scope, value in (("r", "a", "1"), ("r", "a", "2"), ("r", "b", "3"), ("s", "a", "4")):
        known.set_watermark(connection, resource, scope, value)
    assert {"a": "2", "b": "3"} == known.watermarks(connection, "r")
    known.clear_watermark(connection, "r", ["a", "unknown"])
    assert ({"b": "3"}, {"a": "4"}, {}) == tuple(known.watermarks(connection, name) for name in ("r", "s", "t"))


def test_what_is_saved_is_counted_by_listener(connection: psycopg.Connection) -> None:
    """Without what was removed; the newest time as Spotify writes it."""
    connection.execute("""
        insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
            ('me', 'a', '2021-05-01T10:00:00+02', null), -- counts
            ('me', 'b', '2021-04-01T00:00:00Z', null), -- counts
            ('me', 'c', '2022-01-01T00:00:00Z', '2022-02-01T00:00:00Z'), -- removed -> neither counts nor is newest
            ('anna', 'd', '2023-01-01T00:00:00Z', null) -- somebody else's
    """)
    assert (2, "2021-05-01T08:00:00Z") == known.saved(connection, "me")["spotify.saved_tracks"]
    assert {(0, "")} == set(known.saved(connection, "nobody").values())
    assert {"me": {"spotify.saved_tracks": 2}, "anna": {"spotify.saved_tracks": 1}} == known.saved_by_user(connection)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("spotify.saved_tracks", "user_id, track_id, added_at, removed_at"),
        ("spotify.saved_albums", "user_id, album_id, added_at, removed_at"),
        ("spotify.saved_shows", "user_id, show_id, added_at, removed_at"),
        ("spotify.saved_episodes", "user_id, episode_id, added_at, removed_at"),
        ("spotify.saved_audiobooks", "user_id, audiobook_id, valid_from, valid_to"),
    ],
)
def test_every_kind_of_what_is_saved_is_counted(connection: psycopg.Connection, table: str, columns: str) -> None:
    """By table, and none for another's."""
    rows = "('me', 'a', '2021-05-01Z', null), ('me', 'b', '2021-06-01Z', '2021-07-01Z')"
    connection.execute(f"insert into {table} ({columns}) values {rows}".encode())
    counted = known.saved(connection, "me")
    assert {table: (1, "2021-05-01T00:00:00Z")} == {name: found for name, found in counted.items() if found[0]}
    assert {"me": {table: 1}} == known.saved_by_user(connection)
    assert set(known.SAVED) == set(counted)


def test_what_no_table_keeps_is_counted_too(connection: psycopg.Connection) -> None:
    """Spotify's total has it, and is compared with this number; it is noted by resource and listener."""
    known.set_watermark(connection, "saved albums", "me", f"3 {LONG_AGO.isoformat()}")
    known.set_watermark(connection, "saved albums", "anna", f"5 {LONG_AGO.isoformat()}")
    connection.execute("""
        insert into spotify.saved_albums (user_id, album_id, added_at) values ('me', 'a', '2021-05-01T00:00:00Z')
    """)
    counted = known.saved(connection, "me")
    assert (4, "2021-05-01T00:00:00Z") == counted["spotify.saved_albums"]
    assert (0, "") == counted["spotify.saved_tracks"]


def test_stored_ids_come_by_use(connection: psycopg.Connection) -> None:
    """Most used first, for a budget may end before the list does; those never used last, by id."""
    connection.execute("""
        insert into spotify.artists (artist_id) values ('z'), ('b'), ('a'), ('c');
        insert into spotify.albums (album_id) values ('x'), ('y');
        insert into spotify.tracks (track_id, album_id, isrc, popularity) values
            ('t1', 'y', null, null), ('t2', 'y', 'I', null), ('t3', 'x', null, 3), ('t4', 'x', null, null),
            ('t5', 'y', 'I', 5);
        insert into spotify.track_artists (track_id, position, artist_id) values
            ('t1', 1, 'c'), ('t2', 1, 'c'), ('t1', 2, 'z');
    """)
    assert ["c", "z", "a", "b"] == known.stored_ids(connection, "artists")
    assert ["y", "x"] == known.stored_ids(connection, "albums")
    assert ["t1", "t4"] == known.stored_ids(connection, "tracks")  # the others were read in full


def test_playlists_are_counted(connection: psycopg.Connection) -> None:
    """With the number of their entries; 0 where nobody said."""
    connection.execute("insert into spotify.playlists (playlist_id, items_total) values ('a', 7), ('b', null)")
    assert {"a": 7, "b": 0} == known.playlist_totals(connection)


def test_what_could_not_be_read_is_known(connection: psycopg.Connection) -> None:
    """By the watermarks that say gone or failed; a snapshot id that begins so is none."""
    for scope, value in (("a", "gone 2 2026-11-22"), ("b", "failed 1 2026-11-22"), ("c", "2026-11-22"), ("d", "goner")):
        known.set_watermark(connection, "artists", scope, value)
    found = {(resource, scope) for resource, scope, _ in known.failed_watermarks(connection)}
    assert {("artists", "a"), ("artists", "b")} == found


def test_what_is_played_most_comes_first(connection: psycopg.Connection) -> None:
    """Before what is used most."""
    connection.execute("""
        insert into spotify.artists (artist_id) values ('a'), ('b');
        insert into spotify.tracks (track_id, album_id) values ('t1', 'x'), ('t2', 'x'), ('t3', 'y');
        insert into spotify.albums (album_id) values ('x'), ('y');
        insert into spotify.track_artists (track_id, position, artist_id) values
            ('t1', 1, 'a'), ('t2', 1, 'a'), ('t3', 1, 'b');
        insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
            ('me', '2026-11-22Z', 'spotify:track:t3', 't3', 'recently-played');
    """)
    assert ["b", "a"] == known.stored_ids(connection, "artists")
    assert ["y", "x"] == known.stored_ids(connection, "albums")
    assert ["t3", "t1", "t2"] == known.stored_ids(connection, "tracks")
    assert [] == known.stored_ids(connection, "a resource without a list")


def test_the_clock_is_that_of_the_last_run(connection: psycopg.Connection) -> None:
    """By Spotify's clock and by app; ours where there was no run."""
    known.set_watermark(connection, "clock", "app", LONG_AGO.isoformat())
    assert LONG_AGO == known.clock(connection, "app")
    assert datetime.now(UTC) - known.clock(connection, "another") < timedelta(hours=1)


def test_what_was_heard_is_known_by_listener(connection: psycopg.Connection) -> None:
    """In order and in UTC, with the last play; nothing of somebody who was never read."""
    connection.execute("set local time zone 'Asia/Tokyo'")
    connection.execute("""
        insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
            ('me', '2020-01-03Z', '2020-01-04Z', true), ('me', '2020-01-01Z', '2020-01-03Z', false),
            ('anna', '2019-01-01Z', '2020-01-03Z', true);
        insert into spotify.plays (user_id, played_at, item_uri, source) values
            ('me', '2020-01-03Z', 'a', 'recently-played'), ('me', '2020-01-02Z', 'b', 'recently-played'),
            ('anna', '2020-01-09Z', 'c', 'recently-played');
    """)
    days = [LONG_AGO + timedelta(days=number) for number in range(4)]
    assert [(days[0], days[2], False), (days[2], days[3], True)] == known.heard(connection, "me")
    assert (days[2], UTC) == (last := known.last_play(connection, "me"), last and last.tzinfo)
    assert ([], None) == (known.heard(connection, "nobody"), known.last_play(connection, "nobody"))


def test_lists_that_were_read_are_known_by_listener(connection: psycopg.Connection) -> None:
    """By the name of the table."""
    connection.execute("""
        insert into spotify.library_readings (user_id, list_name, first_read_at) values
            ('me', 'saved_tracks', now()), ('me', 'saved_shows', now()), ('anna', 'saved_albums', now())
    """)
    assert {"saved_tracks", "saved_shows"} == known.lists_read(connection, "me")
    assert set() == known.lists_read(connection, "nobody")

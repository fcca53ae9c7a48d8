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


def test_saved_tracks_are_counted_by_listener(connection: psycopg.Connection) -> None:
    """Without those that were removed; the newest time as Spotify writes it."""
    connection.execute("""
        insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
            ('me', 'a', '2021-05-01T10:00:00+02', null), -- counts
            ('me', 'b', '2021-04-01T00:00:00Z', null), -- counts
            ('me', 'c', '2022-01-01T00:00:00Z', '2022-02-01T00:00:00Z'), -- removed -> neither counts nor is newest
            ('anna', 'd', '2023-01-01T00:00:00Z', null) -- somebody else's
    """)
    assert (2, "2021-05-01T08:00:00Z") == known.saved_tracks(connection, "me")
    assert (0, "") == known.saved_tracks(connection, "nobody")
    assert {"me": 2, "anna": 1} == known.saved_by_user(connection)


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
    assert 2 == known.count_playlists(connection)


@pytest.mark.parametrize(
    ("code", "status"),
    [(200, "available"), (403, "unavailable"), (404, "unavailable"), (410, "unavailable"), (400, "available")],
)
def test_codes_of_a_probe_say_what_the_app_may(connection: psycopg.Connection, code: int, status: str) -> None:
    """403, 404 and 410 mean that the endpoint is not for this app."""
    known.keep_capabilities(connection, "app", {"albums?ids=": code})
    assert {"albums?ids=": status} == known.capabilities(connection, "app", LONG_AGO)
    assert {} == known.capabilities(connection, "another app", LONG_AGO)


def test_capabilities_are_asked_again_when_they_are_old(connection: psycopg.Connection) -> None:
    """What was last seen before `since` is not known any more."""
    known.keep_capabilities(connection, "app", {"e": 200})
    assert {} == known.capabilities(connection, "app", datetime.now(UTC) + timedelta(hours=1))


def test_first_seen_is_when_the_status_last_changed(connection: psycopg.Connection) -> None:
    """So it tells since when an app has lost an endpoint."""
    query = "select first_seen > '2020-01-01', last_seen > '2020-01-01' from etl.capabilities"
    known.keep_capabilities(connection, "app", {"e": 200})
    connection.execute("update etl.capabilities set first_seen = '2020-01-01', last_seen = '2020-01-01'")
    known.keep_capabilities(connection, "app", {"e": 200})
    assert [(False, True)] == connection.execute(query).fetchall()  # still available
    known.keep_capabilities(connection, "app", {"e": 403})
    assert [(True, True)] == connection.execute(query).fetchall()  # lost now


def test_requests_of_an_hour_add_up(connection: psycopg.Connection) -> None:
    """By app and endpoint family; no requests are no row."""
    known.keep_requests(connection, "app", {"me": 2, "albums": 1})
    known.keep_requests(connection, "app", {"me": 3})
    known.keep_requests(connection, "app", {})
    query = "select family, calls from etl.request_budget order by 1"
    assert [("albums", 1), ("me", 5)] == connection.execute(query).fetchall()


def test_the_clock_is_that_of_the_last_run(connection: psycopg.Connection) -> None:
    """By Spotify's clock and by app; ours where there was no run."""
    known.set_watermark(connection, "clock", "app", LONG_AGO.isoformat())
    assert LONG_AGO == known.clock(connection, "app")
    assert datetime.now(UTC) - known.clock(connection, "another") < timedelta(hours=1)

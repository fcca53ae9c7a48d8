"""What was so on a day: the functions of the migration `history`, at the end of the day in UTC.

Rows carry their fate: what becomes of each on the second of March.
"""

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)

LISTS = """
insert into spotify.library_readings (user_id, list_name, first_read_at) values ('me', '{list}', '2026-03-02 12:00Z');
insert into spotify.{list} (user_id, {id}, {began}, {ended}) values
    ('me', 'kept', '2020-01-01Z', null), -- there
    ('me', 'late', '2026-03-02 23:59:59.999999Z', null), -- there from the last moment of the day on
    ('me', 'next', '2026-03-03 00:00Z', null), -- of the next day
    ('me', 'gone', '2020-01-02Z', '2026-03-02 12:00Z'), -- gone since noon
    ('me', 'soon', '2020-01-03Z', '2026-03-03 00:00Z'), -- still there, gone from the next day on
    ('me', 'back', '2020-01-04Z', '2020-02-01Z'), -- its first time, long over
    ('me', 'back', '2026-03-01Z', null), -- there again
    ('anna', 'hers', '2020-01-01Z', null) -- somebody else's
"""

ENTRIES = """
insert into spotify.playlist_item_history
    (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p', 'a', 1, '2026-03-01 12:00Z', '2026-03-02 12:00Z', 0, 'a'), -- moved on Monday
    ('p', 'a', 1, '2026-03-02 12:00Z', '2026-03-03 00:00Z', 1, 'a'), -- there until the next day's first moment
    ('p', 'b', 1, '2026-03-01 12:00Z', '2026-03-02 12:00Z', 1, 'b'), -- moved
    ('p', 'b', 1, '2026-03-02 12:00Z', null, 0, 'b'), -- to the front
    ('p', 'a', 2, '2026-03-01 12:00Z', null, 2, 'a'), -- a repeat that stays
    ('p', 'local', 1, '2026-03-02 12:00Z', null, 3, null), -- a file without an id
    ('p', 'c', 1, '2026-03-03 00:00Z', null, 1, 'c'), -- of the next day
    ('q', 'z', 1, '2026-03-01 12:00Z', null, 0, 'z') -- another playlist
"""


def _fetch(connection: psycopg.Connection, query: str) -> list[Any]:
    connection.execute("set local time zone 'Pacific/Kiritimati'")  # shows every day that is not in UTC
    return connection.execute(query.encode()).fetchall()


@pytest.mark.parametrize(
    ("day", "entries"),
    [
        ("2026-02-28", []),  # before the first reading
        ("2026-03-01", [(0, "a", 1), (1, "b", 1), (2, "a", 2)]),
        ("2026-03-02", [(0, "b", 1), (1, "a", 1), (2, "a", 2), (3, "local", 1)]),
        ("2026-03-03", [(0, "b", 1), (1, "c", 1), (2, "a", 2), (3, "local", 1)]),
        ("2030-01-01", [(0, "b", 1), (1, "c", 1), (2, "a", 2), (3, "local", 1)]),  # as it is now
    ],
)
def test_a_playlist_as_of_a_day(connection: psycopg.Connection, day: str, entries: list[Any]) -> None:
    """In its order, with repeats and moves."""
    connection.execute(ENTRIES.encode())
    query = f"select position, item_uri, occurrence from spotify.playlist_as_of('p', '{day}')"
    assert entries == _fetch(connection, query)


def test_an_entry_says_what_it_is_and_since_when(connection: psycopg.Connection) -> None:
    """The track, and the interval at this position."""
    connection.execute(ENTRIES.encode())
    query = (
        "select track_id, valid_from, valid_to from spotify.playlist_as_of('p', '2026-03-02') where position in (0, 3)"
    )
    assert [("b", MONDAY, None), (None, MONDAY, None)] == _fetch(connection, query)


@pytest.mark.parametrize(
    ("name", "column", "began", "ended"),
    [
        ("saved_tracks", "track_id", "added_at", "removed_at"),
        ("saved_albums", "album_id", "added_at", "removed_at"),
        ("saved_shows", "show_id", "added_at", "removed_at"),
        ("saved_episodes", "episode_id", "added_at", "removed_at"),
        ("saved_audiobooks", "audiobook_id", "valid_from", "valid_to"),
        ("followed_artists", "artist_id", "valid_from", "valid_to"),
    ],
)
def test_a_list_of_the_library_as_of_a_day(
    connection: psycopg.Connection, name: str, column: str, began: str, ended: str
) -> None:
    """Latest first; of the time before its first reading nothing is said, whatever Spotify says of its beginning."""
    connection.execute(LISTS.format(list=name, id=column, began=began, ended=ended).encode())
    found = {
        day: [
            row[0] for row in _fetch(connection, f"select {column}, {began} from spotify.{name}_as_of('me', '{day}')")
        ]
        for day in ("2026-03-01", "2026-03-02", "2026-03-03")
    }
    assert {
        "2026-03-01": [],
        "2026-03-02": ["late", "back", "soon", "kept"],
        "2026-03-03": ["next", "late", "back", "kept"],
    } == found


def test_favourites_as_of_a_day(connection: psycopg.Connection) -> None:
    """The latest ranking of each kind and range, as a whole, and no rank of an older one."""
    connection.execute("""
        insert into spotify.top_items (user_id, observed_on, item_type, time_range, rank, item_id) values
            ('me', '2026-03-01', 'track', 'short_term', 1, 'a'), -- replaced by that of the second
            ('me', '2026-03-01', 'track', 'short_term', 2, 'b'), -- of a longer list, replaced all the same
            ('me', '2026-03-02', 'track', 'short_term', 1, 'b'), -- latest
            ('me', '2026-03-01', 'track', 'long_term', 1, 'c'), -- latest of its range
            ('me', '2026-03-01', 'artist', 'short_term', 1, 'x'), -- latest of its kind
            ('me', '2026-03-03', 'track', 'short_term', 1, 'd'), -- of the next day
            ('anna', '2026-03-02', 'track', 'short_term', 1, 'z') -- somebody else's
    """)
    columns = "item_type, time_range, rank, item_id, observed_on::text"
    query = f"select {columns} from spotify.top_items_as_of('me', '2026-03-02')"
    assert [
        ("artist", "short_term", 1, "x", "2026-03-01"),
        ("track", "long_term", 1, "c", "2026-03-01"),
        ("track", "short_term", 1, "b", "2026-03-02"),
    ] == _fetch(connection, query)
    assert [] == _fetch(connection, f"select {columns} from spotify.top_items_as_of('me', '2026-02-28')")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("artist_stats", "artist_id", "followers"),
        ("artist_stats", "artist_id", "popularity"),
        ("album_stats", "album_id", "popularity"),
        ("track_stats", "track_id", "popularity"),
        ("playlist_stats", "playlist_id", "followers"),
        ("playlist_stats", "playlist_id", "items_total"),
    ],
)
def test_numbers_as_of_a_day(connection: psycopg.Connection, table: str, column: str, value: str) -> None:
    """Of each thing those last seen until then, with the day on which they were."""
    connection.execute(
        f"""
        insert into spotify.{table} ({column}, observed_on, {value}) values
            ('a', '2026-03-01', 10), -- replaced
            ('a', '2026-03-02', 11), -- latest
            ('a', '2026-03-03', 12), -- of the next day
            ('b', '2026-02-01', 20), -- not seen since
            ('c', '2026-03-03', 30) -- not known yet
        """.encode()
    )
    query = f"select {column}, observed_on::text, {value} from spotify.{table}_as_of('2026-03-02')"
    assert [("a", "2026-03-02", 11), ("b", "2026-02-01", 20)] == _fetch(connection, query)
    assert [("b", 20)] == _fetch(connection, f"select {column}, {value} from spotify.{table}_as_of('2026-02-28')")
    assert [("a", 12)] == _fetch(connection, f"select {column}, {value} from spotify.{table}_as_of('2026-03-03', 'a')")


@pytest.mark.parametrize(
    ("query", "table"),
    [
        ("spotify.playlist_as_of('7', '2026-03-02')", "playlist_item_history"),
        ("spotify.artist_stats_as_of('2026-03-02', '7')", "artist_stats"),
        ("spotify.saved_tracks_as_of('7', '2026-03-02')", "saved_tracks"),
    ],
)
def test_one_subject_is_found_by_the_index(connection: psycopg.Connection, query: str, table: str) -> None:
    """However much history there is of others: the function is planned with its query."""
    connection.execute(
        b"""
        insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, position)
        select (n % 500)::text, n::text, 1, '2026-03-01Z', n / 500 from generate_series(1, 20000) as n;
        insert into spotify.artist_stats (artist_id, observed_on, popularity)
        select (n % 500)::text, date '2026-03-01' + n / 500, 1 from generate_series(1, 20000) as n;
        insert into spotify.saved_tracks (user_id, track_id, added_at)
        select (n % 500)::text, n::text, '2026-03-01Z' from generate_series(1, 20000) as n;
        analyze spotify.playlist_item_history, spotify.artist_stats, spotify.saved_tracks
        """
    )
    plan = "\n".join(row[0] for row in connection.execute(f"explain select * from {query}".encode()).fetchall())
    assert table in plan
    assert f"Seq Scan on {table}" not in plan
    assert "Function Scan" not in plan


def test_every_function_of_the_history_has_a_comment(connection: psycopg.Connection) -> None:
    """Whoever looks around with \\df+ reads what it answers."""
    silent = connection.execute("""
        select proname from pg_proc
        where pronamespace = 'spotify'::regnamespace and obj_description(oid, 'pg_proc') is null
    """).fetchall()
    assert [] == silent


def test_coverage_can_be_asked_by_its_name(connection: psycopg.Connection) -> None:
    """In words; and what share of a month is covered is one query away."""
    connection.execute("""
        insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered) values
            ('me', '2026-02-20Z', '2026-03-05Z', true), -- until the fifth
            ('me', '2026-03-05Z', '2026-03-07Z', false), -- two days lost
            ('me', '2026-03-07Z', '2026-03-11Z', true) -- until the eleventh
    """)
    assert ["covered", "gap", "covered"] == [row[0] for row in _fetch(connection, "select status from etl.coverage")]
    share = """
        select to_char(
            sum(extract(epoch from least(ended_at, '2026-04-01Z') - greatest(began_at, '2026-03-01Z')))
            filter (where status = 'covered') / 86400, 'FM99')
        from etl.coverage where user_id = 'me' and began_at < '2026-04-01Z' and ended_at > '2026-03-01Z'
    """
    assert [("8",)] == _fetch(connection, share)

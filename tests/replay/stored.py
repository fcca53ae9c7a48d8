"""What the history says that was in a playlist, asked in plain SQL."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

import psycopg

# Runs are made at noon of the sandbox's days; a day's list is that of its end.
AS_OF = """
select d.day::date, array_agg(h.position order by h.position), array_agg(h.item_uri order by h.position)
from unnest(%s::timestamptz[]) as d (day)
inner join spotify.playlist_item_history as h
    on h.playlist_id = %s and h.valid_from <= d.day and (h.valid_to is null or h.valid_to > d.day)
group by d.day
"""

# The same by the function that people use, in the order in which it gives it.
BY_FUNCTION = 'select "position", item_uri from spotify.playlist_as_of(%s, %s)'

INTERVALS = """
select item_uri, occurrence, position, valid_from, valid_to
from spotify.playlist_item_history
where playlist_id = %s
"""

# Two entries at one place, or one entry at two places, at the same time; and intervals without length.
OVERLAPPING = """
with lined_up as (
    select
        playlist_id, valid_from, coalesce(valid_to, 'infinity') as valid_to,
        lead(valid_from) over (partition by playlist_id, position order by valid_from, valid_to) as next_at_place,
        lead(valid_from) over (partition by playlist_id, item_uri, occurrence order by valid_from) as next_of_entry
    from spotify.playlist_item_history
)
select count(*) from lined_up where valid_to <= valid_from or valid_to > next_at_place or valid_to > next_of_entry
"""

# A row that was written anew has another xmin, whatever it says of loaded_at.
TRACES = """
select playlist_id, count(*), max(loaded_at), max(xmin::text::bigint)
from {table}
where playlist_id = any(%s)
group by playlist_id
"""

CURRENT = """
select array_agg(position order by position), array_agg(track_id order by position)
from spotify.playlist_items
where playlist_id = %s
"""

Trace = tuple[object, ...]


class Interval(NamedTuple):
    """An entry at a place, from the reading that first saw it there to the one that no longer did."""

    item_uri: str
    occurrence: int
    position: int
    valid_from: datetime
    valid_to: datetime | None


def noon(day: date) -> datetime:
    """Return when the run of a day is made."""
    return datetime.combine(day, time(12), UTC)


def uris(track_ids: Sequence[str]) -> list[str]:
    """Return tracks as the addresses that entries have."""
    return [f"spotify:track:{track_id}" for track_id in track_ids]


def lists(
    connection: psycopg.Connection, playlist_id: str, days: Sequence[date]
) -> Iterator[tuple[date, list[int], list[str]]]:
    """Yield for each day that has entries the positions and the entries of a playlist, in order."""
    ends = [datetime.combine(day, time.max, UTC) for day in days]
    yield from connection.execute(AS_OF, [ends, playlist_id])


def by_function(connection: psycopg.Connection, playlist_id: str, day: date) -> list[tuple[int, str]]:
    """Return what spotify.playlist_as_of says was in a playlist at the end of a day."""
    return connection.execute(BY_FUNCTION, [playlist_id, day]).fetchall()


def intervals(connection: psycopg.Connection, playlist_id: str) -> set[Interval]:
    """Return everything that is stored of a playlist's history."""
    return {Interval(*row) for row in connection.execute(INTERVALS, [playlist_id])}


def overlapping(connection: psycopg.Connection) -> object:
    """Return how many intervals of all playlists overlap the next, or have no length."""
    return (connection.execute(OVERLAPPING).fetchone() or (None,))[0]


def traces(connection: psycopg.Connection, playlist_ids: Sequence[str]) -> dict[str, list[Trace]]:
    """Return of each playlist what would be different had anything of its entries or their history been written."""
    found: dict[str, list[Trace]] = {}
    for table in ("spotify.playlist_items", "spotify.playlist_item_history"):
        for playlist_id, *trace in connection.execute(TRACES.format(table=table).encode(), [list(playlist_ids)]):
            found.setdefault(playlist_id, []).append(tuple(trace))
    return found


def current(connection: psycopg.Connection, playlist_id: str) -> tuple[list[int], list[str]]:
    """Return the positions and the track ids of a playlist as it stands now."""
    row = connection.execute(CURRENT, [playlist_id]).fetchone()
    return (row[0], row[1]) if row else ([], [])


def expected_intervals(readings: Sequence[tuple[date, Sequence[str]]]) -> set[Interval]:
    """Return the fewest intervals that tell these lists, read at these days: an entry that stays goes on."""
    found, standing = set(), dict[tuple[str, int, int], datetime]()
    for day, track_ids in readings:
        moment, now = noon(day), _placed(track_ids)
        found |= {Interval(*entry, since, moment) for entry, since in standing.items() if entry not in now}
        standing = {entry: standing.get(entry, moment) for entry in now}
    return found | {Interval(*entry, since, None) for entry, since in standing.items()}


def _placed(track_ids: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return entries as address, which of several equal ones, and place."""
    seen: dict[str, int] = {}
    placed = []
    for position, uri in enumerate(uris(track_ids)):
        seen[uri] = seen.get(uri, 0) + 1
        placed.append((uri, seen[uri], position))
    return placed

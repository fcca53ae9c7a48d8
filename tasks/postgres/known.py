"""What earlier runs have left in SOURCE, as far as it decides what need not be asked again."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import psycopg

SAVED = """
select count(*), to_char(max(added_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
from spotify.saved_tracks
where user_id = %s and removed_at is null
"""

# Most used first, for a budget may end before the list does.
UNREAD = {
    "artists": """
        select a.artist_id
        from spotify.artists as a
        left join (select artist_id, count(*) as uses from spotify.track_artists group by artist_id) as u
            using (artist_id)
        order by u.uses desc nulls last, a.artist_id
    """,
    "albums": """
        select a.album_id
        from spotify.albums as a
        left join (select album_id, count(*) as uses from spotify.tracks group by album_id) as u
            using (album_id)
        order by u.uses desc nulls last, a.album_id
    """,
    "tracks": "select track_id from spotify.tracks where isrc is null and popularity is null order by track_id",
}


def watermarks(connection: psycopg.Connection, resource: str) -> dict[str, str]:
    """Return how far each subject of a resource has been read."""
    query = "select scope, value from etl.watermarks where resource = %s"
    return dict(connection.execute(query, [resource]).fetchall())


def saved_tracks(connection: psycopg.Connection, user_id: str) -> tuple[int, str]:
    """Return how many tracks the listener has saved, and when the newest was, as Spotify writes a time."""
    row = connection.execute(SAVED, [user_id]).fetchone()
    return (row[0], row[1] or "") if row else (0, "")


def stored_ids(connection: psycopg.Connection, resource: str) -> list[str]:
    """Return the ids of artists, albums or tracks that full objects exist for, most used first."""
    return [row[0] for row in connection.execute(UNREAD[resource].encode()).fetchall()]


def playlist_totals(connection: psycopg.Connection) -> dict[str, int]:
    """Return the number of entries of each stored playlist."""
    return dict(connection.execute("select playlist_id, coalesce(items_total, 0) from spotify.playlists").fetchall())


def capabilities(connection: psycopg.Connection, client_id: str, since: datetime) -> dict[str, str]:
    """Return the status of each endpoint that was probed after `since`."""
    query = "select endpoint, status from etl.capabilities where client_id = %s and last_seen > %s"
    return dict(connection.execute(query, [client_id, since]).fetchall())


def keep_capabilities(connection: psycopg.Connection, client_id: str, codes: Mapping[str, int]) -> None:
    """Store the HTTP codes that a probe met; 403, 404 and 410 mean that the endpoint is not for this app."""
    statement = """
        insert into etl.capabilities as c (client_id, endpoint, status, http_code, first_seen, last_seen)
        values (%s, %s, %s, %s, now(), now())
        on conflict (client_id, endpoint) do update
        set status = excluded.status,
            http_code = excluded.http_code,
            last_seen = excluded.last_seen,
            first_seen = case when c.status = excluded.status then c.first_seen else excluded.first_seen end
    """
    for endpoint, code in codes.items():
        status = "unavailable" if code in {403, 404, 410} else "available"
        connection.execute(statement, [client_id, endpoint, status, code])


def keep_requests(connection: psycopg.Connection, client_id: str, calls: Mapping[str, int]) -> None:
    """Add a run's requests to the count of this hour."""
    statement = """
        insert into etl.request_budget as b (client_id, family, hour, calls)
        values (%s, %s, date_trunc('hour', now()), %s)
        on conflict (client_id, family, hour) do update set calls = b.calls + excluded.calls
    """
    connection.cursor().executemany(statement, [(client_id, family, count) for family, count in calls.items()])


def set_watermark(connection: psycopg.Connection, resource: str, scope: str, value: str) -> None:
    """Write one watermark."""
    connection.execute(
        "insert into etl.watermarks (resource, scope, value) values (%s, %s, %s) "
        "on conflict (resource, scope) do update set value = excluded.value, loaded_at = now()",
        [resource, scope, value],
    )


def clear_watermark(connection: psycopg.Connection, resource: str, scopes: Iterable[str]) -> None:
    """Remove watermarks."""
    connection.execute("delete from etl.watermarks where resource = %s and scope = any(%s)", [resource, list(scopes)])


def saved_by_user(connection: psycopg.Connection) -> dict[str, int]:
    """Return the number of saved tracks of each listener."""
    query = "select user_id, count(*) from spotify.saved_tracks where removed_at is null group by user_id"
    return dict(connection.execute(query).fetchall())


def count_playlists(connection: psycopg.Connection) -> int:
    """Return the number of stored playlists."""
    row = connection.execute("select count(*) from spotify.playlists").fetchone()
    return int(row[0]) if row else 0


def clock(connection: psycopg.Connection, client_id: str) -> datetime:
    """Return the time of the last run by Spotify's clock, or of now where there was none."""
    last = watermarks(connection, "clock").get(client_id)
    return datetime.fromisoformat(last) if last else datetime.now(UTC)

"""What earlier runs have left in SOURCE, as far as it decides what need not be asked again."""

from collections.abc import Iterable
from datetime import UTC, datetime

import psycopg

# Table -> the resource that reads it, and the columns that say when something was saved and until when it was.
SAVED = {
    "spotify.saved_tracks": ("saved tracks", "added_at", "removed_at"),
    "spotify.saved_albums": ("saved albums", "added_at", "removed_at"),
    "spotify.saved_shows": ("saved shows", "added_at", "removed_at"),
    "spotify.saved_episodes": ("saved episodes", "added_at", "removed_at"),
    "spotify.saved_audiobooks": ("saved audiobooks", "valid_from", "valid_to"),
}

# The watermark begins with how many elements of the listener's list no table can keep; Spotify counts them too.
COUNT_SAVED = """
select
    count(*) + coalesce(
        (select split_part(value, ' ', 1)::int from etl.watermarks where resource = %s and scope = %s), 0
    ),
    to_char(max({began}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
from {table}
where user_id = %s and {ended} is null
"""

COVERAGE = "select began_at, ended_at, is_covered from spotify.play_coverage where user_id = %s order by began_at"

EVERY_TRACK = """
select t.track_id
from spotify.tracks as t
left join (select track_id, count(*) as plays from spotify.plays group by track_id) as p using (track_id)
order by p.plays desc nulls last, t.track_id
"""

# Most played and most used first, for a budget may end before the list does.
UNREAD = {
    "artists": """
        select a.artist_id
        from spotify.artists as a
        left join (
            select artist_id, sum(p.plays) as plays, count(*) as uses
            from spotify.track_artists
            left join (select track_id, count(*) as plays from spotify.plays group by track_id) as p using (track_id)
            group by artist_id
        ) as u using (artist_id)
        order by u.plays desc nulls last, u.uses desc nulls last, a.artist_id
    """,
    "albums": """
        select a.album_id
        from spotify.albums as a
        left join (
            select album_id, sum(p.plays) as plays, count(*) as uses
            from spotify.tracks
            left join (select track_id, count(*) as plays from spotify.plays group by track_id) as p using (track_id)
            group by album_id
        ) as u using (album_id)
        order by u.plays desc nulls last, u.uses desc nulls last, a.album_id
    """,
    "tracks": """
        select t.track_id
        from spotify.tracks as t
        left join (select track_id, count(*) as plays from spotify.plays group by track_id) as p using (track_id)
        where t.isrc is null and t.popularity is null
        order by p.plays desc nulls last, t.track_id
    """,
    "tracks stored": EVERY_TRACK,
    "tracks in full": "select track_id from spotify.tracks where isrc is not null or popularity is not null",
    # A row is written when a list gives something new: what lists have given lately need not be asked for.
    "shows": "select show_id from spotify.shows where loaded_at < now() - interval '30 days' order by show_id",
    "audiobooks": "select audiobook_id from spotify.audiobooks order by audiobook_id",
    "episodes": """
        select i.episode_id
        from spotify.playlist_items as i
        left join spotify.episodes as e using (episode_id)
        where i.episode_id is not null and e.episode_id is null
        group by i.episode_id
        order by count(*) desc, i.episode_id
    """,
    "audio features": EVERY_TRACK,
}


def watermarks(connection: psycopg.Connection, resource: str) -> dict[str, str]:
    """Return how far each subject of a resource has been read."""
    query = "select scope, value from etl.watermarks where resource = %s"
    return dict(connection.execute(query, [resource]).fetchall())


def saved(connection: psycopg.Connection, user_id: str) -> dict[str, tuple[int, str]]:
    """Return by table how much the listener has saved, and when the newest was, as Spotify writes a time."""
    return {table: _saved(connection, table, user_id) for table in SAVED}


def heard(connection: psycopg.Connection, user_id: str) -> list[tuple[datetime, datetime, bool]]:
    """Return the stretches of a listener's plays, in order: from when to when, and whether readings cover it."""
    rows = connection.execute(COVERAGE, [user_id]).fetchall()
    return [(began_at.astimezone(UTC), ended_at.astimezone(UTC), is_covered) for began_at, ended_at, is_covered in rows]


def last_play(connection: psycopg.Connection, user_id: str) -> datetime | None:
    """Return when the listener's latest known play was."""
    row = connection.execute("select max(played_at) from spotify.plays where user_id = %s", [user_id]).fetchone()
    return row[0].astimezone(UTC) if row and row[0] else None


def lists_read(connection: psycopg.Connection, user_id: str) -> set[str]:
    """Return which of the listener's lists have been read to the end at some time, by name of the table."""
    query = "select list_name from spotify.library_readings where user_id = %s"
    return {row[0] for row in connection.execute(query, [user_id])}


def _saved(connection: psycopg.Connection, table: str, user_id: str) -> tuple[int, str]:
    resource, began, ended = SAVED[table]
    query = COUNT_SAVED.format(table=table, began=began, ended=ended)
    row = connection.execute(query.encode(), [resource, user_id, user_id]).fetchone()
    return (row[0], row[1] or "") if row else (0, "")


def stored_ids(connection: psycopg.Connection, resource: str) -> list[str]:
    """Return the ids of artists, albums or tracks that full objects exist for, most used first."""
    query = UNREAD.get(resource)
    return [row[0] for row in connection.execute(query.encode()).fetchall()] if query else []


def playlist_totals(connection: psycopg.Connection) -> dict[str, int]:
    """Return the number of entries of each stored playlist."""
    return dict(connection.execute("select playlist_id, coalesce(items_total, 0) from spotify.playlists").fetchall())


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


def failed_watermarks(connection: psycopg.Connection) -> list[tuple[str, str, str]]:
    """Return resource, scope and value of what could not be read the last time."""
    query = "select resource, scope, value from etl.watermarks where value like 'gone %' or value like 'failed %'"
    return [(resource, scope, value) for resource, scope, value in connection.execute(query)]


def saved_by_user(connection: psycopg.Connection) -> dict[str, dict[str, int]]:
    """Return by listener and table how much is saved; a table of which nothing is has no entry."""
    counted: dict[str, dict[str, int]] = {}
    for table, (_, _, ended) in SAVED.items():
        query = f"select user_id, count(*) from {table} where {ended} is null group by user_id"
        for user_id, count in connection.execute(query.encode()):
            counted.setdefault(user_id, {})[table] = count
    return counted


def clock(connection: psycopg.Connection, client_id: str) -> datetime:
    """Return the time of the last run by Spotify's clock, or of now where there was none."""
    last = watermarks(connection, "clock").get(client_id)
    return datetime.fromisoformat(last) if last else datetime.now(UTC)

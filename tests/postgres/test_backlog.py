"""What the limits have left for later."""

import psycopg

from tasks.postgres.backlog import backlog, keep_backlog


def test_what_is_left_waits_in_its_order(connection: psycopg.Connection) -> None:
    """By app and resource."""
    keep_backlog(connection, "app", [("playlists", "b"), ("artists", "x"), ("playlists", "a")], [])
    assert {"playlists": ["b", "a"], "artists": ["x"]} == backlog(connection, "app")
    assert {} == backlog(connection, "another app")


def test_what_is_done_waits_no_more(connection: psycopg.Connection) -> None:
    """And what another selection has left goes on waiting."""
    keep_backlog(connection, "app", [("playlists", "a"), ("playlists", "b")], [])
    keep_backlog(connection, "app", [("artists", "x")], [("playlists", "a"), ("playlists", "never queued")])
    assert {"playlists": ["b"], "artists": ["x"]} == backlog(connection, "app")


def test_what_waits_again_keeps_its_time(connection: psycopg.Connection) -> None:
    """Its place is that of the last run; after a month it is forgotten."""
    keep_backlog(connection, "app", [("artists", "x"), ("artists", "y")], [])
    connection.execute("update etl.backlog set queued_at = now() - interval '29 days' where subject = 'x'")
    keep_backlog(connection, "app", [("artists", "y"), ("artists", "x")], [])
    assert {"artists": ["y", "x"]} == backlog(connection, "app")
    connection.execute("update etl.backlog set queued_at = queued_at - interval '2 days' where subject = 'x'")
    keep_backlog(connection, "app", [], [])
    assert {"artists": ["y"]} == backlog(connection, "app")

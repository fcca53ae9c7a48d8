"""What an app may ask, as it was found out."""

from datetime import UTC, datetime

import psycopg

from tasks.postgres.capabilities import capabilities, keep_capabilities

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def test_each_app_has_its_own(connection: psycopg.Connection) -> None:
    """By client id and endpoint, with the code that showed it."""
    keep_capabilities(connection, "app", {"albums?ids=": (True, 200), "markets": (False, 403)})
    found = capabilities(connection, "app")
    assert {"albums?ids=": (True, 200), "markets": (False, 403)} == {
        name: (one.is_available, one.http_code) for name, one in found.items()
    }
    assert {} == capabilities(connection, "another app")


def test_only_what_has_changed_is_news(connection: psycopg.Connection) -> None:
    """Not what is known for the first time, and not another code of the same meaning."""
    assert {} == keep_capabilities(connection, "app", {"a": (True, 200), "b": (False, 403)})
    assert {} == keep_capabilities(connection, "app", {"a": (True, 400), "b": (False, 404)})
    changed = keep_capabilities(connection, "app", {"a": (False, 403), "b": (True, 200)})
    assert {"a": "available", "b": "unavailable"} == {name: before.status for name, before in changed.items()}


def test_first_seen_is_when_the_status_last_changed(connection: psycopg.Connection) -> None:
    """So it tells since when an app has lost an endpoint."""
    keep_capabilities(connection, "app", {"e": (True, 200)})
    connection.execute("update etl.capabilities set first_seen = %s, last_seen = %s", [LONG_AGO, LONG_AGO])
    keep_capabilities(connection, "app", {"e": (True, 200)})
    still = capabilities(connection, "app")["e"]
    assert (True, True) == (still.first_seen == LONG_AGO, still.last_seen > LONG_AGO)
    keep_capabilities(connection, "app", {"e": (False, 403)})
    assert capabilities(connection, "app")["e"].first_seen > LONG_AGO

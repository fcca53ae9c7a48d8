from datetime import UTC, datetime, timedelta

import pytest

from tasks.openings import openings
from tasks.postgres import request_limits
from tasks.postgres.connect import transaction
from tasks.postgres.database import Database
from tasks.postgres.request_limits import Spent

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOW = NOON + timedelta(minutes=30)


def _noon(hours: int) -> datetime:
    return NOON + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("made", "calls", "expected"),
    [
        ({}, 0, []),
        ({}, 10, [(NOW, 10)]),
        ({}, 25, [(NOW, 10), (_noon(25), 10), (_noon(50), 5)]),  # an hour counts until its last call is a day old
        ({_noon(-2): 10}, 3, [(_noon(23), 3)]),
        ({_noon(-2): 7, _noon(-4): 2}, 9, [(NOW, 1), (_noon(21), 2), (_noon(23), 6)]),
        ({_noon(-25): 10}, 3, [(NOW, 3)]),  # over
        ({_noon(-24): 10}, 3, [(_noon(1), 3)]),  # not quite
        ({_noon(-2): 90}, 3, [(_noon(23), 3)]),  # more than the limit, which was another then
    ],
)
def test_calls_go_as_the_day_opens(made: dict[datetime, int], calls: int, expected: list[tuple[datetime, int]]) -> None:
    """Ten a day: as many as there is room for, as soon as there is."""
    assert expected == list(openings(made, 10, calls, NOW))


def test_the_database_grants_at_the_same_times(cleared: Database) -> None:
    """What is planned is what happens."""
    with transaction(cleared) as connection:
        connection.execute("""
            insert into etl.request_budget (client_id, family, hour, calls)
            select 'app', 'albums', date_trunc('hour', now()) - ago * interval '1 hour', 2
            from generate_series(1, 25) as ago
        """)
        made = request_limits.by_hour(connection, "app")["albums"]
        [(now,)] = connection.execute("select now()").fetchall()
        for per_day in range(1, 60):
            outcome = request_limits.reserve(
                connection, "app", "albums", slots=0, calls=1, per_second=None, per_day=per_day
            )
            connection.execute("delete from etl.request_budget where hour = date_trunc('hour', now())")
            [(at, _)] = openings(made, per_day, 1, now)
            assert at == (outcome.until if isinstance(outcome, Spent) else now)

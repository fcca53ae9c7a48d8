"""The limits of an app as its processes share them: the pace, the calls of a day, the time before which it must rest.

Times are by the database's clock and go out as seconds from now: the clocks of several machines need not agree. Each
function is one message to Postgres and one transaction, so nothing is locked while somebody waits.

A day's calls are kept by the hour. An hour counts until the last call it may hold is a day old, which is 25 hours
after it began: so never more than the limit in any 24 hours, and sometimes a little less.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from psycopg.rows import dict_row

COUNTS_FOR = timedelta(hours=25)
"""How long after its beginning an hour counts."""

KEPT = timedelta(days=31)
"""How long hours are kept, for people who want to know what was asked when."""

# The lock is a statement of its own: the next one then sees what the process before has written. Both go out in one
# message, which Postgres runs as one transaction.
RESERVE = """
insert into etl.request_limits (client_id) values (%(client_id)s) on conflict (client_id) do nothing;

select l.client_id from etl.request_limits as l where l.client_id = %(client_id)s for update;

with app as materialized (
    select
        clock_timestamp() as now,
        l.next_request_at,
        l.blocked_until,
        l.blocked_because,
        coalesce(1 / %(per_second)s::float8, 0) * interval '1 second' as spacing
    from etl.request_limits as l
    where l.client_id = %(client_id)s
),
hours as (
    select b.hour, b.calls, sum(b.calls) over (order by b.hour desc) as calls_since
    from etl.request_budget as b
    cross join app
    where b.client_id = %(client_id)s and b.family = %(family)s and b.hour > app.now - %(counts_for)s::interval
),
budget as (
    select
        %(per_day)s::bigint - coalesce(sum(h.calls), 0) as room,
        min(h.hour) filter (where h.calls_since - h.calls < %(per_day)s::bigint) + %(counts_for)s::interval as opens_at
    from hours as h
),
granted as (
    select
        -- Clocks are set back, and paces changed: nobody waits for more than a hundred others.
        greatest(
            app.now, least(app.next_request_at, app.now + greatest(100 * app.spacing, interval '10 seconds'))
        ) as first_at,
        date_trunc('hour', app.now, 'UTC') as hour,
        -- The last of a day go one by one, so that no process sits on what another could use.
        least(%(calls)s::bigint, greatest(1, coalesce(ceil(budget.room / 16), %(calls)s::bigint)))::bigint as calls,
        coalesce(app.blocked_until, app.now) <= app.now
        and (%(calls)s::bigint = 0 or coalesce(budget.room, 1) > 0) as is_granted
    from app
    cross join budget
),
moved as (
    update etl.request_limits as l
    set next_request_at = granted.first_at + %(slots)s::int * app.spacing
    from granted
    cross join app
    where l.client_id = %(client_id)s and granted.is_granted
),
counted as (
    insert into etl.request_budget as b (client_id, family, hour, calls)
    select %(client_id)s, %(family)s, granted.hour, granted.calls
    from granted
    where granted.is_granted and granted.calls > 0
    on conflict (client_id, family, hour) do update set calls = b.calls + excluded.calls
)
select
    granted.is_granted,
    granted.calls,
    granted.hour,
    granted.first_at,
    extract(epoch from granted.first_at - app.now)::float8 as wait,
    budget.opens_at,
    app.blocked_until,
    extract(epoch from app.blocked_until - app.now)::float8 as blocked_for,
    app.blocked_because
from granted
cross join budget
cross join app
"""

# In the order of the families: two processes that add the same ones in another order would wait for each other.
ADD = """
with counted as (
    insert into etl.request_budget as b (client_id, family, hour, calls)
    select %(client_id)s, made.family, date_trunc('hour', now(), 'UTC'), made.calls
    from unnest(%(families)s::text[], %(calls)s::bigint[]) as made (family, calls)
    order by made.family
    on conflict (client_id, family, hour) do update set calls = b.calls + excluded.calls
)
select l.blocked_until, extract(epoch from l.blocked_until - now())::float8, l.blocked_because
from etl.request_limits as l
where l.client_id = %(client_id)s and l.blocked_until > now()
"""

GIVE_BACK = """
update etl.request_budget
set calls = greatest(0, calls - %(calls)s)
where client_id = %(client_id)s and family = %(family)s and hour = %(hour)s
"""

BLOCK = """
insert into etl.request_limits as l (client_id, blocked_until, blocked_because)
values (%(client_id)s, now() + %(seconds)s * interval '1 second', %(why)s)
on conflict (client_id) do update
set blocked_until = excluded.blocked_until,
    blocked_because = excluded.blocked_because
where l.blocked_until is null or l.blocked_until < excluded.blocked_until
"""

COUNTED = """
select family, hour, calls
from etl.request_budget
where client_id = %(client_id)s and hour > now() - %(counts_for)s and calls > 0
order by family, hour
"""


@dataclass(frozen=True)
class Granted:
    """Leave for `calls` requests of a family, counted in the hour that began at `hour`.

    The first of the moments that were asked for is `first_at`, in `wait` seconds; each further is 1 / per_second later.
    """

    calls: int
    hour: datetime
    first_at: datetime
    wait: float


@dataclass(frozen=True)
class Blocked:
    """Nothing may be asked before `until`, which is in `seconds`."""

    until: datetime
    seconds: float
    why: str


@dataclass(frozen=True)
class Spent:
    """The day's calls of a family have been made; `until` is when there is room for one, the same for whoever asks."""

    until: datetime


def reserve(  # noqa: PLR0913 - what is wanted, and by which limits, all by name
    connection: psycopg.Connection,
    client_id: str,
    family: str,
    *,
    slots: int,
    calls: int,
    per_second: float | None,
    per_day: int | None,
) -> Granted | Blocked | Spent:
    """Take the next `slots` moments and up to `calls` (at least one) of the day's calls of a family, or nothing.

    Either may be 0, where some taken before are left; moments are of no family, and there are none where there is no
    pace (`per_second` None). `per_day` None is no limit.
    """
    wanted = {"slots": slots, "calls": calls}
    limits = {"per_second": per_second, "per_day": per_day, "counts_for": COUNTS_FOR}
    # Of psycopg's cursors the one that sends several statements with parameters as one message.
    cursor = psycopg.ClientCursor(connection, row_factory=dict_row)
    cursor.execute(RESERVE, {"client_id": client_id, "family": family, **wanted, **limits})
    while cursor.nextset():
        pass
    return _outcome(cursor.fetchall()[0])


def _outcome(row: Mapping[str, Any]) -> Granted | Blocked | Spent:
    if row["is_granted"]:
        return Granted(row["calls"], row["hour"], row["first_at"], row["wait"])
    if row["blocked_for"] and row["blocked_for"] > 0:
        return Blocked(row["blocked_until"], row["blocked_for"], row["blocked_because"])
    return Spent(row["opens_at"])


def give_back(connection: psycopg.Connection, client_id: str, family: str, hour: datetime, calls: int) -> None:
    """Take back calls that were granted in that hour and not made; the moments taken for them have passed."""
    connection.execute(GIVE_BACK, {"client_id": client_id, "family": family, "hour": hour, "calls": calls})


def add(connection: psycopg.Connection, client_id: str, calls: Mapping[str, int]) -> Blocked | None:
    """Count calls that were made without asking first, by family; return what `blocked` does."""
    counted = {"families": list(calls), "calls": list(calls.values())}
    row = connection.execute(ADD, {"client_id": client_id, **counted}).fetchone()
    return Blocked(*row) if row else None


def blocked(connection: psycopg.Connection, client_id: str) -> Blocked | None:
    """Return until when nothing may be asked, None where something may."""
    return add(connection, client_id, {})


def block(connection: psycopg.Connection, client_id: str, seconds: float, why: str) -> None:
    """Let no process ask anything for so many seconds from now; a later end that is known already stays."""
    connection.execute(BLOCK, {"client_id": client_id, "seconds": seconds, "why": why})


def by_hour(connection: psycopg.Connection, client_id: str) -> dict[str, dict[datetime, int]]:
    """Return the calls of the rolling day by family and by the beginning of the hour (UTC)."""
    made: dict[str, dict[datetime, int]] = {}
    for family, hour, calls in connection.execute(COUNTED, {"client_id": client_id, "counts_for": COUNTS_FOR}):
        made.setdefault(family, {})[hour] = calls
    return made


def spent(connection: psycopg.Connection, client_id: str) -> dict[str, int]:
    """Return the calls of the rolling day by family."""
    return {family: sum(hours.values()) for family, hours in by_hour(connection, client_id).items()}


def prune(connection: psycopg.Connection) -> None:
    """Forget the hours that no limit counts any more, and nobody is likely to ask about."""
    connection.execute("delete from etl.request_budget where hour < now() - %s", [KEPT])

"""How each check has fared in the last builds."""

from dataclasses import dataclass
from datetime import datetime

import psycopg
from psycopg.rows import class_row

BUILDS = 30

# `before` is the result of the build before, in the words of the report.
TRENDS = """
with builds as (
    select distinct r.built_at from etl.check_results as r order by r.built_at desc limit %(builds)s
),

results as (
    select
        r.*,
        case when r.status = 'failed' and r.severity = 'warn' then 'warned' else r.status end as result
    from etl.check_results as r
    inner join builds as b on b.built_at = r.built_at
)

select
    r.check_name as name,
    (array_agg(r.since order by r.built_at desc))[1] as since,
    coalesce((array_agg(r.result order by r.built_at desc))[2], '') as before,
    count(*) filter (where r.status <> 'passed') as failed,
    count(*) as builds
from results as r
group by r.check_name
having max(r.built_at) = (select max(b.built_at) from builds as b)
"""


@dataclass(frozen=True)
class Trend:
    """Since when a check has found the same, what it found before, and in how many of the last builds it failed."""

    name: str
    since: datetime
    before: str
    failed: int
    builds: int


def read_trends(connection: psycopg.Connection) -> dict[str, Trend]:
    """Return, by name, how the checks of the last build have fared; raises psycopg.Error."""
    cursor = connection.cursor(row_factory=class_row(Trend))
    return {one.name: one for one in cursor.execute(TRENDS, {"builds": BUILDS})}

"""What a build found, written down for those that come after it: etl.check_results and etl.mart_stats.

In a transaction of its own, for that of the build takes everything back when a check keeps yesterday's marts.
"""

from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from tasks.postgres.models.bounded import bounded
from tasks.postgres.models.checks import Checked
from tasks.postgres.models.findings import Findings
from tasks.postgres.models.stats import MartStats

RESULTS = """
insert into etl.check_results (
    built_at, check_name, run_id, severity, status, failing_rows, sample, message, seconds, since
)
select
    %(built_at)s, r.check_name, %(run_id)s, r.severity, r.status, r.failing_rows, r.sample, r.message, r.seconds,
    case when l.status = r.status then l.since else %(built_at)s end
from jsonb_to_recordset(%(rows)s) as r (
    check_name text, severity text, status text, failing_rows bigint, sample jsonb, message text,
    seconds double precision
)
left join lateral (
    select c.status, c.since from etl.check_results as c
    where c.check_name = r.check_name collate "C" order by c.built_at desc limit 1
) as l on true
"""

STATS = """
insert into etl.mart_stats (built_at, mart, column_name, "rows", nulls, is_in_place)
select %(built_at)s, r.mart, r.column_name, r.rows, r.nulls, %(is_in_place)s
from jsonb_to_recordset(%(rows)s) as r (mart text, column_name text, "rows" bigint, nulls bigint)
"""

PRUNE = "delete from etl.{} where built_at < %(built_at)s - interval '1 year'"


def record(connection: psycopg.Connection, run_id: str, findings: Findings) -> None:
    """Write what the build of this run found, and forget what is older than a year; raises psycopg.Error.

    The samples hold no secret: whoever knows the secrets has masked them.
    """
    build = {"built_at": _now(connection), "run_id": run_id, "is_in_place": findings.is_in_place}
    results = [_result(check) for check in findings.checked]
    connection.execute(RESULTS.encode(), build | {"rows": Jsonb(results)})
    stats = [row for mart in findings.stats for row in _stats(mart)]
    connection.execute(STATS.encode(), build | {"rows": Jsonb(stats)})
    for table in ("check_results", "mart_stats"):
        connection.execute(PRUNE.format(table).encode(), build)


def _now(connection: psycopg.Connection) -> Any:
    return connection.execute("select clock_timestamp()").fetchall()[0][0]


def _result(check: Checked) -> dict[str, Any]:
    return {
        "check_name": check.name,
        "severity": check.severity,
        "status": check.status,
        "failing_rows": check.failures,
        "sample": bounded(check.sample),
        "message": check.error,
        "seconds": check.seconds,
    }


def _stats(mart: MartStats) -> Iterator[dict[str, Any]]:
    for column, nulls in mart.nulls.items():
        yield {"mart": mart.mart, "column_name": column, "rows": mart.rows, "nulls": nulls}

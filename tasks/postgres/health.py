"""How the pipeline has fared lately, as the databases know it; nothing is changed. Ages are by the server's clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg
from psycopg.rows import class_row

from tasks.postgres.pipeline_logs import PIPELINE

# A run that stepped aside for another has read nothing, and one that only rebuilds marts asks nobody.
LAST_READ = """
select "timestamp" as ended_at, clock_timestamp() - "timestamp" as age, status, split_part(logs, E'\\n', 1) as message
from etl.pipeline_logs
where pipeline_name = %(pipeline)s and status = any(%(statuses)s)
    and error_class is distinct from 'AnotherRunError' and (status = 'fail' or requests -> 'by_endpoint' <> '{}')
    and (%(source)s::text is null or databases ->> 'source' = %(source)s)
order by "timestamp" desc
limit 1
"""

OPEN = """
select run_id, process, host, since
from etl.open_runs
where ended is null and since < clock_timestamp() - %s::interval
order by since
"""

FOUND = """
select check_name as name, severity, status, since
from etl.check_results
where built_at = (select max(built_at) from etl.check_results) and status <> 'passed'
order by severity, check_name
"""


@dataclass(frozen=True)
class Ended:
    """A run that came to an end."""

    ended_at: datetime
    age: timedelta
    status: str
    message: str


@dataclass(frozen=True)
class Open:
    """A run that has not ended, or could not say so."""

    run_id: str
    process: int
    host: str
    since: datetime


@dataclass(frozen=True)
class Failed:
    """A check that did not pass in the last build, nor in any since then."""

    name: str
    severity: str
    status: str
    since: datetime


def last_ended_well(connection: psycopg.Connection, source: str | None) -> Ended | None:
    """Return the last run that read and loaded, from this SOURCE (host:port/name) where LOGGING serves several."""
    return _last(connection, ["success", "deferred"], source)


def last_failed(connection: psycopg.Connection, source: str | None) -> Ended | None:
    """Return the last run that failed."""
    return _last(connection, ["fail"], source)


def open_longer_than(connection: psycopg.Connection, age: timedelta) -> list[Open]:
    """Return the runs that have been at work for so long, dead ones among them."""
    with connection.cursor(row_factory=class_row(Open)) as cursor:
        return cursor.execute(OPEN, [age]).fetchall()


def failed_checks(connection: psycopg.Connection) -> list[Failed]:
    """Return what did not pass in the last build of the marts, the gravest first."""
    with connection.cursor(row_factory=class_row(Failed)) as cursor:
        return cursor.execute(FOUND).fetchall()


def _last(connection: psycopg.Connection, statuses: list[str], source: str | None) -> Ended | None:
    with connection.cursor(row_factory=class_row(Ended)) as cursor:
        return cursor.execute(LAST_READ, {"pipeline": PIPELINE, "statuses": statuses, "source": source}).fetchone()

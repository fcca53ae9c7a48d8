"""The run log as rows, with the columns of the original system first."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

PIPELINE = "spotify-etl"

# What a row may have beside its run; "timestamp" is now where it is left out.
COLUMNS = (
    "status",
    "config",
    "logs",
    "flow_run_id",
    "flow_run_url",
    "duration_seconds",
    "tables",
    "extracts",
    "requests",
    "waited_seconds",
    "watermarks",
    "databases",
    "error_class",
)

INSERT = f"""
insert into etl.pipeline_logs (pipeline_name, run_id, "timestamp", {", ".join(COLUMNS)})
values (
    %(pipeline_name)s, %(run_id)s, coalesce(%(timestamp)s::timestamptz, clock_timestamp()),
    {", ".join(f"%({name})s" for name in COLUMNS)}
)
"""

# A flow run that Prefect starts again keeps its id: its last start counts.
UNFINISHED = """
select 1
from etl.pipeline_logs as b
where b.run_id = %s and b.status = 'start' and not exists (
    select
    from etl.pipeline_logs as e
    where e.run_id = b.run_id and e.status <> 'start' and e."timestamp" >= b."timestamp"
)
"""

KILLED = """
insert into etl.pipeline_logs (
    pipeline_name, run_id, status, config, logs, flow_run_id, flow_run_url, databases, error_class
)
select pipeline_name, run_id, 'fail', config, %s, flow_run_id, flow_run_url, databases, 'Killed'
from etl.pipeline_logs
where run_id = %s and status = 'start'
order by "timestamp" desc
limit 1
"""

# Any number will do as long as no other program on the server locks with it: the letters "etld".
LOCK = 0x65746C64


def log_start(connection: psycopg.Connection, run_id: str, row: Mapping[str, Any]) -> None:
    """Write the row of a run that begins; it holds no secret."""
    _insert(connection, run_id, {**row, "status": "start"})


def log_end(connection: psycopg.Connection, run_id: str, row: Mapping[str, Any]) -> None:
    """Write the row of a run that ended as success, deferred or fail; it holds no secret."""
    _insert(connection, run_id, row)


def log_dead(connection: psycopg.Connection, run_id: str, ended: Mapping[str, Any] | None, noticed_by: str) -> None:
    """Write the end of a run that is dead, once: the one that it left word of, or that it was killed."""
    # LOGGING may be shared: two runs on other databases may find the same dead one at the same moment.
    connection.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    if connection.execute(UNFINISHED.encode(), [run_id]).fetchone() is None:
        return
    if ended:
        log_end(connection, run_id, ended)
    else:
        connection.execute(KILLED.encode(), [_killed(noticed_by), run_id])


def _insert(connection: psycopg.Connection, run_id: str, row: Mapping[str, Any]) -> None:
    named = {"pipeline_name": PIPELINE, "timestamp": None, **dict.fromkeys(COLUMNS), **row, "run_id": run_id}
    values = {name: Jsonb(value) if isinstance(value, Mapping) else value for name, value in named.items()}
    connection.execute(INSERT.encode(), values)


def _killed(noticed_by: str) -> str:
    return (
        "This run never came to its end, or could not say so: it was killed, or Postgres was out of reach. "
        f"Run {noticed_by}, the next on the same databases, noticed it."
    )

"""The run log as rows, with the columns of the original system first."""

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

PIPELINE = "spotify-etl"

START = """
insert into etl.pipeline_logs (pipeline_name, run_id, status, config, flow_run_url)
values (%s, %s, 'start', %s, %s)
"""

END = """
insert into etl.pipeline_logs (
    pipeline_name, run_id, status, config, logs, flow_run_url, duration_seconds, tables, requests, error_class
)
values (
    %(pipeline)s, %(run_id)s, %(status)s, %(config)s, %(logs)s, %(url)s, %(duration_seconds)s, %(tables)s, %(requests)s,
    %(error_class)s
)
"""


def log_start(connection: psycopg.Connection, run_id: str, config: Mapping[str, Any], url: str) -> None:
    """Write the row of a run that begins; `config` holds no secret."""
    connection.execute(START, [PIPELINE, run_id, Jsonb(config), url])


def log_end(connection: psycopg.Connection, run_id: str, row: Mapping[str, Any], url: str) -> None:
    """Write the row of a run that ended as success, deferred or fail."""
    values = {name: Jsonb(value) if isinstance(value, dict) else value for name, value in row.items()}
    connection.execute(END, {"pipeline": PIPELINE, "run_id": run_id, "url": url, **values})

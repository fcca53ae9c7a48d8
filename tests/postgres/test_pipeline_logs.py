"""The run log as rows."""

from collections import Counter

import psycopg
import pytest
from psycopg import errors

from tasks.postgres.pipeline_logs import log_end, log_start

END = {
    "status": "success",
    "config": {"mode": "full", "playlists": ["Côte d'Ivoire=x"]},
    "logs": "all went well",
    "duration_seconds": 1.5,
    "tables": {"tracks": {"inserted": 3}},
    "requests": Counter({"playlists/{id}": 2}),
    "error_class": None,
}


def test_a_run_has_a_row_when_it_starts_and_one_when_it_ends(connection: psycopg.Connection) -> None:
    """In this order, both by its id."""
    log_start(connection, "run", {"mode": "full"}, "http://ui/run")
    log_end(connection, "run", END, "http://ui/run")
    query = """
        select pipeline_name, run_id, status, config ->> 'mode', logs, flow_run_url, duration_seconds
        from etl.pipeline_logs order by "timestamp"
    """
    assert [
        ("spotify-etl", "run", "start", "full", None, "http://ui/run", None),
        ("spotify-etl", "run", "success", "full", "all went well", "http://ui/run", 1.5),
    ] == connection.execute(query).fetchall()


def test_what_changed_is_kept_as_json(connection: psycopg.Connection) -> None:
    """Numbers by table and by endpoint family."""
    log_end(connection, "run", END, "")
    query = "select tables #>> '{tracks,inserted}', requests ->> 'playlists/{id}' from etl.pipeline_logs"
    assert [("3", "2")] == connection.execute(query).fetchall()


@pytest.mark.parametrize("status", ["success", "deferred", "fail"])
def test_a_run_may_end_in_three_ways(connection: psycopg.Connection, status: str) -> None:
    """The sentence of a failure stands in the logs, its class beside it."""
    log_end(connection, "run", END | {"status": status, "error_class": "DatabaseError"}, "")
    query = "select status, error_class from etl.pipeline_logs"
    assert [(status, "DatabaseError")] == connection.execute(query).fetchall()


def test_and_in_no_other(connection: psycopg.Connection) -> None:
    """Whoever reads the log can rely on it."""
    with pytest.raises(errors.CheckViolation):
        log_end(connection, "run", END | {"status": "odd"}, "")

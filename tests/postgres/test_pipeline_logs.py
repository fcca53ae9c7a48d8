"""The run log as rows."""

from collections import Counter
from typing import Any

import psycopg
import pytest
from psycopg import errors

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.migrations import read_migrations
from tasks.postgres.pipeline_logs import log_dead, log_end, log_start

RUN = "018f4e9c-7b1d-7c3e-9b57-3b9f3c1a2b4d"

START: dict[str, Any] = {
    "config": {"mode": "full"},
    "flow_run_id": RUN,
    "flow_run_url": "http://ui/run",
    "databases": {"source": "db:5432/spotify", "target": "db:5432/spotify"},
}

END = START | {
    "status": "success",
    "config": {"mode": "full", "playlists": ["Côte d'Ivoire=x"]},
    "logs": "all went well\nBackfill: nothing",
    "duration_seconds": 1.5,
    "tables": {
        "plays": {"read": 9, "inserted": 3, "updated": 1, "unchanged": 3, "rejected": 2, "removed": 0},
        "tracks": {"read": 1, "inserted": 0, "updated": 0, "unchanged": 1, "rejected": 0, "removed": 4},
    },
    "requests": {"by_endpoint": Counter({"playlists/{id}": 2, "me": 1, "token": 1})},
    "waited_seconds": 0.5,
    "error_class": None,
}

ROWS = """select status, error_class, logs from etl.pipeline_logs where run_id = %s order by "timestamp" """


def migration(name: str) -> bytes:
    """Return the statements of a migration."""
    return next(one.text for one in read_migrations() if one.name == name).encode()


def runs(connection: psycopg.Connection, columns: str) -> list[tuple[Any, ...]]:
    """Return columns of the view of runs."""
    return connection.execute(f"select {columns} from etl.pipeline_runs".encode()).fetchall()


def test_a_run_has_a_row_when_it_starts_and_one_when_it_ends(connection: psycopg.Connection) -> None:
    """In this order, both by its id."""
    log_start(connection, RUN, START)
    log_end(connection, RUN, END)
    query = """
        select pipeline_name, run_id, status, config ->> 'mode', flow_run_url, flow_run_id::text, duration_seconds
        from etl.pipeline_logs order by "timestamp"
    """
    assert [
        ("spotify-etl", RUN, "start", "full", "http://ui/run", RUN, None),
        ("spotify-etl", RUN, "success", "full", "http://ui/run", RUN, 1.5),
    ] == connection.execute(query).fetchall()


def test_a_run_that_prefect_does_not_know_has_no_flow_run(connection: psycopg.Connection) -> None:
    """The columns are null."""
    log_start(connection, "by hand", {"config": {}})
    query = "select flow_run_id, flow_run_url, databases from etl.pipeline_logs"
    assert [(None, None, None)] == connection.execute(query).fetchall()


def test_what_changed_is_kept_as_json(connection: psycopg.Connection) -> None:
    """Numbers by table and by endpoint family."""
    log_end(connection, RUN, END)
    query = (
        "select tables #>> '{plays,rejected}', requests -> 'by_endpoint' ->> 'playlists/{id}' from etl.pipeline_logs"
    )
    assert [("2", "2")] == connection.execute(query).fetchall()


@pytest.mark.parametrize("status", ["success", "deferred", "fail"])
def test_a_run_may_end_in_three_ways(connection: psycopg.Connection, status: str) -> None:
    """The sentence of a failure stands in the logs, its class beside it."""
    log_end(connection, RUN, END | {"status": status, "error_class": "DatabaseError"})
    query = "select status, error_class from etl.pipeline_logs"
    assert [(status, "DatabaseError")] == connection.execute(query).fetchall()


def test_and_in_no_other(connection: psycopg.Connection) -> None:
    """Whoever reads the log can rely on it."""
    with pytest.raises(errors.CheckViolation):
        log_end(connection, RUN, END | {"status": "odd"})


def test_every_column_says_what_it_holds(connection: psycopg.Connection) -> None:
    """For whoever meets the table in a database client."""
    query = """
        select attname from pg_attribute
        where attrelid = 'etl.pipeline_logs'::regclass and attnum > 0 and col_description(attrelid, attnum) is null
    """
    assert [] == connection.execute(query).fetchall()


def test_a_run_is_one_row_for_people(connection: psycopg.Connection) -> None:
    """With what it wrote and asked as numbers, and the first line of its log."""
    log_start(connection, RUN, START)
    log_end(connection, RUN, END)
    found = runs(connection, "run_id, status, message, rows_read, rows_written, rows_rejected, requests, mode")
    assert [(RUN, "success", "all went well", 10, 8, 2, 3, "full")] == found
    assert [(True, True)] == runs(connection, "started_at < ended_at, databases ->> 'source' = 'db:5432/spotify'")


def test_a_run_without_an_end_is_unfinished(connection: psycopg.Connection) -> None:
    """It runs, or was killed."""
    log_start(connection, RUN, START)
    assert [("unfinished", None, None)] == runs(connection, "status, ended_at, rows_written")


def test_a_run_that_waited_in_vain_began_when_it_began_to_wait(connection: psycopg.Connection) -> None:
    """It has only its end."""
    log_end(connection, RUN, END | {"status": "deferred", "tables": {}, "error_class": "AnotherRunError"})
    assert [("deferred", 1.5)] == runs(connection, "status, extract(epoch from ended_at - started_at)::float")


def test_a_run_that_prefect_starts_again_is_one_run(connection: psycopg.Connection) -> None:
    """It keeps its id; its last start counts, and the end that came after."""
    log_start(connection, RUN, START)
    log_end(connection, RUN, END | {"status": "fail"})
    log_start(connection, RUN, START)
    assert [("unfinished",)] == runs(connection, "status")
    log_end(connection, RUN, END)
    assert [("success",)] == runs(connection, "status")


def test_a_dead_run_has_an_end_once(connection: psycopg.Connection) -> None:
    """A failure that says which run noticed it; a second one that finds the same adds nothing."""
    log_start(connection, RUN, START)
    for noticed_by in ("8ddd5101", "9eee6202"):
        log_dead(connection, RUN, None, noticed_by)
    (_, (status, error_class, logs)) = connection.execute(ROWS, [RUN]).fetchall()
    assert ("fail", "Killed") == (status, error_class)
    assert "Run 8ddd5101" in logs
    assert "9eee6202" not in logs
    assert [("fail", None, True)] == runs(connection, "status, duration_seconds, databases is not null")


def test_a_dead_run_that_left_word_of_its_end_was_not_killed(connection: psycopg.Connection) -> None:
    """LOGGING was out of reach when it ended: its own last row is written, with the time that it had."""
    log_start(connection, RUN, START)
    log_dead(connection, RUN, END | {"timestamp": "2099-01-01T00:00:00+00:00"}, "8ddd5101")
    (_, ended) = connection.execute(ROWS, [RUN]).fetchall()
    assert ("success", None, "all went well\nBackfill: nothing") == ended
    assert [(2099,)] == runs(connection, "extract(year from ended_at)::int")


@pytest.mark.parametrize("ended", ["success", "fail", "deferred"])
def test_a_run_that_ended_is_not_dead(connection: psycopg.Connection, ended: str) -> None:
    """Its end stays as it is, even where it could not take its name from the list."""
    log_start(connection, RUN, START)
    log_end(connection, RUN, END | {"status": ended})
    log_dead(connection, RUN, None, "8ddd5101")
    assert ["start", ended] == [row[0] for row in connection.execute(ROWS, [RUN])]


def test_a_run_that_this_log_never_heard_of_is_passed_over(connection: psycopg.Connection) -> None:
    """Its start is in the log of another LOGGING."""
    log_dead(connection, RUN, None, "8ddd5101")
    assert [] == connection.execute(ROWS, [RUN]).fetchall()


OLD = """
    insert into etl.pipeline_logs (pipeline_name, run_id, status, flow_run_url, tables, requests)
    values (
        'spotify-etl', %s, 'success', '', '{"plays": {"inserted": 3}, "rejected_rows": 2}',
        '{"by_endpoint": {"me": 1}, "waited_seconds": 1.5}'
    )
"""


def test_rows_of_before_are_brought_up_to_date(database: Database) -> None:
    """Waits have a column of their own, a link that is none is null, an id that is a flow run's is one."""
    with connect(database) as connection:
        connection.execute("create schema etl")
        connection.execute(migration("0003_pipeline_logs"))
        connection.execute(OLD, [RUN])
        connection.execute(OLD, ["by hand"])
        connection.execute(migration("0009_pipeline_logs"))
        query = "select flow_run_id::text, flow_run_url, waited_seconds, requests, tables from etl.pipeline_logs"
        found = connection.execute(query).fetchall()
    rest = (None, 1.5, {"by_endpoint": {"me": 1}}, {"plays": {"inserted": 3}})
    assert [(RUN, *rest), (None, *rest)] == found

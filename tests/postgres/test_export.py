"""Marts as files: the same rows, types and order of columns, of one moment, in whatever number."""

import csv
import json
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from tasks.postgres.connect import DatabaseError, connect
from tasks.postgres.database import Database
from tasks.postgres.export.as_csv import write_csv
from tasks.postgres.export.as_parquet import write_parquet
from tasks.postgres.export.error import ExportError
from tasks.postgres.export.run import Format, choose, write_marts
from tasks.postgres.export.snapshot import driver_beside, marts_at_rest
from tasks.postgres.models.build import building
from tasks.postgres.models.references import ModelError

from .sample import execute

MADE = "comment on table marts.{0} is 'Made from sql/marts/{0}.sql.'"

TYPES = """
    create table marts.types as
    select
        1::int as n, 2::bigint as big, 0.1::numeric as share, 1.005::numeric(6, 3) as exact, 0.5::float8 as half,
        true as is_so, date '2021-05-09' as day, timestamptz '2021-05-09 14:00:00.5+02' as at,
        array['a', null, 'b,"c"'] as genres, array[0.5, 1.25]::numeric[] as shares, '{"a": [1]}'::jsonb as raw,
        interval '1 day' as span, E'=1+1, "x"\\nü' collate "C" as odd, '' as empty, null::text as none
    union all
    select 2, null, null, null, null, false, null, null, '{}', null, null, null, 'x', 'y', null
"""


@pytest.fixture
def marts(emptied: Database) -> Database:
    """A database with a mart of every type, one without rows, and a table that is somebody's own."""
    execute(emptied, f"create schema marts; {TYPES}; {MADE.format('types')}")
    execute(emptied, f"create table marts.nothing (n int, share numeric, at timestamptz); {MADE.format('nothing')}")
    execute(emptied, "create table marts.theirs (n int)")
    return emptied


def test_parquet_keeps_the_types(marts: Database, tmp_path: Path) -> None:
    """A zone, a date, lists; a numeric is a double, and what Parquet has not is text."""
    (file,) = write_marts(marts, ["types"], "parquet", tmp_path)
    frame = pl.read_parquet(file.file)
    assert (2, file.file.stat().st_size) == (file.rows, file.bytes)
    assert {
        "n": pl.Int32,
        "big": pl.Int64,
        "share": pl.Float64,
        "exact": pl.Float64,
        "half": pl.Float64,
        "is_so": pl.Boolean,
        "day": pl.Date,
        "at": pl.Datetime("us", "UTC"),
        "genres": pl.List(pl.String),
        "shares": pl.List(pl.Float64),
        "raw": pl.String,
        "span": pl.String,
        "odd": pl.String,
        "empty": pl.String,
        "none": pl.String,
    } == dict(frame.schema)
    first, second = frame.rows(named=True)
    assert (0.1, 1.005, date(2021, 5, 9)) == (first["share"], first["exact"], first["day"])
    assert datetime(2021, 5, 9, 12, 0, 0, 500_000, UTC) == first["at"]
    assert (["a", None, 'b,"c"'], [0.5, 1.25]) == (first["genres"], first["shares"])
    assert ('{"a": [1]}', '=1+1, "x"\nü', "") == (first["raw"], first["odd"], first["empty"])
    assert ([], None, None) == (second["genres"], second["share"], second["none"])


def test_csv_is_text_that_anybody_reads(marts: Database, tmp_path: Path) -> None:
    """UTF-8 with a header, ISO times with their zone, lists as JSON, every digit; nothing is put before a =."""
    (file,) = write_marts(marts, ["types"], "csv", tmp_path)
    with file.file.open(encoding="utf-8", newline="") as opened:
        first, second = csv.DictReader(opened)
    assert ["1", "2", "0.1", "1.005", "0.5", "true", "2021-05-09"] == list(first.values())[:7]
    assert "2021-05-09T12:00:00.5+00:00" == first["at"]
    assert (["a", None, 'b,"c"'], {"a": [1]}) == (json.loads(first["genres"]), json.loads(first["raw"]))
    assert ("1 day", '=1+1, "x"\nü') == (first["span"], first["odd"])
    assert ("[]", "false", "") == (second["genres"], second["is_so"], second["none"])
    assert file.file.read_bytes().splitlines()[2].endswith('ü","",'.encode())  # an empty text, and a null


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_a_mart_without_rows_is_a_file_with_its_columns(marts: Database, tmp_path: Path, file_format: Format) -> None:
    """Whoever reads all files finds them all."""
    (file,) = write_marts(marts, ["nothing"], file_format, tmp_path)
    read = pl.read_parquet if file_format == "parquet" else pl.read_csv
    assert (0, ["n", "share", "at"]) == (file.rows, read(file.file).columns)


def test_all_marts_are_those_of_the_project(marts: Database, tmp_path: Path) -> None:
    """What somebody else keeps in the schema is theirs; the name of the schema does no harm."""
    assert ["nothing", "types"] == choose(marts, [])
    assert ["types"] == choose(marts, ["marts.types", "types"])
    assert ["nothing.csv", "types.csv"] == [one.file.name for one in write_marts(marts, [], "csv", tmp_path)]


def test_an_unknown_mart_is_one_sentence(marts: Database) -> None:
    """With the one that was meant, or with all there are."""
    with pytest.raises(ExportError, match=r'There is no mart "tpyes": did you mean types\?'):
        choose(marts, ["nothing", "tpyes"])
    with pytest.raises(ExportError, match='There is no mart "x": choose among nothing, types'):
        choose(marts, ["x"])


def test_before_the_first_run_there_are_no_marts(emptied: Database) -> None:
    """The sentence says what makes them."""
    with pytest.raises(ExportError, match="There are no marts yet: make run"):
        choose(emptied, [])


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_many_rows_go_through_in_order(marts: Database, tmp_path: Path, file_format: Format) -> None:
    """More than a batch, a block or a row group holds."""
    execute(
        marts, "create table marts.many as select g as n, md5(g::text) as text from generate_series(1, 300000) as g"
    )
    execute(marts, MADE.format("many"))
    (file,) = write_marts(marts, ["many"], file_format, tmp_path)
    read = pl.scan_parquet if file_format == "parquet" else pl.scan_csv
    numbers = read(file.file).select("n").collect()["n"]
    assert list(range(1, 300_001)) == numbers.to_list()
    assert 300_000 == file.rows


def test_all_files_are_of_one_moment(marts: Database, tmp_path: Path) -> None:
    """What is written while they are read is in none of them, over whichever connection they are read."""
    execute(marts, "insert into marts.nothing values (1)")
    parquet, text = tmp_path / "nothing.parquet", tmp_path / "nothing.csv"
    with marts_at_rest(marts) as connection, driver_beside(connection, marts) as driver:
        execute(marts, "insert into marts.nothing values (2)")
        write_parquet(connection, driver, "nothing", parquet)
        write_csv(connection, "nothing", text)
    assert [[1], [1]] == [pl.read_parquet(parquet)["n"].to_list(), pl.read_csv(text)["n"].to_list()]


def test_builds_and_exports_take_turns(marts: Database) -> None:
    """Two exports do not wait for each other; a build waits for both, and an export for a build."""
    with marts_at_rest(marts), marts_at_rest(marts, 0.05), pytest.raises(ModelError), building(marts, 0.05):
        pass
    with building(marts), pytest.raises(ModelError, match="still being built or exported"), marts_at_rest(marts, 0.05):
        pass


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_an_error_of_postgres_is_one_sentence(marts: Database, tmp_path: Path, file_format: Format) -> None:
    """While rows are on their way: the session is ended from outside."""
    execute(marts, "create view marts.slow as select pg_sleep(0.01)::text as x from generate_series(1, 10000)")
    execute(marts, "comment on view marts.slow is 'Made from sql/marts/slow.sql.'")
    ending = threading.Timer(0.5, _end_readers, [marts])
    ending.start()
    with pytest.raises(DatabaseError):
        write_marts(marts, ["slow"], file_format, tmp_path)
    ending.join()


def _end_readers(database: Database) -> None:
    query = "select pg_terminate_backend(pid) from pg_stat_activity where query ~ 'slow' and pid <> pg_backend_pid()"
    with connect(database, autocommit=True) as connection:
        connection.execute(query)


def test_a_disk_that_is_full_is_an_error_of_the_file(marts: Database, tmp_path: Path) -> None:
    """And not of Postgres."""
    execute(marts, "create table marts.full as select md5(g::text) as x from generate_series(1, 100000) as g")
    execute(marts, MADE.format("full"))
    formats: list[Format] = ["parquet", "csv"]
    for file_format in formats:
        (tmp_path / f"full.{file_format}").symlink_to("/dev/full")
        with pytest.raises(OSError, match="No space left"):
            write_marts(marts, ["full"], file_format, tmp_path)

"""Every file of sql/extract on the rows of the file of the same name in tests/sql/extract, and the example."""

import json
import re
from collections.abc import Iterator

import psycopg
import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.extracts.extract import Extract
from tasks.postgres.extracts.run import extract_all

from .extracts import EXAMPLES, EXTRACTS, FOLDER, data_file, read_data
from .test_sql import Row, _as_text, _insert, _json_rows, _parse_rows

ALL = pytest.mark.parametrize("extract", [*EXTRACTS, *EXAMPLES], ids=lambda extract: extract.file)


def _rows(extract: Extract) -> list[Row]:
    return list(_parse_rows(read_data(extract)[1]))


@pytest.fixture
def opened(migrated: Database) -> Iterator[psycopg.Connection]:
    """A connection to a database that is SOURCE and TARGET."""
    with connect(migrated, autocommit=True) as connection:
        yield connection


@ALL
def test_extract(migrated: Database, opened: psycopg.Connection, extract: Extract) -> None:
    """It brings exactly the expected rows of the given ones, and the same rows when it is run again."""
    rows = _rows(extract)
    for statement in read_data(extract)[0]:
        opened.execute(statement.encode())
    for row in rows:
        if row.table != "expected":
            _insert(opened, row)
    columns = next(row.columns for row in rows if row.table == "expected")
    for is_full_run in (False, False, True):
        extract_all(migrated, migrated, [extract], is_full_run=is_full_run)
        assert _expected(opened, extract, columns, rows) == _brought(opened, extract, columns)
    assert columns.split(", ") == _columns(opened, extract)


def _expected(opened: psycopg.Connection, extract: Extract, columns: str, rows: list[Row]) -> list[object]:
    """Return the expected rows in the types of the target."""
    opened.execute("drop table if exists expected")
    opened.execute(f"create temp table expected as select {columns} from {extract.target} with no data".encode())
    for row in rows:
        if row.table == "expected":
            _insert(opened, row)
    return [*_json_rows(opened, psycopg.sql.Identifier("expected"), columns)]


def _brought(opened: psycopg.Connection, extract: Extract, columns: str) -> list[object]:
    return [*_json_rows(opened, psycopg.sql.Identifier(*extract.target.split(".")), columns)]


def _columns(opened: psycopg.Connection, extract: Extract) -> list[str]:
    described = opened.execute(f"select * from {extract.target} limit 0".encode()).description or []
    return [column.name for column in described if column.name != "loaded_at"]


@ALL
def test_header(extract: Extract) -> None:
    """A header opens with a sentence."""
    assert extract.comment.partition("\n")[0].endswith("."), extract.file


@ALL
def test_typography(extract: Extract) -> None:
    """SQL is lower case under its header, no line is longer than 120 characters, and the last list is spelled out."""
    code = [line for line in extract.query.splitlines() if not line.lstrip().startswith("--")]
    keywords = r"\b(SELECT|FROM|WHERE|JOIN|GROUP BY|ORDER BY|AS|AND|OR|NULL|WITH|CASE|WHEN|THEN|END)\b"
    assert [] == [line for line in code if re.search(keywords, line) or re.search(r"select \*|\w\.\*", line)]
    assert [] == [line for line in code if len(line) > 120]


@ALL
def test_rows_carry_their_fate(extract: Extract) -> None:
    """Every row of test data says in a comment why it is there."""
    assert [] == [json.dumps(_as_text(row.values)) for row in _rows(extract) if not row.fate]


def test_no_data_is_left_behind() -> None:
    """Every data file belongs to an extract."""
    assert sorted((FOLDER / "extract").glob("*.sql")) == sorted(map(data_file, EXTRACTS))

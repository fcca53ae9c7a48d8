"""Every file of sql/staging, marts, public and checks on the rows of the file of the same name in this folder.

A data file is SQL, one row a line, and each row says in a trailing comment what becomes of it:

    insert into spotify.plays (user_id, played_at, item_uri, source) values
        ('anna', '2026-03-01 23:59Z', 'spotify:track:t1', 'recently-played'),  -- the last minute of the day
    insert into expected (user_id, played_on, play_count) values
        ('anna', '2026-03-01', 1);  -- one play

`expected` lists every column of the view or mart but loaded_at. In the file of a check, a row that must be found ends
in `-- offends: column=value`, naming columns of the result, or in `-- offends` and what it offends together with;
without these rows the check must pass. A row for `marts.*` is put into the finished mart, for a check of that mart.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.models.build import prepare
from tasks.postgres.models.candidates import build_marts, build_staging
from tasks.postgres.models.checks import run_check
from tasks.postgres.models.discover import FOLDERS, of_schema
from tasks.postgres.models.grain import grain_check
from tasks.postgres.models.model import MADE, Model, candidate
from tasks.postgres.models.swap import swap

from .extracts import TARGETS, make_targets
from .models import MODELS

DATA = Path(__file__).parent
CHECKS = of_schema(MODELS, "checks")
MARTS = of_schema(MODELS, "marts")
RELATIONS = [model for model in MODELS if model.schema in MADE]

INSERT = re.compile(r"insert into ([\w.]+) \(([\w, ]+)\) values")
VALUES = re.compile(r"    \((.*)\)[,;](?:  -- (.+))?")


@dataclass(frozen=True)
class Row:
    """One row of a data file: where it goes, its values as SQL, and its fate."""

    table: str
    columns: str
    values: str
    fate: str

    @property
    def is_clean(self) -> bool:
        """Whether the check has nothing against it."""
        return not self.fate.startswith("offends")

    @property
    def found(self) -> dict[str, str]:
        """What the check must return because of this row."""
        return dict(re.findall(r"(\w+)=(\S+)", self.fate.partition("offends: ")[2]))


def _data_file(model: Model) -> Path:
    return DATA / model.schema / f"{model.name}.sql"


def _read_rows(model: Model) -> list[Row]:
    path = _data_file(model)
    assert path.exists(), f"{model.file} has no test data: write tests/sql/{model.schema}/{model.name}.sql"
    return list(_parse_rows(path.read_text(encoding="utf-8")))


def _parse_rows(text: str) -> Iterator[Row]:
    table = columns = ""
    for line in text.splitlines():
        if insert := INSERT.fullmatch(line):
            table, columns = insert.groups()
        elif row := VALUES.fullmatch(line):
            yield Row(table, columns, row[1], row[2] or "")
        else:
            assert line == "" or line.startswith("--"), f"neither an insert, a row nor a comment: {line}"


def _insert(connection: psycopg.Connection, row: Row) -> None:
    table = re.sub(r"^marts\.", "marts_next.", row.table)
    connection.execute(f"insert into {table} ({row.columns}) values ({row.values})".encode())


def _build(connection: psycopg.Connection, rows: list[Row], models: list[Model]) -> None:
    """Build what these models need from these rows; those for a mart go into the finished one."""
    prepare(connection)
    names = _lineage(models)
    needed = [model for model in MODELS if model.full_name in names]
    make_targets(connection, {name for model in needed for name in model.reads})
    for row in rows:
        if row.table.startswith("spotify.") or row.table in TARGETS:
            _insert(connection, row)
    build_staging(connection, needed)
    build_marts(connection, needed)
    for row in rows:
        if row.table.startswith("marts."):
            _insert(connection, row)


def _lineage(models: list[Model]) -> set[str]:
    """Return the full names of the models and of everything they read."""
    names = {model.full_name for model in models}
    read = {name for model in models for name in model.reads}
    return names | (_lineage([model for model in MODELS if model.full_name in read]) if read else set())


def _expect(connection: psycopg.Connection, model: Model, rows: list[Row]) -> None:
    """Put the expected rows into a table of the same types as the model's."""
    columns = next(row.columns for row in rows if row.table == "expected")
    relation = f"{candidate(model.schema)}.{model.name}"
    connection.execute(
        f"create temp table expected on commit drop as select {columns} from {relation} limit 0".encode()
    )
    for row in rows:
        if row.table == "expected":
            _insert(connection, row)


def _json_rows(connection: psycopg.Connection, relation: sql.Composable, columns: str) -> list[dict[str, Any]]:
    names = sql.SQL(", ").join(map(sql.Identifier, columns.split(", ")))
    query = sql.SQL("select to_jsonb(r) from (select {} from {}) as r").format(names, relation)
    return sorted((row for (row,) in connection.execute(query)), key=json.dumps)


def _column_names(connection: psycopg.Connection, schema: str, name: str) -> list[str]:
    query = """
        select column_name from information_schema.columns
        where table_schema = %s and table_name = %s order by ordinal_position
    """
    return [column for (column,) in connection.execute(query, [schema, name])]


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


@pytest.fixture(scope="module")
def opened(shared_database: Database) -> Iterator[psycopg.Connection]:
    """One connection for the whole module."""
    with connect(shared_database) as connection:
        yield connection


@pytest.fixture
def session(opened: psycopg.Connection) -> Iterator[psycopg.Connection]:
    """A transaction in a time zone far from UTC, which shows every date that forgets to name its zone."""
    opened.execute("set local time zone 'Pacific/Kiritimati'")
    yield opened
    opened.rollback()


@pytest.mark.parametrize("model", RELATIONS, ids=lambda model: model.full_name)
def test_relation(session: psycopg.Connection, model: Model) -> None:
    """A staging view or mart makes exactly the expected rows of the given ones, and each of its columns is expected."""
    rows = _read_rows(model)
    _build(session, rows, [model])
    _expect(session, model, rows)
    columns = next(row.columns for row in rows if row.table == "expected")
    expected = _json_rows(session, sql.Identifier("expected"), columns)
    actual = _json_rows(session, sql.Identifier(candidate(model.schema), model.name), columns)
    assert expected == actual
    names = _column_names(session, candidate(model.schema), model.name)
    assert columns.split(", ") == [name for name in names if name != "loaded_at"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_check_finds_what_offends(session: psycopg.Connection, check: Model) -> None:
    """A check returns the offending rows and no others."""
    rows = _read_rows(check)
    _build(session, rows, [check])
    expected = [row.found for row in rows if row.found]
    assert expected, f"tests/sql/checks/{check.name}.sql has no row that offends"
    checked = run_check(session, check, sample=1000)
    actual = [{name: _as_text(row[name]) for name in expected[0]} for row in checked.sample]
    assert sorted(expected, key=json.dumps) == sorted(actual, key=json.dumps)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_check_passes_on_clean_rows(session: psycopg.Connection, check: Model) -> None:
    """A check returns nothing when nothing offends."""
    clean = [row for row in _read_rows(check) if row.is_clean]
    assert clean, f"tests/sql/checks/{check.name}.sql has no row that does not offend"
    _build(session, clean, [check])
    assert run_check(session, check).sample == ()


@pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
def test_grain_of_mart_is_checked(session: psycopg.Connection, mart: Model) -> None:
    """The rows of a mart are unique in the grain that its header states, and a repeated one is found."""
    _build(session, _read_rows(mart), [mart])
    check = grain_check(mart)
    assert run_check(session, check).failures == 0
    session.execute(f"insert into marts_next.{mart.name} select * from marts_next.{mart.name} limit 1".encode())
    assert run_check(session, check).failures == 1


def test_empty_tables_give_empty_marts(session: psycopg.Connection) -> None:
    """Before the first run every mart has no rows and every check passes."""
    prepare(session)
    make_targets(session, TARGETS)
    build_staging(session, MODELS)
    assert [(mart.name, 0) for mart in MARTS] == [(built.name, built.rows) for built in build_marts(session, MODELS)]
    assert [check.name for check in CHECKS if run_check(session, check).failures] == []


def test_every_relation_has_a_comment(session: psycopg.Connection) -> None:
    """Nothing that people can read is without an explanation."""
    _build(session, [], MODELS)
    swap(session, MODELS)
    uncommented = session.execute(
        """
        select c.oid::regclass::text from pg_class as c
        where c.relnamespace::regnamespace::text in ('spotify', 'staging', 'marts', 'public')
            and c.relkind in ('r', 'v')
            and coalesce(obj_description(c.oid, 'pg_class'), '') = ''
        """
    ).fetchall()
    assert uncommented == []


def test_every_source_table_has_a_staging_view(session: psycopg.Connection) -> None:
    """Staging is complete: marts never have to look behind it."""
    tables = session.execute("select tablename from pg_tables where schemaname = 'spotify' order by 1").fetchall()
    assert [name for (name,) in tables] == sorted(model.name for model in of_schema(MODELS, "staging"))


@pytest.mark.parametrize("model", of_schema(MODELS, "staging"), ids=lambda model: model.name)
def test_staging_reads_its_source_only(session: psycopg.Connection, model: Model) -> None:
    """A staging view is 1:1 with the table of its name: one reference, no join."""
    assert [f"spotify.{model.name}"] == [reference.full_name for reference in model.references]


@pytest.mark.parametrize("model", MARTS, ids=lambda model: model.name)
def test_marts_read_staging(model: Model) -> None:
    """A mart reads staging, other marts and what is extracted, so that cleaning happens in one place."""
    assert {"staging", "marts"} >= {ref.schema for ref in model.references if ref.full_name not in TARGETS}


@pytest.mark.parametrize("model", MARTS, ids=lambda model: model.name)
def test_marts_say_how_complete_their_input_is(model: Model) -> None:
    """In a column that the header explains: little may be little, or little of it known."""
    assert [name for name in model.header.notes if name.endswith("coverage") or name == "days_known"]


@pytest.mark.parametrize("model", of_schema(MODELS, "public"), ids=lambda model: model.name)
def test_public_reads_the_tables(model: Model) -> None:
    """A view of public depends on no other view, so that each schema is swapped by itself."""
    assert {"spotify"} == {reference.schema for reference in model.references}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.full_name)
def test_header(model: Model) -> None:
    """A header opens with a sentence, or with the question that a mart answers; a check describes no columns."""
    first = model.header.prose.partition("\n")[0]
    assert first.endswith("?" if model.schema == "marts" else "."), f"{model.file}: {first}"
    assert model.schema != "checks" or not model.header.columns


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.full_name)
def test_typography(model: Model) -> None:
    """SQL is lower case under its header, no line is longer than 120 characters, and the last list is spelled out."""
    code = [line for line in model.sql.splitlines() if not line.lstrip().startswith("--")]
    keywords = r"\b(SELECT|FROM|WHERE|JOIN|GROUP BY|ORDER BY|AS|AND|OR|NULL|WITH|CASE|WHEN|THEN|END)\b"
    assert [line for line in code if re.search(keywords, line) or re.search(r"select \*|\w\.\*", line)] == []
    assert [line for line in model.sql.splitlines() if len(line) > 120 and not line.startswith("--")] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.full_name)
def test_rows_carry_their_fate(model: Model) -> None:
    """Every row of test data says in a comment why it is there."""
    assert [f"{row.table} ({row.values})" for row in _read_rows(model) if not row.fate] == []


def test_no_data_is_left_behind() -> None:
    """Every data file belongs to a model."""
    files = sorted(path for schema in FOLDERS for path in (DATA / schema).glob("*.sql"))
    assert files == sorted(_data_file(model) for model in MODELS)

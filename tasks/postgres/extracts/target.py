"""The table of TARGET that takes the rows: made where it is missing, widened where the query has grown."""

from dataclasses import dataclass

import psycopg
from psycopg import sql

from tasks.postgres.connect import DatabaseError
from tasks.postgres.extracts.columns import Columns
from tasks.postgres.extracts.extract import Extract, listed, quoted, relation
from tasks.postgres.models.references import ModelError
from tasks.postgres.table import Table, describe

LOADED_AT = "loaded_at"

OURS = "select strpos(coalesce(obj_description(to_regclass(%s), 'pg_class'), ''), %s) > 0"


@dataclass(frozen=True)
class Target:
    """The table as it is now; `widened` says that columns came, which rows that are there lack."""

    table: Table
    name: str
    is_empty: bool
    widened: bool = False

    def stamps(self, columns: Columns) -> bool:
        """Whether loaded_at is ours to set, because the query has none."""
        return LOADED_AT in self.table.columns and LOADED_AT not in columns.source


def prepare_target(here: psycopg.Connection, extract: Extract, columns: Columns) -> Target:
    """Return the table that takes an extract's rows, made or widened where needed; raises ModelError, DatabaseError."""
    if extract.is_table:
        return _migrated(here, extract, columns)
    if not _exists(here, extract.target):
        _create(here, extract, columns)
    widened = _widen(here, extract, columns, _require_ours(here, extract))
    _comment(here, extract)
    table = describe(here, extract.target)
    return Target(table, relation(extract.target), _is_empty(here, extract.target), widened)


def _migrated(here: psycopg.Connection, extract: Extract, columns: Columns) -> Target:
    table = describe(here, extract.target)
    for name in columns.names:
        if name not in table.columns:
            raise DatabaseError(f"TARGET's {extract.target} has no column {name}, which SOURCE's has: restore it.")
    if not table.key or table.key != extract.key:
        raise DatabaseError(f"{extract.target} needs the same primary key in SOURCE and in TARGET: restore it.")
    return Target(table, relation(extract.target), _is_empty(here, extract.target))


def _exists(here: psycopg.Connection, name: str) -> bool:
    row = here.execute("select to_regclass(%s) is not null", [relation(name)]).fetchone()
    return bool(row and row[0])


def _is_empty(here: psycopg.Connection, name: str) -> bool:
    return here.execute(f"select from {relation(name)} limit 1".encode()).fetchone() is None


def _create(here: psycopg.Connection, extract: Extract, columns: Columns) -> None:
    schema = extract.target.partition(".")[0]
    here.execute(f"create schema if not exists {quoted(schema)}".encode())
    own = [f"{quoted(name)} {kind}" for name, kind in columns.stored.items()]
    if LOADED_AT not in columns.stored:
        own.append(f"{LOADED_AT} timestamptz not null default now()")
    key = f"primary key ({listed(extract.key)})"
    here.execute(f"create table {relation(extract.target)} ({', '.join([*own, key])})".encode())
    _say_made(here, extract)


def _require_ours(here: psycopg.Connection, extract: Extract) -> Table:
    """Return the table as it stands; somebody's own rows are not to be replaced by ours."""
    table = describe(here, extract.target)
    row = here.execute(OURS, [relation(extract.target), f"Made from {extract.file}."]).fetchone()
    if not (row and row[0]) and not _is_empty(here, extract.target):
        raise ModelError(
            f"{extract.target} has rows already that {extract.file} did not bring: name another target, or empty it."
        )
    if table.key != extract.key:
        raise ModelError(
            f"{extract.file} has the key {' x '.join(extract.key)}, but that of {extract.target} is "
            f"{' x '.join(table.key) or 'missing'}: drop the table, and it is made anew."
        )
    return table


def _widen(here: psycopg.Connection, extract: Extract, columns: Columns, table: Table) -> bool:
    _require_fitting(extract, columns, table)
    new = [name for name in columns.names if name not in table.columns]
    for name in new:
        added = f"alter table {relation(extract.target)} add column {quoted(name)} {columns.stored[name]}"
        here.execute(added.encode())
    return bool(new)


def _require_fitting(extract: Extract, columns: Columns, table: Table) -> None:
    for name, kind in table.columns.items():
        wanted = columns.stored.get(name, kind if name == LOADED_AT else "")
        if not wanted:
            raise ModelError(
                f"{extract.file} no longer has the column {name} of {extract.target}: "
                "select it again, or drop it from the table."
            )
        if wanted != kind:
            raise ModelError(
                f"{extract.file} has {name} as {wanted}, but {extract.target} as {kind}: "
                "cast it in the query, or drop the table, and it is made anew."
            )


def _comment(here: psycopg.Connection, extract: Extract) -> None:
    _say_made(here, extract)
    for name, text in extract.comments.items():
        column = sql.Identifier(*extract.target.split("."), name)
        here.execute(sql.SQL("comment on column {} is {}").format(column, sql.Literal(text)))


def _say_made(here: psycopg.Connection, extract: Extract) -> None:
    name, comment = sql.Identifier(*extract.target.split(".")), sql.Literal(extract.comment)
    here.execute(sql.SQL("comment on table {} is {}").format(name, comment))

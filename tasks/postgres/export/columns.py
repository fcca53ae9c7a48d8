"""How the columns of a mart are asked for, so that a file of either format can hold them.

Parquet keeps the types of Postgres that it has too; a numeric, which has neither bounds nor a scale in a mart, becomes
a double, and whatever else there may be its text. CSV knows only texts: a list becomes JSON, a time ISO 8601 with its
zone, true and false words, and a number keeps every digit.
"""

import re

import psycopg
from psycopg import sql

from tasks.postgres.models.catalog import columns

KEPT = {
    "boolean",
    "smallint",
    "integer",
    "bigint",
    "real",
    "double precision",
    "text",
    "date",
    "timestamp without time zone",
    "timestamp with time zone",
}

DOUBLE = re.compile(r"numeric(\(.*\))?")


def parquet_select(connection: psycopg.Connection, mart: str) -> str:
    """Return the SELECT of a mart for Parquet."""
    return _select(connection, mart, {name: _parquet_cast(kind) for name, kind in _kinds(connection, mart)})


def csv_select(connection: psycopg.Connection, mart: str) -> str:
    """Return the SELECT of a mart for CSV."""
    return _select(connection, mart, {name: _csv_cast(kind) for name, kind in _kinds(connection, mart)})


def _kinds(connection: psycopg.Connection, mart: str) -> list[tuple[str, str]]:
    return [(name, kind) for name, kind, _ in columns(connection, "marts", mart)]


def _parquet_cast(kind: str) -> str:
    element = kind.removesuffix("[]")
    if element in KEPT:
        return "{}"
    to = "float8" if DOUBLE.fullmatch(element) else "text"
    return f"{{}}::{to}{'[]' if kind != element else ''}"


def _csv_cast(kind: str) -> str:
    if kind.endswith("[]"):
        return "to_json({})::text"
    if kind.startswith("timestamp"):
        return "to_json({}) #>> '{{}}'"
    return "{}::text" if kind == "boolean" else "{}"


def _select(connection: psycopg.Connection, mart: str, casts: dict[str, str]) -> str:
    listed = [
        sql.SQL("{} as {}").format(sql.SQL(cast).format(sql.Identifier(name)), sql.Identifier(name))
        for name, cast in casts.items()
    ]
    query = sql.SQL("select {} from {}").format(sql.SQL(", ").join(listed), sql.Identifier("marts", mart))
    return query.as_string(connection)

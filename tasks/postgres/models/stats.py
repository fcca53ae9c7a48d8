"""What a mart is like: how many rows it has, and how many of these have no value, column by column."""

from collections.abc import Iterable
from dataclasses import dataclass

import psycopg
from psycopg import sql

from tasks.postgres.models.catalog import columns
from tasks.postgres.models.discover import of_schema
from tasks.postgres.models.model import Model, candidate


@dataclass(frozen=True)
class MartStats:
    """The rows of one mart, and its nulls by column."""

    mart: str
    rows: int
    nulls: dict[str, int]


def measure_marts(connection: psycopg.Connection, models: Iterable[Model]) -> list[MartStats]:
    """Count every mart that waits to be put in place; each is read once. Raises psycopg.Error."""
    return [_measured(connection, mart.name) for mart in of_schema(models, "marts")]


def _measured(connection: psycopg.Connection, mart: str) -> MartStats:
    schema = candidate("marts")
    names = [str(name) for name, *_ in columns(connection, schema, mart)]
    counts = sql.SQL(", ").join(sql.SQL("count({})").format(sql.Identifier(name)) for name in names)
    query = sql.SQL("select count(*), {} from {}").format(counts, sql.Identifier(schema, mart))
    rows, *filled = connection.execute(query).fetchall()[0]
    return MartStats(mart, rows, {name: rows - count for name, count in zip(names, filled, strict=True)})

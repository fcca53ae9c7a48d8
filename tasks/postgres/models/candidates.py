"""Builds views and marts aside, in staging_next, marts_next and public_next, where nobody reads them."""

from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic

import psycopg
from psycopg import sql

from tasks.postgres.models.comments import comment_on
from tasks.postgres.models.discover import of_schema
from tasks.postgres.models.model import PUBLIC, Model, candidate
from tasks.postgres.models.run import run_model


@dataclass(frozen=True)
class Built:
    """A mart that was built: its name, its rows, and the seconds it took."""

    name: str
    rows: int
    seconds: float


def build_staging(connection: psycopg.Connection, models: Iterable[Model]) -> list[str]:
    """Create every view, in staging_next or public_next, and return their names; raises ModelError."""
    found = list(models)
    views = [*of_schema(found, "staging"), *of_schema(found, PUBLIC)]
    for model in views:
        _create(connection, "view", model)
    return [model.name for model in views]


def build_marts(connection: psycopg.Connection, models: Iterable[Model]) -> list[Built]:
    """Build every mart in marts_next, from the views in staging_next; raises ModelError."""
    return [build_mart(connection, model) for model in of_schema(models, "marts")]


def build_mart(connection: psycopg.Connection, model: Model) -> Built:
    """Build one mart in marts_next, after the models it reads; raises ModelError."""
    started = monotonic()
    rows = _create(connection, "table", model)
    # Other marts and the checks are planned by these statistics; autovacuum cannot see a table before its commit.
    connection.execute(sql.SQL("analyze {}").format(_relation(model)))
    return Built(model.name, rows, monotonic() - started)


def _create(connection: psycopg.Connection, kind: str, model: Model) -> int:
    target = f'"{candidate(model.schema)}"."{model.name}"'
    rows = run_model(connection, model, f"create {kind} {target} as ").rowcount
    comment_on(connection, model, candidate(model.schema))
    return rows


def _relation(model: Model) -> sql.Identifier:
    return sql.Identifier(candidate(model.schema), model.name)

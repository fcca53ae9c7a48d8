"""Running a model's SELECT as part of a statement, so that what Postgres objects to is said of the file's own line."""

from typing import Any

import psycopg

from tasks.postgres.models.model import Model
from tasks.postgres.models.references import ModelError


def run_model(connection: psycopg.Connection, model: Model, before: str = "", after: str = "") -> psycopg.Cursor[Any]:
    """Execute `before`, the SELECT on the candidates and `after` as one statement; raises ModelError.

    Neither `before` nor `after` may bring a line before the SELECT, for lines are counted from the file's first.
    """
    statement = f"{before}{model.candidate_sql()}\n{after}"
    try:
        return connection.execute(statement.encode())
    except psycopg.Error as error:
        if connection.broken:
            raise  # the server is gone, which is not the model's doing
        raise _explained(model, statement, error) from error


def _explained(model: Model, statement: str, error: psycopg.Error) -> ModelError:
    place = error.diag.statement_position
    line = f":{statement.count(chr(10), 0, int(place)) + 1}" if place else ""
    return ModelError(f"{model.file}{line}: Postgres says: {error.diag.message_primary or error}.")

"""The header of a model becomes the comments of its relation and columns, where any client of Postgres shows them."""

import psycopg
from psycopg import errors, sql

from tasks.postgres.models.model import Model
from tasks.postgres.models.references import ModelError

KINDS = {"staging": sql.SQL("view"), "marts": sql.SQL("table"), "public": sql.SQL("view")}


def comment_on(connection: psycopg.Connection, model: Model, schema: str) -> None:
    """Comment the model's relation in `schema`; raises ModelError where the header describes a column it lacks."""
    relation = sql.Identifier(schema, model.name)
    statement = sql.SQL("comment on {} {} is {}")
    connection.execute(statement.format(KINDS[model.schema], relation, sql.Literal(model.comment)))
    for column, text in model.header.columns.items():
        _comment_on_column(connection, model, schema, column, text)


def _comment_on_column(connection: psycopg.Connection, model: Model, schema: str, column: str, text: str) -> None:
    name = sql.Identifier(schema, model.name, column)
    try:
        connection.execute(sql.SQL("comment on column {} is {}").format(name, sql.Literal(text)))
    except errors.UndefinedColumn:
        raise ModelError(f"{model.file}: its header describes {column}, which is none of its columns.") from None

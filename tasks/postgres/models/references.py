"""What a SELECT reads, and that it is a SELECT: found by sqlglot, which reports where in the text each name stands."""

from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import ParseError, SqlglotError


class ModelError(RuntimeError):
    """A model cannot be read, built or put in place; one sentence that names the file."""


@dataclass(frozen=True)
class Reference:
    """A relation that is read; the name of its schema stands at text[start:end]."""

    schema: str
    name: str
    start: int
    end: int

    @property
    def full_name(self) -> str:
        """Schema and name."""
        return f"{self.schema}.{self.name}"


def find_references(file: str, text: str) -> tuple[Reference, ...]:
    """Return every relation that the one SELECT of the text reads; raises ModelError."""
    query = _single_select(file, text)
    steps = {step.alias for step in query.find_all(exp.CTE)}
    tables = [table for table in query.find_all(exp.Table) if _is_relation(table)]
    for table in tables:
        if not table.db and table.name not in steps:
            raise ModelError(f"{file} reads {table.name} without naming its schema.")
    return tuple(_reference(table) for table in tables if table.db)


def _single_select(file: str, text: str) -> exp.Query:
    statements = [statement for statement in _parse(file, text) if statement is not None]
    if len(statements) != 1 or not isinstance(statements[0], exp.Query):
        raise ModelError(f"{file} is not one SELECT.")
    if statements[0].find(exp.DML, exp.DDL, exp.Into, exp.Lock) is not None:
        raise ModelError(f"{file} writes or locks something: a model only selects.")
    return statements[0]


def _parse(file: str, text: str) -> list[exp.Expr | None]:
    try:
        return list(sqlglot.parse(text, dialect="postgres"))
    except ParseError as error:
        first = error.errors[0] if error.errors else {}
        description = str(first.get("description", error)).rstrip(".")
        raise ModelError(f"{file}:{first.get('line', 1)}: {description}.") from None
    except SqlglotError as error:
        raise ModelError(f"{file} cannot be read as SQL: {error}") from None


def _is_relation(table: exp.Table) -> bool:
    # A function that returns rows, generate_series(1, 3), is a table to the parser but has no identifier for a name.
    return isinstance(table.this, exp.Identifier)


def _reference(table: exp.Table) -> Reference:
    place = table.args["db"].meta
    return Reference(table.db, table.name, place["start"], place["end"] + 1)

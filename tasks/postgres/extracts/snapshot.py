"""SOURCE as it is at one moment: every statement sees the same rows, and what goes wrong is said of SOURCE."""

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

import psycopg

from tasks.postgres.connect import connect, translated
from tasks.postgres.database import Database
from tasks.postgres.extracts.extract import Extract, relation
from tasks.postgres.extracts.stream import blocks
from tasks.postgres.models.references import ModelError
from tasks.postgres.table import Table, describe

# Both ends of a copy must mean the same by the same bytes, whatever their servers, databases or roles prefer.
ALIKE = (
    "set client_encoding = 'UTF8'",
    "set datestyle = 'ISO, YMD'",
    "set intervalstyle = 'postgres'",
    "set bytea_output = 'hex'",
    "set extra_float_digits = 1",
    # Each end waits in its transaction while the other works.
    "set idle_in_transaction_session_timeout = 0",
)


class Snapshot:
    """An open snapshot; see `snapshot`."""

    def __init__(self, database: Database, connection: psycopg.Connection) -> None:
        self.database = database
        self._connection = connection
        self._tables: dict[str, Table] = {}
        self.now: datetime = self.rows("select now()")[0][0]

    def table(self, name: str) -> Table:
        """Return what SOURCE knows of a table; raises DatabaseError."""
        if name not in self._tables:
            with translated(self.database):
                self._tables[name] = describe(self._connection, name)
        return self._tables[name]

    def rows(self, statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a statement; raises DatabaseError."""
        with translated(self.database):
            return self._connection.execute(statement.encode(), values).fetchall()

    def described(self, extract: Extract) -> list[tuple[str, int, int]]:
        """Return name, type and its modifier of each column of a query; raises ModelError, which names the line."""
        with self._asking(extract, statement := f"select * from ({extract.query}\n) as q limit 0"):
            cursor = self._connection.execute(statement.encode())
        result, columns = cursor.pgresult, cursor.description
        if result is None or columns is None:
            raise ModelError(f"{extract.file} returns no columns.")
        return [(column.name, column.type_code, result.fmod(at)) for at, column in enumerate(columns)]

    def pour(self, extract: Extract, out: str, into: psycopg.Connection, statement: str) -> int:
        """Stream `copy … to stdout` into a `copy … from stdin` elsewhere and return the rows; raises as `described`.

        What goes wrong there is a psycopg.Error.
        """
        with closing(self._copied(extract, out)) as blocks_of_rows, into.cursor() as cursor:
            with cursor.copy(statement.encode()) as writing:
                for block in blocks_of_rows:
                    writing.write(block)
            return cursor.rowcount

    def count(self, extract: Extract) -> int:
        """Return how many rows there are to extract."""
        of = relation(extract.target) if extract.is_table else f"({extract.query}\n) as q"
        with self._asking(extract, statement := f"select count(*) from {of}"):
            row = self._connection.execute(statement.encode()).fetchone()
        return int(row[0]) if row else 0

    def _copied(self, extract: Extract, statement: str) -> Generator[bytes, None, None]:
        with self._asking(extract, statement):
            yield from blocks(self._connection, statement.encode())

    @contextmanager
    def _asking(self, extract: Extract, statement: str) -> Iterator[None]:
        with translated(self.database):
            try:
                yield
            except psycopg.Error as error:
                if extract.is_table or self._connection.broken:
                    raise
                raise ModelError(_explained(extract, statement, error)) from error


@contextmanager
def snapshot(database: Database) -> Iterator[Snapshot]:
    """Yield the database as it is now, for reading only; raises DatabaseError."""
    with translated(database):
        connection = connect(database)
    with connection:
        make_alike(connection, database)
        connection.execute("set transaction isolation level repeatable read, read only")
        yield Snapshot(database, connection)
        connection.rollback()


def make_alike(connection: psycopg.Connection, database: Database) -> None:
    """Set for the session how values are written as text."""
    with translated(database):
        for setting in ALIKE:
            connection.execute(setting.encode())
        connection.commit()


def _explained(extract: Extract, statement: str, error: psycopg.Error) -> str:
    # The query begins in the first line of the statement, so that lines are those of the file.
    place = error.diag.statement_position
    line = f":{statement.count(chr(10), 0, int(place)) + 1}" if place else ""
    return f"{extract.file}{line}: Postgres says: {str(error.diag.message_primary or error).rstrip('.')}."

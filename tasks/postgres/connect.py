"""Opening connections: every failure is one sentence that says which database, why, and how to mend it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors, sql

from tasks.postgres.database import Database


class DatabaseError(RuntimeError):
    """A database cannot be reached, may not be used, or refused what it was asked; the message is for the person."""


def connect(database: Database, *, autocommit: bool = False) -> psycopg.Connection:
    """Return an open connection in UTC; raises DatabaseError."""
    try:
        connection = psycopg.connect(database.conninfo(), autocommit=autocommit)
    except psycopg.OperationalError as error:
        raise DatabaseError(_unreachable(database, error)) from None
    connection.execute("set time zone 'UTC'")
    if not autocommit:
        connection.commit()
    return connection


@contextmanager
def transaction(database: Database) -> Iterator[psycopg.Connection]:
    """Yield a connection whose work is committed at the end, or not at all; raises DatabaseError."""
    with translated(database), connect(database) as connection:
        yield connection


@contextmanager
def translated(database: Database) -> Iterator[None]:
    """Turn what Postgres says into one DatabaseError sentence."""
    try:
        yield
    except psycopg.Error as error:
        raise DatabaseError(f"The database {database} refused: {_first_line(error)}") from error


def ensure_database(database: Database) -> None:
    """Create the database when its server is there and it is not; raises DatabaseError."""
    try:
        psycopg.connect(database.conninfo()).close()
    except psycopg.OperationalError as error:
        if not _is_missing(error, database):
            raise DatabaseError(_unreachable(database, error)) from None
        _create(database)


def _create(database: Database) -> None:
    try:
        with connect(database.named("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(database.name)))
    except errors.DuplicateDatabase:
        return  # another run was quicker
    except psycopg.Error as error:
        raise DatabaseError(
            f"The database {database.name} does not exist on {database.host} and {database.user} "
            f"may not create it ({_first_line(error)}): create it, or grant CREATEDB."
        ) from None


def _is_missing(error: psycopg.OperationalError, database: Database) -> bool:
    # A failed start-up carries no SQLSTATE in libpq; its text is the only sign.
    return f'database "{database.name}" does not exist' in str(error)


def _unreachable(database: Database, error: psycopg.Error) -> str:
    reason = _first_line(error)
    if "password" in reason:
        return f"The database {database} refused the password: check the variables with the user and the password."
    return (
        f"The database {database} cannot be reached: {reason}. Check that it runs, its address, its port and sslmode."
    )


def _first_line(error: psycopg.Error) -> str:
    text = str(error.diag.message_primary or error).strip() or type(error).__name__
    return text.splitlines()[0].rpartition("failed: ")[2].removeprefix("FATAL:  ").rstrip(".")

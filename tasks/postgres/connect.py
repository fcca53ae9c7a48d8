"""Opening connections: every failure is one sentence that says which database, why, and how to mend it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import errors, sql

from tasks.postgres import complaints
from tasks.postgres.database import Database
from tasks.postgres.lock_timeout import LOCK_TIMEOUT
from tasks.postgres.patience import patiently

# Of these one is on every server and lets everybody in, unless somebody has seen to it that it does not.
_ALWAYS_THERE = ("postgres", "template1")

# The one encoding that has a place for every name of Spotify's.
UTF8 = "UTF8"


class DatabaseError(RuntimeError):
    """A database cannot be reached, may not be used, or refused what it was asked; the message is for the person."""


class PassingError(DatabaseError):
    """The connection broke off, or another session came in between: the same may well succeed in a moment."""


def connect(database: Database, *, autocommit: bool = False) -> psycopg.Connection:
    """Return an open connection in UTC, waiting for a server that restarts; raises DatabaseError.

    What another session has locked is waited for as lock_timeout.py says.
    """
    try:
        connection = _opened(database)
    except psycopg.OperationalError as error:
        raise DatabaseError(complaints.unreachable(database, _first_line(error))) from None
    with translated(database):
        connection.execute(f"set time zone 'UTC'; {LOCK_TIMEOUT}".encode())
    connection.autocommit = autocommit  # after the settings, which would take a begin and a commit as well
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
        # Of a connection that is lost psycopg says so as an OperationalError; its other errors are no server's.
        sqlstate = error.sqlstate or ("" if isinstance(error, psycopg.OperationalError) else "no SQLSTATE")
        raise refusal(database, sqlstate, _first_line(error)) from error


def refusal(database: Database | None, sqlstate: str, reason: str) -> DatabaseError:
    """Return the error for a statement that failed; an empty SQLSTATE is a connection that is lost."""
    kind = PassingError if complaints.is_passing(sqlstate) else DatabaseError
    return kind(complaints.refused(database, sqlstate, reason))


def ensure_database(database: Database) -> None:
    """Create the database when its server is there and it is not; raises DatabaseError."""
    try:
        with _opened(database) as connection:
            _check_encoding(database, connection)
    except psycopg.OperationalError as error:
        if exists(database) is not False:
            raise DatabaseError(complaints.unreachable(database, _first_line(error))) from None
        _create(database)


def _check_encoding(database: Database, connection: psycopg.Connection) -> None:
    if (encoding := _encoding(connection)) != UTF8:
        raise DatabaseError(
            f"The database {database.name} on {database.host} is encoded in {encoding}, which has no place for every "
            f"name: create another (create database spotify encoding '{UTF8}' template template0) and name that one."
        )


def _encoding(connection: psycopg.Connection) -> str:
    return connection.info.parameter_status("server_encoding") or UTF8


def exists(database: Database) -> bool | None:
    """Tell whether the server knows the database, None where it does not let us ask.

    A failed start-up carries no SQLSTATE in libpq, and its text may be in any language.
    """
    connection = _beside(database)
    if connection is None:
        return None
    with connection:
        found = connection.execute("select from pg_database where datname = %s", [database.name]).fetchone()
    return found is not None


def _create(database: Database) -> None:
    connection = _beside(database)
    try:
        if connection is not None:
            with connection:
                connection.execute(sql.SQL(_creation(connection)).format(sql.Identifier(database.name)))
    except errors.DuplicateDatabase:
        return  # another run was quicker
    except psycopg.Error as error:
        raise DatabaseError(
            f"The database {database.name} does not exist on {database.host} and {database.user} "
            f"may not create it ({_first_line(error)}): create it, or grant CREATEDB."
        ) from None


def _creation(connection: psycopg.Connection) -> LiteralString:
    """Return the statement, which on a server whose databases are otherwise in another encoding says so."""
    if _encoding(connection) == UTF8:
        return "create database {}"
    return "create database {} encoding 'UTF8' lc_collate 'C' lc_ctype 'C' template template0"


def _beside(database: Database) -> psycopg.Connection | None:
    for name in _ALWAYS_THERE:
        try:
            return psycopg.connect(database.named(name).conninfo(), autocommit=True)
        except psycopg.OperationalError:
            continue
    return None


def _opened(database: Database) -> psycopg.Connection:
    def attempt() -> psycopg.Connection:
        return psycopg.connect(database.conninfo(), autocommit=True)

    return patiently(database, attempt, psycopg.OperationalError)


def _first_line(error: psycopg.Error) -> str:
    return complaints.first_line(str(error.diag.message_primary or error).strip() or type(error).__name__)

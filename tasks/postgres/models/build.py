"""From spotify.* to marts people read: built aside, checked, and swapped, in one transaction.

All models and checks see one state of the data, even while a load commits next to them; a run that is killed leaves
nothing behind; a reader sees yesterday's marts until all of today's are there.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from psycopg import errors

from tasks.postgres.connect import connect, translated
from tasks.postgres.database import Database
from tasks.postgres.extracts.state import Extracted
from tasks.postgres.models.candidates import Built, build_marts, build_staging
from tasks.postgres.models.checks import Checked, run_checks
from tasks.postgres.models.model import MADE, Model, candidate
from tasks.postgres.models.references import ModelError
from tasks.postgres.models.room import check_room
from tasks.postgres.models.swap import swap

# Any number will do as long as no other program on the server locks with it: the letters "mart".
LOCK = 0x6D617274

SCHEMAS = {
    "staging": "The tables of spotify, one view each, with names and values made ready for reading",
    "marts": "Tables that answer questions, rebuilt by every run; objects of other origin are left alone",
}


@dataclass(frozen=True)
class Rebuilt:
    """What was built and found; `swapped` is false where a check kept yesterday's marts; `dropped` are stale models.

    `extracted` is what TARGET had got from SOURCE before, by table.
    """

    built: list[Built]
    checked: list[Checked]
    swapped: bool
    dropped: list[str]
    extracted: Mapping[str, Extracted] = field(default_factory=dict)


def rebuild(database: Database, models: list[Model]) -> Rebuilt:
    """Build, check and, unless a check of severity fail found something, swap; raises ModelError, DatabaseError."""
    with building(database) as connection:
        build_staging(connection, models)
        built = build_marts(connection, models)
        checked = [*run_checks(connection, models), *check_room(connection, models)]
        blocked = any(check.blocks for check in checked)
        dropped = [] if blocked else swap(connection, models)
    return Rebuilt(built, checked, not blocked, dropped)


@contextmanager
def building(database: Database, patience_seconds: float = 600) -> Iterator[psycopg.Connection]:
    """Yield the connection on which to build, alone and in one transaction; what was not swapped at the end is gone.

    Raises ModelError after waiting `patience_seconds` for another build of the same database.
    """
    with translated(database), connect(database, autocommit=True) as connection:
        _take_turn(connection, database, patience_seconds)
        with connection.transaction():
            connection.execute("set transaction isolation level repeatable read")
            prepare(connection)
            yield connection
            _drop_candidates(connection)


def _take_turn(connection: psycopg.Connection, database: Database, seconds: float) -> None:
    # A lock of the session, taken before the transaction: the state that this one sees must not be older than the
    # swap it waited for. It ends with the connection.
    connection.execute(f"set lock_timeout = {int(seconds * 1000)}".encode())
    try:
        connection.execute("select pg_advisory_lock(%s)", [LOCK])
    except errors.LockNotAvailable:
        raise ModelError(f"Another run is still building the marts of {database} after {seconds:g} seconds.") from None
    connection.execute("set lock_timeout = 0")


def prepare(connection: psycopg.Connection) -> None:
    """Make the schemas, those of the candidates empty, and set the open transaction up for building."""
    connection.execute("set local client_min_messages = warning")
    # A model names the schema of everything it reads; nothing of that name elsewhere may slip in.
    connection.execute("set local search_path = pg_catalog")
    connection.execute("set local work_mem = '64MB'")
    connection.execute("set local jit = off")  # compiling takes longer than most of these statements
    for schema, comment in SCHEMAS.items():
        _create_schema(connection, schema, comment)
    _drop_candidates(connection)
    for schema in MADE:
        connection.execute(f"create schema {candidate(schema)}".encode())


def _create_schema(connection: psycopg.Connection, schema: str, comment: str) -> None:
    connection.execute(f"create schema if not exists {schema}".encode())
    connection.execute(f"comment on schema {schema} is '{comment}'".encode())


def _drop_candidates(connection: psycopg.Connection) -> None:
    for schema in MADE:
        connection.execute(f"drop schema if exists {candidate(schema)} cascade".encode())

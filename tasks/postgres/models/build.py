"""From spotify.* to marts people read: built aside, checked, and swapped, in one transaction.

All models and checks see one state of the data, even while a load commits next to them; a run that is killed leaves
nothing behind; a reader sees yesterday's marts until all of today's are there.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg

from tasks.postgres.connect import connect, translated
from tasks.postgres.database import Database
from tasks.postgres.extracts.state import Extracted
from tasks.postgres.models.candidates import Built, build_marts, build_staging
from tasks.postgres.models.checks import Checked
from tasks.postgres.models.findings import Findings
from tasks.postgres.models.model import MADE, Model, candidate
from tasks.postgres.models.past import NO_PAST, Past
from tasks.postgres.models.swap import swap
from tasks.postgres.models.trends import Trend
from tasks.postgres.models.turn import take_turn

SCHEMAS = {
    "staging": "The tables of spotify, one view each, with names and values made ready for reading",
    "marts": "Tables that answer questions, rebuilt by every run; objects of other origin are left alone",
}


@dataclass(frozen=True)
class Rebuilt:
    """What was built and found; `swapped` is false where a check kept yesterday's marts; `dropped` are stale models.

    `extracted` is what TARGET had got from SOURCE before, by table; `trends` how the checks have fared, by name.
    """

    built: list[Built]
    checked: list[Checked]
    swapped: bool
    dropped: list[str]
    extracted: Mapping[str, Extracted] = field(default_factory=dict)
    trends: Mapping[str, Trend] = field(default_factory=dict)


def rebuild(database: Database, models: list[Model], past: Past = NO_PAST, findings: Findings | None = None) -> Rebuilt:
    """Build, check and, unless a check of severity fail found something, swap; raises ModelError, DatabaseError.

    `past` is what the marts are compared with; `findings` has what was found, also after an error.
    """
    found = Findings() if findings is None else findings
    with building(database) as connection:
        build_staging(connection, models)
        built = build_marts(connection, models)
        found.examine(connection, models, past)
        dropped = [] if found.blocks else swap(connection, models)
    found.is_in_place = not found.blocks
    return Rebuilt(built, found.checked, found.is_in_place, dropped)


@contextmanager
def building(database: Database, patience_seconds: float = 600) -> Iterator[psycopg.Connection]:
    """Yield the connection on which to build, alone and in one transaction; what was not swapped at the end is gone.

    Raises ModelError after waiting `patience_seconds` for another build, or an export, of the same.
    """
    with translated(database), connect(database, autocommit=True) as connection:
        take_turn(connection, database, patience_seconds)
        with connection.transaction():
            connection.execute("set transaction isolation level repeatable read")
            prepare(connection)
            yield connection
            _drop_candidates(connection)


def prepare(connection: psycopg.Connection) -> None:
    """Make the schemas, those of the candidates empty, and set the open transaction up for building."""
    connection.execute("set local client_min_messages = warning")
    # A model names the schema of everything it reads; nothing of that name elsewhere may slip in.
    connection.execute("set local search_path = pg_catalog")
    connection.execute("set local work_mem = '128MB'")
    connection.execute("set local jit = off")  # compiling takes longer than most of these statements
    # Of what a CTE holds Postgres knows nothing, and takes it for little. A nested loop, or a merge on one of several
    # keys, is quadratic where that is wrong; a hash join is linear, and costs milliseconds where it was right.
    connection.execute("set local enable_nestloop = off")
    connection.execute("set local enable_mergejoin = off")
    # The rows of a sort are many, and workers hand them over at a tenth of what is usually reckoned.
    connection.execute("set local parallel_tuple_cost = 0.01")
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

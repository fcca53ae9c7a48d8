"""Forward-only migrations: numbered SQL files, each applied once, all of them in one transaction.

The first line of a file names the databases it is for: `-- databases: source target`. A file that was applied
and then edited is refused, for the database would no longer be what the files say; so is a table that somebody has
taken something out of, see made.py.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tasks.postgres import made
from tasks.postgres.connect import DatabaseError, refusal, transaction
from tasks.postgres.database import Database

FOLDER = Path(__file__).resolve().parents[2] / "sql" / "migrations"

# Any number will do as long as no other program on the server locks with it: the letters "etlm".
LOCK = 0x65746C6D

LEDGER = """
create schema if not exists etl;
create table if not exists etl.migrations (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
);
comment on schema etl is 'What the pipeline knows of its own work';
comment on table etl.migrations is 'The migrations this database has had';
"""


@dataclass(frozen=True)
class Migration:
    """One file of sql/migrations."""

    name: str
    text: str

    @property
    def roles(self) -> frozenset[str]:
        """The databases it is for: source, target, logging."""
        return frozenset(self.text.partition("\n")[0].removeprefix("-- databases:").split())

    @property
    def sha256(self) -> str:
        """Digest of the text, by which an edited file is noticed."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_migrations(folder: Path = FOLDER) -> list[Migration]:
    """Return every migration in the order of its number."""
    return [Migration(path.stem, path.read_text()) for path in sorted(folder.glob("*.sql"))]


def migrate(database: Database, roles: set[str], folder: Path = FOLDER) -> list[str]:
    """Apply what is missing for these roles and return its names; raises DatabaseError."""
    wanted = [migration for migration in read_migrations(folder) if migration.roles & roles]
    with transaction(database) as connection:
        _refuse_read_only(connection, database)
        return apply_missing(connection, wanted)


def apply_missing(connection: psycopg.Connection, migrations: list[Migration]) -> list[str]:
    """Apply the migrations that the ledger does not hold; two processes at once apply each only once."""
    connection.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    connection.execute("set local client_min_messages = warning")
    _ensure_ledger(connection)
    applied: dict[str, str] = dict(connection.execute("select name, sha256 from etl.migrations").fetchall())
    wanted, before = made.remembered(connection), made.parts(connection)
    for migration in migrations:
        _refuse_edited(migration, applied)
    made.refuse_damaged(wanted, before)
    missing = [migration for migration in migrations if migration.name not in applied]
    for migration in missing:
        _apply(connection, migration)
    # A database from before made.py has the tables and remembers none.
    known = {} if applied and not wanted else before
    made.remember(connection, known, made.parts(connection) if missing else before)
    return [migration.name for migration in missing]


def _ensure_ledger(connection: psycopg.Connection) -> None:
    # Only where it is missing: even `if not exists` asks for the right to create.
    row = connection.execute("select to_regclass('etl.migrations'), to_regclass('etl.made')").fetchone()
    if row is None or None in row:
        connection.execute(LEDGER + made.LEDGER)


def _apply(connection: psycopg.Connection, migration: Migration) -> None:
    connection.execute(migration.text.encode())
    connection.execute("insert into etl.migrations (name, sha256) values (%s, %s)", [migration.name, migration.sha256])


def _refuse_read_only(connection: psycopg.Connection, database: Database) -> None:
    # A standby, or a default of this user or database: said now, and not when everything has been read.
    row = connection.execute("select current_setting('transaction_read_only')").fetchone()
    if row == ("on",):
        raise refusal(database, "25006", "its transactions are read-only")


def _refuse_edited(migration: Migration, applied: dict[str, str]) -> None:
    if applied.get(migration.name, migration.sha256) != migration.sha256:
        raise DatabaseError(
            f"sql/migrations/{migration.name}.sql was changed after it had been applied: "
            "restore it and put the change into a new migration."
        )

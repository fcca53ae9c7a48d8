"""Forward-only migrations: numbered SQL files, each applied once, all of them in one transaction.

The first line of a file names the databases it is for: `-- databases: source target`. A file that was applied
and then edited is refused, for the database would no longer be what the files say.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tasks.postgres.connect import DatabaseError, transaction
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
        return apply_missing(connection, wanted)


def apply_missing(connection: psycopg.Connection, migrations: list[Migration]) -> list[str]:
    """Apply the migrations that the ledger does not hold; two processes at once apply each only once."""
    connection.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    connection.execute("set local client_min_messages = warning")
    connection.execute(LEDGER)
    applied: dict[str, str] = dict(connection.execute("select name, sha256 from etl.migrations").fetchall())
    for migration in migrations:
        _refuse_edited(migration, applied)
    missing = [migration for migration in migrations if migration.name not in applied]
    for migration in missing:
        connection.execute(migration.text.encode())
        connection.execute(
            "insert into etl.migrations (name, sha256) values (%s, %s)", [migration.name, migration.sha256]
        )
    return [migration.name for migration in missing]


def _refuse_edited(migration: Migration, applied: dict[str, str]) -> None:
    if applied.get(migration.name, migration.sha256) != migration.sha256:
        raise DatabaseError(
            f"sql/migrations/{migration.name}.sql was changed after it had been applied: "
            "restore it and put the change into a new migration."
        )

"""What a run will find of a database, without changing anything in it."""

from dataclasses import dataclass, replace

import psycopg
from psycopg.rows import class_row

from tasks.postgres.connect import DatabaseError, connect, exists, translated
from tasks.postgres.database import Database

RIGHTS = """
select
    split_part(current_setting('server_version'), ' ', 1) as version,
    current_setting('transaction_read_only') = 'on' or pg_is_in_recovery() as is_read_only,
    has_database_privilege(current_database(), 'CREATE') as may_create_schemas,
    (select rolcreatedb or rolsuper from pg_roles where rolname = current_user) as may_create_databases
"""


@dataclass(frozen=True)
class Examined:
    """Version of the server, and what the user may do there; `exists` tells of the database itself."""

    version: str
    is_read_only: bool
    may_create_schemas: bool
    may_create_databases: bool
    exists: bool = True


def examined(database: Database) -> Examined:
    """Return what is so of a database, or of its server where it does not exist yet; raises DatabaseError."""
    try:
        return _rights(database)
    except DatabaseError:
        if exists(database) is not False:
            raise
    return replace(_rights(database.named("postgres")), exists=False)


def has_table(database: Database, name: str) -> bool:
    """Tell whether a table such as `etl.migrations` is there; raises DatabaseError."""
    with translated(database), connect(database) as connection:
        found = connection.execute("select to_regclass(%s) is not null", [name]).fetchone()
    return bool(found and found[0])


def _rights(database: Database) -> Examined:
    with translated(database), connect(database) as connection:
        cursor: psycopg.Cursor[Examined] = connection.cursor(row_factory=class_row(Examined))
        found = cursor.execute(RIGHTS).fetchone()
    if found is None:
        raise DatabaseError(f"The database {database} answers nothing")
    return found

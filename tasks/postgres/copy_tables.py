"""Tables from one server to another: COPY TO streamed into COPY FROM, without a Python object for any row."""

import psycopg
from psycopg import sql

from tasks.postgres.connect import transaction
from tasks.postgres.database import Database

TABLES = "select tablename from pg_tables where schemaname = %s order by tablename"
COLUMNS = "select column_name from information_schema.columns where table_schema = %s and table_name = %s order by 1"


def copy_schema(source: Database, target: Database, schema: str) -> dict[str, int]:
    """Replace every table of the schema in `target` by that of `source`; a reader of `target` sees all or nothing.

    Both ends read and write in one transaction each. Raises DatabaseError.
    """
    with transaction(source) as there, transaction(target) as here:
        there.execute("set transaction isolation level repeatable read")
        names = [row[0] for row in there.execute(TABLES, [schema]).fetchall()]
        return {name: _copy(there, here, schema, name) for name in names}


def _copy(there: psycopg.Connection, here: psycopg.Connection, schema: str, name: str) -> int:
    table = sql.Identifier(schema, name)
    columns = sql.SQL(", ").join(sql.Identifier(row[0]) for row in there.execute(COLUMNS, [schema, name]).fetchall())
    # DELETE and not TRUNCATE, which would make readers wait until the commit.
    here.execute(sql.SQL("delete from {}").format(table))
    out = sql.SQL("copy {} ({}) to stdout (format binary)").format(table, columns)
    into = sql.SQL("copy {} ({}) from stdin (format binary)").format(table, columns)
    with there.cursor().copy(out) as reading, here.cursor() as cursor:
        with cursor.copy(into) as writing:
            for block in reading:
                writing.write(block)
        return cursor.rowcount

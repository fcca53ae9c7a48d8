"""The rows of a database as plain values, for comparing two of them."""

from tasks.postgres.connect import connect
from tasks.postgres.database import Database

TABLES = "select tablename from pg_tables where schemaname = 'spotify' order by 1"


def rows(database: Database, *, with_loaded_at: bool = False) -> dict[str, list[str]]:
    """Return every row of every table of schema spotify as text, sorted."""
    with connect(database) as connection:
        names = [row[0] for row in connection.execute(TABLES).fetchall()]
        leave_out = "" if with_loaded_at else " - 'loaded_at'"
        return {
            name: [
                row[0]
                for row in connection.execute(
                    f"select (to_jsonb(t){leave_out})::text from spotify.{name} as t order by 1".encode()
                ).fetchall()
            ]
            for name in names
        }


def scalar(database: Database, query: str) -> object:
    """Return the one value of a query."""
    with connect(database) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None

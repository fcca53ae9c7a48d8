"""The rows of a database as plain values, for comparing two of them."""

from tasks.postgres.connect import connect, transaction
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


def execute(database: Database, statement: str) -> None:
    """Change something that only time or Spotify would."""
    with transaction(database) as connection:
        connection.execute(statement.encode())


def forget(database: Database) -> None:
    """Remove the rows and what is known of them; what is known of the app stays."""
    execute(database, f"truncate {', '.join(f'spotify.{name}' for name in rows(database))}, etl.watermarks")


def lift(database: Database) -> None:
    """Let a penalty be over."""
    execute(database, "update etl.request_limits set blocked_until = null")


def scalar(database: Database, query: str) -> object:
    """Return the one value of a query."""
    with connect(database) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None

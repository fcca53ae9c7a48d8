"""What Postgres says of a table."""

import polars as pl
import psycopg
import pytest

from tasks.postgres.connect import DatabaseError
from tasks.postgres.table import POLARS_TYPES, Table, describe

TYPES = """
select distinct format_type(a.atttypid, a.atttypmod)
from pg_attribute as a
inner join pg_class as c on c.oid = a.attrelid
where c.relnamespace in ('spotify'::regnamespace, 'etl'::regnamespace)
    and c.oid <> 'etl.pipeline_logs'::regclass -- is never loaded in bulk
    and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
"""


def test_columns_come_with_their_types_and_the_key_in_its_order(connection: psycopg.Connection) -> None:
    """The key's order is that of its declaration, not that of the columns."""
    connection.execute("create table odd (a text, b int, c text[], d timestamptz, primary key (b, a))")
    assert Table(
        "odd",
        {"a": "text", "b": "integer", "c": "text[]", "d": "timestamp with time zone"},
        ("b", "a"),
    ) == describe(connection, "odd")


def test_dropped_columns_are_gone(connection: psycopg.Connection) -> None:
    """Postgres keeps a trace of them."""
    connection.execute("create table odd (a text primary key, b int)")
    connection.execute("alter table odd drop column b")
    assert {"a": "text"} == describe(connection, "odd").columns


def test_a_table_without_a_key_has_none(connection: psycopg.Connection) -> None:
    """Such as the rejected rows."""
    assert () == describe(connection, "etl.rejected_rows").key


def test_a_missing_table_is_named(connection: psycopg.Connection) -> None:
    """Somebody has dropped it."""
    with pytest.raises(DatabaseError, match=r"The table spotify\.nonsense is missing"):
        describe(connection, "spotify.nonsense")


def test_every_type_of_the_migrations_has_a_polars_type(connection: psycopg.Connection) -> None:
    """A migration that brings another one says here which."""
    assert {row[0] for row in connection.execute(TYPES).fetchall()} <= set(POLARS_TYPES)


def test_types_of_columns(connection: psycopg.Connection) -> None:
    """By the column's name."""
    table = describe(connection, "spotify.playlists")
    assert (pl.String, pl.Int32, pl.Int64) == (
        table.polars_type("name"),
        table.polars_type("items_total"),
        table.polars_type("followers"),
    )

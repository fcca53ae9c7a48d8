"""Whether a tool stored what it was given: the number of rows and of ids, and a few of them field by field."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec
import psycopg
from psycopg import sql

from benchmarks.peers.measure import ToolError
from benchmarks.peers.tools import Tool
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.resources.objects.track import Track

# Lines at the beginning that are compared; the second file has something else in every tenth.
COMPARED = 50


def verify(database: Database, tool: Tool, lines: Path, rows: int) -> None:
    """Raise ToolError where the table is not what the file says."""
    table = sql.Identifier(*tool.table.split("."))
    with connect(database) as connection:
        counted = connection.execute(
            sql.SQL("select count(*), count(distinct {}) from {}").format(sql.Identifier(tool.key), table)
        ).fetchone()
        if counted != (rows, rows):
            raise ToolError(f"{tool.table} has {counted} rows and ids, and {rows} were given")
        expected = set(_first(lines))
        if expected != (actual := set(_stored(connection, tool, table, [row[0] for row in expected]))):
            raise ToolError(f"{tool.table} has {sorted(actual - expected)[:2]}, not {sorted(expected - actual)[:2]}")


def _first(lines: Path) -> Iterator[tuple[object, ...]]:
    with lines.open("rb") as file:
        for line in islice(file, COMPARED):
            track = msgspec.json.decode(line, type=Track)
            yield track.id, track.name, track.duration_ms, track.popularity


def _stored(
    connection: psycopg.Connection, tool: Tool, table: sql.Identifier, ids: list[object]
) -> list[tuple[object, ...]]:
    query = sql.SQL("select {}, name, duration_ms, popularity from {} where {} = any(%s)")
    key = sql.Identifier(tool.key)
    return connection.execute(query.format(key, table, key), [ids]).fetchall()

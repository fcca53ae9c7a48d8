"""A database as years of runs leave it, made in minutes: the playlist archive, once or several times as large."""

import gzip
import json
import lzma
from collections.abc import Iterable, Iterator
from csv import DictReader
from pathlib import Path

import psycopg

from benchmarks.own_database import beside
from tasks.postgres.database import Database

WORLD = Path(__file__).with_suffix(".sql")

SNAPSHOTS = "playlist_history.jsonl.xz"

# Table, its columns in the archive's file, and in ours.
TABLES = {
    "artists": ("artist_id text", "name text"),
    "albums": ("album_id text", "name text", "artist_ids_of_first_seen_track text"),
    "tracks": ("track_id text", "name text", "album_id text", "artist_ids text", "duration_ms int"),
    "playlists": ("playlist_id text", "name text"),
}


def fill(database: Database, archive: Path, times: int) -> None:
    """Fill the tables of spotify of an empty database with the archive, that many times as large.

    `archive` is a folder with artists, albums, tracks and playlists.csv.gz and playlist_history.jsonl.xz; see
    tasks/sandbox/catalogue/PROVENANCE.md for where they come from.
    """
    with beside(database) as connection:
        connection.execute("create schema raw")
        for table, columns in TABLES.items():
            _copy(connection, table, columns, _rows(archive / f"{table}.csv.gz", columns))
        connection.execute("alter table raw.albums rename artist_ids_of_first_seen_track to artist_ids")
        columns = ("playlist_id text", "day date", "position int", "track_id text")
        _copy(connection, "snapshots", columns, _entries(archive / SNAPSHOTS))
        connection.execute("set work_mem = '256MB'")
        connection.execute(WORLD.read_bytes().replace(b"%(times)s", str(times).encode()))
        connection.execute("drop schema raw cascade")
        connection.execute("vacuum analyze")


def _copy(connection: psycopg.Connection, table: str, columns: Iterable[str], rows: Iterable[list[object]]) -> None:
    connection.execute(f"create unlogged table raw.{table} ({', '.join(columns)})".encode())
    with connection.cursor().copy(f"copy raw.{table} from stdin".encode()) as copy:
        for row in rows:
            copy.write_row(row)


def _rows(path: Path, columns: Iterable[str]) -> Iterator[list[object]]:
    names = [column.split()[0] for column in columns]
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in DictReader(file):
            yield [row[name] or None for name in names]


def _entries(path: Path) -> Iterator[list[object]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            for position, track_id in enumerate(one["track_ids"]):
                yield [one["playlist_id"], one["date"], position, track_id]

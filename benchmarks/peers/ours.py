"""Our path as a process of its own: JSON lines, typed objects, frames, merge; one transaction.

It stores more than the others do, for it stores what a run stores: tracks, their credits, their popularity of the day,
albums with credits of their own, and artists. The tables are made by the migrations, which are part of what is timed,
as the others' tables are of theirs. One thread decodes and makes frames while Postgres takes the tracks of the part
before.

    python -m benchmarks.peers.ours tracks.jsonl "host=127.0.0.1 dbname=peers"
"""

import gc
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import polars as pl

from tasks.postgres.database import Database
from tasks.postgres.load import Counts, loading
from tasks.postgres.migrations import migrate
from tasks.resources.columns import joined
from tasks.resources.decode import decode
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.reading import Rows

# Bytes that are decoded at a time: some 16,000 tracks, and a few of such parts are in memory at once.
PART = 32 * 2**20

DECODER = msgspec.json.Decoder(Track)

# The table whose rows are copied while the next part is decoded. What comes with them for the other tables is gathered:
# an album or an artist stands in many parts, and one connection, hence one transaction, fills one table at a time.
STREAMED = "spotify.tracks"

Part = tuple[pl.DataFrame, pl.DataFrame | None]


def load_file(path: Path, database: Database) -> dict[str, Counts]:
    """Load a file of distinct tracks and return what became of the rows, table by table."""
    gathered: list[Rows] = []
    with loading(database, list(TRACK_TABLES)) as opened:
        counts = {STREAMED: opened.merge_parts(STREAMED, _streamed(path, gathered))}
        rows = Rows(joined([one.frames for one in gathered]), joined([one.complete for one in gathered]))
        gathered.clear()
        return counts | {table: opened.merge_parts(table, [_part(rows, table)]) for table in rows.frames}


def _streamed(path: Path, gathered: list[Rows]) -> Iterator[Part]:
    for rows in _ahead(_parts(path)):
        others = {table: frame for table, frame in rows.frames.items() if table != STREAMED}
        gathered.append(Rows(others, rows.complete))
        yield _part(rows, STREAMED)


def _part(rows: Rows, table: str) -> Part:
    return rows.frames[table], rows.complete.get(table)


def _ahead(parts: Iterator[bytes]) -> Iterator[Rows]:
    """Yield the rows of every part; those of the next are made meanwhile."""
    observed_at = datetime.now(UTC)
    with ThreadPoolExecutor(max_workers=1) as maker:
        pending: Future[Rows] | None = None
        for part in parts:
            done, pending = pending, maker.submit(_rows, part, observed_at)
            if done:
                yield done.result()
        if pending:
            yield pending.result()


def _rows(part: bytes, observed_at: datetime) -> Rows:
    return track_rows(_tracks(part), observed_at)


def _tracks(part: bytes) -> list[Track]:
    try:
        return DECODER.decode_lines(part)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        decoded = (decode(line, Track)[0] for line in part.splitlines() if line)
        return [track for track in decoded if track]


def _parts(path: Path) -> Iterator[bytes]:
    """Yield the file in parts that end with a line."""
    with path.open("rb") as file:
        while part := file.read(PART):
            yield part + file.readline()


def main(path: str, conninfo: str) -> None:
    """Make the tables where they are missing, load the file, and print the counts."""
    gc.disable()  # millions of objects without a cycle among them
    database = Database.from_conninfo(conninfo)
    migrate(database, {"source"})
    for table, counts in load_file(Path(path), database).items():
        print(table, counts)


if __name__ == "__main__":
    main(*sys.argv[1:])

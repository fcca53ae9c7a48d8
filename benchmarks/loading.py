"""How near our copy comes to Postgres reading its own binary file, how long a whole first merge takes, and its memory.

Both copy the same rows into the same logged table without an index, in turn, several times: a machine that others use
too shows its best only now and then. Ours sends Polars frames as a load does, in parts that are one stream; the file
lies on the server, and nothing has to encode or send it. The whole merge goes into the empty table of the migrations
with its primary key, against the same file into the same table. Memory is that of processes of their own that gather,
spill and load.

    python benchmarks/loading.py --tracks 200000 --items 500000 --rounds 3
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import psycopg

from benchmarks.own_database import beside, own_database
from benchmarks.rows import item_rows, track_rows
from tasks.harvest import TAKEN, Harvest
from tasks.postgres.adbc import AT_ONCE, connect_adbc
from tasks.postgres.bulk import SLICE, Bulk
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources.reading import Rows

TRACKS, ITEMS = "spotify.tracks", "spotify.playlist_items"

PLAIN = "public.plain"

GATHER, DATABASE = "--gather", "BENCHMARK_DATABASE"

# Linux counts in kilobytes, macOS in bytes.
UNIT = 1 if sys.platform == "darwin" else 1024

Ways = Mapping[str, Callable[[], None]]


@dataclass(frozen=True)
class Bench:
    """A database, a connection beside the one that is measured, and a name for the file on the server."""

    database: Database
    connection: psycopg.Connection

    @property
    def file(self) -> str:
        """A path that the server may write."""
        row = self.connection.execute("select current_setting('data_directory') || '/benchmark.copy'").fetchone()
        return str(row[0]) if row else ""

    def run(self, statement: str) -> None:
        """Run a statement that is committed by itself."""
        self.connection.execute(statement.encode())


def copied(bench: Bench, name: str, frame: pl.DataFrame, rows_at_once: int = SLICE) -> None:
    """Copy as a load does, part by part, and commit."""
    with connect_adbc(bench.database) as adbc, adbc.cursor(adbc_stmt_kwargs=AT_ONCE) as cursor:
        Bulk(cursor, bench.database).copy(name, frame.iter_slices(TAKEN), rows_at_once)
        adbc.commit()


def merged(bench: Bench, name: str, frame: pl.DataFrame) -> None:
    """Load into a table with all that belongs to it: types, folding, the copy, the counts."""
    with loading(bench.database, [name]) as load:
        load.merge_parts(name, ((part, None) for part in frame.iter_slices(TAKEN)))


def alternated(ways: Ways, rounds: int, before: Callable[[], None]) -> dict[str, list[float]]:
    """Measure every way in turn."""
    found: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way, act in ways.items():
            before()
            began = time.perf_counter()
            act()
            found[way].append(time.perf_counter() - began)
    return found


def show(title: str, found: Mapping[str, Sequence[float]]) -> None:
    """Print best and median of each way, with their ratios to the first."""
    floor = next(iter(found.values()))
    print(f"\n{title}\n{'':42}  min s  median s  ratio of min  of median")
    for way, seconds in found.items():
        least, middle = min(seconds), statistics.median(seconds)
        ratios = f"{least / min(floor):12.2f}  {middle / statistics.median(floor):9.2f}"
        print(f"{way:42}  {least:5.2f}  {middle:8.2f}  {ratios}", flush=True)


def measure(bench: Bench, name: str, frame: pl.DataFrame, rounds: int, others: Sequence[int]) -> None:
    """Measure one table."""
    columns = ", ".join(frame.columns)
    bench.run(f"create table {PLAIN} as select {columns} from {name} with no data")
    copied(bench, PLAIN, frame)
    bench.run(f"copy {PLAIN} to '{bench.file}' (format binary)")
    server, ours = "Postgres, its own file", f"ours, {SLICE:,} rows at once"
    ways: dict[str, Callable[[], None]] = {
        server: lambda: bench.run(f"copy {PLAIN} from '{bench.file}' (format binary)"),
        ours: lambda: copied(bench, PLAIN, frame),
    }
    for slices in others:
        ways[f"ours, {slices:,} rows at once"] = partial(copied, bench, PLAIN, frame, slices)
    show(f"{frame.height:,} rows of {name}", alternated(ways, rounds, lambda: _afresh(bench, PLAIN)))
    whole: Ways = {
        server: lambda: bench.run(f"copy {name} ({columns}) from '{bench.file}' (format binary)"),
        "ours, the whole merge": lambda: merged(bench, name, frame),
    }
    title = f"{frame.height:,} rows into the empty {name} with its key"
    show(title, alternated(whole, rounds, lambda: _afresh(bench, name)))
    bench.run(f"drop table {PLAIN}; truncate {name}; copy (select where false) to '{bench.file}'")


def _afresh(bench: Bench, name: str) -> None:
    # Of two statements each would stand in the other's transaction, and a checkpoint stands in none.
    bench.run(f"truncate {name}")
    bench.run("checkpoint")


def gather(count: int, database: Database) -> None:
    """Gather playlist items in this process as a run does, load them, and print the peak of memory in MB."""
    with TemporaryDirectory() as folder:
        harvest = Harvest(Path(folder) / "rows")
        for first in range(0, count, 10_000):
            harvest.add(Rows({ITEMS: item_rows(min(10_000, count - first), first)}))
        with loading(database, [ITEMS]) as load:
            load.merge_parts(ITEMS, harvest.taken(ITEMS, load.key(ITEMS)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 2**20)


def gathered_apart(count: int, bench: Bench) -> float:
    """Do so in another process and return its peak in MB."""
    bench.run(f"truncate {ITEMS}")
    surroundings = os.environ | {DATABASE: bench.database.conninfo()}
    command = [sys.executable, __file__, GATHER, str(count)]
    told = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return float(told.stdout.splitlines()[-1])


@contextmanager
def opened(conninfo: str) -> Iterator[Bench]:
    """Yield a database of our own."""
    with own_database(conninfo) as database, beside(database) as connection:
        yield Bench(database, connection)


def main(asked: argparse.Namespace) -> None:
    """Measure memory, and both tables."""
    with opened(asked.conninfo) as bench:
        # First, for a process is born with the peak of the one that started it, and that will hold whole frames.
        print("playlist items  peak MB of gathering, spilling and loading them", flush=True)
        for count in (min(100_000, asked.items), asked.items):
            print(f"{count:14,}  {gathered_apart(count, bench):7.0f}", flush=True)
        measure(bench, TRACKS, track_rows(asked.tracks), asked.rounds, asked.slices)
        measure(bench, ITEMS, item_rows(asked.items), asked.rounds, asked.slices)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure loading against Postgres reading its own file.")
    parser.add_argument("--tracks", type=int, default=2_000_000, help="rows of spotify.tracks")
    parser.add_argument("--items", type=int, default=5_000_000, help="rows of spotify.playlist_items")
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each kind, in turn")
    parser.add_argument("--slices", type=int, nargs="*", default=[], help="other numbers of rows at once, as well")
    parser.add_argument("--conninfo", default="", help="of a server whose user is a superuser; else one is started")
    parser.add_argument(GATHER, type=int, metavar="N", help="gather and load N rows in this process; for our own use")
    return parser


if __name__ == "__main__":
    arguments = _parser().parse_args()
    if arguments.gather:
        gather(arguments.gather, Database.from_conninfo(os.environ[DATABASE]))
    else:
        main(arguments)

"""Ours against Meltano's Singer target, dlt, sling and ingestr: the same tracks into the same Postgres, with upsert.

Each load is a process from JSON lines to committed rows, into a database of its own; then the same with a tenth of the
tracks changed, into the same tables. The order is another one in every round. What the tools need is installed into
environments of their own below --cache, which takes a minute the first time.

    python -m benchmarks.peers --rounds 5
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from psycopg import sql

from benchmarks.peers.environments import environment
from benchmarks.peers.measure import Taken, ToolError, run
from benchmarks.peers.singer import write_messages
from benchmarks.peers.table import AGAIN, FIRST, Found, described, show
from benchmarks.peers.tools import TOOLS, Job, Tool
from benchmarks.peers.tracks_file import write_tracks
from benchmarks.peers.verify import verify
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded

# What a tool gets of our surroundings: neither settings of other databases nor of other tools.
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")


def main() -> None:
    """Measure every round, and print the table."""
    asked = _parser().parse_args()
    asked.cache.mkdir(parents=True, exist_ok=True)
    folders = {name: environment(asked.cache, TOOLS[name]) for name in asked.tools}
    ready = {name: folder for name, folder in folders.items() if folder}
    with TemporaryDirectory(dir=asked.cache) as temporary, _server(asked.server, Path(temporary)) as server:
        loads = (FIRST,) if asked.first else (FIRST, AGAIN)
        files = _files(Path(temporary), asked.rows, loads, messages="target-postgres" in ready)
        print(f"{asked.rows} tracks, {files[FIRST][0].stat().st_size / 2**20:.0f} MB of JSON lines")
        print(described(list(ready)), flush=True)
        show(measure(ready, files, server, asked.rows, asked.rounds))


Files = dict[str, tuple[Path, Path]]


def measure(ready: dict[str, Path], files: Files, server: Database, rows: int, rounds: int) -> Found:
    """Return what every load took; a tool that fails is left out from then on, and says why."""
    found: Found = {}
    left = list(ready)
    for number in range(1, rounds + 1):
        for name in _shuffled(left, number):
            try:
                for load, taken in _loaded(TOOLS[name], ready[name], files, server, rows):
                    found.setdefault((name, load), []).append(taken)
                    print(f"round {number}: {name}, {load}: {taken.wall:.1f} s", flush=True)
            except ToolError as error:
                print(f"{name} is left out: {error}", flush=True)
                left.remove(name)
    return found


def _shuffled(names: Sequence[str], number: int) -> list[str]:
    return Random(number).sample(names, len(names))  # noqa: S311 - the order of a round, the same at every run


def _loaded(tool: Tool, folder: Path, files: Files, server: Database, rows: int) -> Iterator[tuple[str, Taken]]:
    with _fresh(server) as database, TemporaryDirectory() as scratch:
        for load, (lines, messages) in files.items():
            job = Job(lines, messages, database, Path(scratch))
            yield load, _timed(tool, folder, job)
            verify(database, tool, lines, rows)


def _timed(tool: Tool, folder: Path, job: Job) -> Taken:
    surroundings = {name: value for name, value in os.environ.items() if name in KEPT}
    variables = {**surroundings, "HOME": str(job.scratch), **tool.variables(job)}
    postmaster = _settle(job.database)
    return run(tool.command(job, folder), variables, tool.stdin(job), job.scratch / "log", postmaster)


def _settle(database: Database) -> int | None:
    """Let the server write what was left to write, so that nobody pays for another; return its process."""
    with connect(database, autocommit=True) as connection:
        connection.execute("checkpoint")
        row = connection.execute("select pg_backend_pid()").fetchone()
    try:
        return int(Path(f"/proc/{row[0]}/stat").read_text().rpartition(")")[2].split()[1]) if row else None
    except OSError:
        return None  # it is on another machine


@contextmanager
def _fresh(server: Database) -> Iterator[Database]:
    """Yield a new database, which is gone afterwards."""
    database = server.named("peers")
    name = sql.Identifier(database.name)
    with connect(server, autocommit=True) as admin:
        admin.execute("set client_min_messages = warning")
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        admin.execute(sql.SQL("create database {}").format(name))
        yield database
        admin.execute(sql.SQL("drop database {} with (force)").format(name))


def _files(folder: Path, rows: int, loads: Sequence[str], *, messages: bool) -> Files:
    """Write the file of each load as JSON lines and, where asked for, as Singer messages."""
    names = {FIRST: "tracks.jsonl", AGAIN: "changed.jsonl"}
    lines = {load: write_tracks(folder / names[load], rows, changed=load == AGAIN) for load in loads}
    written = {load: path.with_suffix(".singer") for load, path in lines.items()}
    for load in lines if messages else ():
        write_messages(lines[load], written[load])
    return {load: (lines[load], written[load]) for load in lines}


@contextmanager
def _server(conninfo: str | None, folder: Path) -> Iterator[Database]:
    if conninfo is None:
        with embedded(folder) as database:
            yield database
    else:
        yield Database.from_conninfo(conninfo)


def _parser() -> argparse.ArgumentParser:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "spotify-etl" / "peers"
    parser = argparse.ArgumentParser(description="Measure other loaders beside ours.")
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--first", action="store_true", help="only the first load, without the changed tracks after it")
    parser.add_argument("--tools", nargs="+", choices=list(TOOLS), default=list(TOOLS))
    parser.add_argument("--cache", type=Path, default=cache, help="folder for environments and, meanwhile, data")
    parser.add_argument("--server", metavar="CONNINFO", help="of a superuser; the embedded Postgres by default")
    return parser


if __name__ == "__main__":
    main()

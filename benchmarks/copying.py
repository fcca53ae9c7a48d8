"""How near the way from SOURCE to TARGET comes to psql copying in a pipe, from one server to another.

Both servers are started for the measurement. Every way brings the same rows into the same empty table, with its
primary key; ours reads in a snapshot, analyzes what it brought and keeps its watermark besides. The ways take turns,
in another order every round, for a machine that others use too shows its best only now and then. The last column is
the CPU that the way itself took, the servers left out.

    python benchmarks/copying.py --rows 5000000 --rounds 3
"""

import argparse
import os
import random
import resource
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded, psql_command
from tasks.postgres.extracts.run import extract_all
from tasks.postgres.migrations import migrate

TABLES = {
    "spotify.playlist_item_history": """
        insert into spotify.playlist_item_history
            (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id, loaded_at)
        select
            rpad('p' || i / 20000, 22, 'x'), 'spotify:track:' || substr(md5(i::text), 1, 22), 1,
            timestamptz '2024-01-01' + i % 700 * interval '1 day',
            case when i % 3 > 0 then timestamptz '2026-01-01' + i % 200 * interval '1 day' end,
            i % 100, substr(md5(i::text), 1, 22), timestamptz '2026-01-01' + i * interval '1 ms'
        from generate_series(1, %s) as i
    """,
    "spotify.tracks": """
        insert into spotify.tracks
            (track_id, name, album_id, disc_number, track_number, duration_ms, is_explicit, isrc, popularity, loaded_at)
        select
            substr(md5(i::text), 1, 22), 'The name of track ' || i, substr(md5((i / 12)::text), 1, 22), 1, i % 12 + 1,
            200000 + i % 100000, i % 5 = 0, 'DEA' || lpad(i::text, 9, '0'), i % 100,
            timestamptz '2026-01-01' + i * interval '1 ms'
        from generate_series(1, %s) as i
    """,
}

# All of one hour of the future, so that the overlap brings nothing else.
CHANGE = {
    "spotify.playlist_item_history": "update {} set valid_to = now(), loaded_at = now() where position = 7",
    "spotify.tracks": "update {} set popularity = 101, loaded_at = now() where popularity = 7",
}


@dataclass(frozen=True)
class Servers:
    """SOURCE, TARGET, and the psql of the newer of them."""

    source: Database
    target: Database
    psql: str


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, and of CPU in this process and its children."""

    wall: float
    cpu: float


def piped(servers: Servers, table: str, form: str) -> None:
    """Copy a table with two processes of psql and a pipe between them."""
    out, into = f"copy {table} to stdout (format {form})", f"copy {table} from stdin (format {form})"
    with _psql(servers, servers.source, out, stdout=subprocess.PIPE) as reading:
        with _psql(servers, servers.target, into, stdin=reading.stdout) as writing:
            if reading.stdout:
                reading.stdout.close()  # or the reader would not notice that the writer is gone
        if reading.wait() or writing.returncode:
            raise RuntimeError("psql has failed")


def _psql(servers: Servers, database: Database, statement: str, **streams: object) -> "subprocess.Popen[bytes]":
    where = ["-h", database.host, "-p", str(database.port), "-U", database.user, "-d", database.name]
    surroundings = {**os.environ, "PGPASSWORD": database.password.get_secret_value()}
    command = [servers.psql, "-X", "-q", *where, "-c", statement]
    return subprocess.Popen(command, env=surroundings, **streams)  # type: ignore[call-overload, no-any-return]  # noqa: S603


def ours(servers: Servers, _table: str, *, is_full_run: bool = False) -> None:
    """Extract as a run does; all other tables are empty."""
    extract_all(servers.source, servers.target, [], is_full_run=is_full_run)


WAYS: dict[str, Callable[[Servers, str], None]] = {
    "psql, text": lambda servers, table: piped(servers, table, "text"),
    "psql, binary": lambda servers, table: piped(servers, table, "binary"),
    "ours, full": ours,
}


def timed(act: Callable[[], None]) -> Taken:
    """Measure one way once."""
    before, began = _cpu(), time.perf_counter()
    act()
    return Taken(time.perf_counter() - began, _cpu() - before)


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def execute(database: Database, *statements: str) -> None:
    """Run statements, each on its own."""
    with connect(database, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def measure(servers: Servers, table: str, rounds: int) -> dict[str, list[Taken]]:
    """Measure every way in turn, each into an empty table."""
    found: dict[str, list[Taken]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, act in random.sample(list(WAYS.items()), len(WAYS)):
            execute(servers.target, f"truncate {table}, etl.extracts", "checkpoint")
            found[way].append(timed(lambda act=act: act(servers, table)))  # type: ignore[misc]
    return found


def repeated(servers: Servers, table: str) -> dict[str, Taken]:
    """Measure ours again on a target that is filled: nothing changed, one row in a hundred, and in full."""
    execute(servers.target, f"truncate {table}, etl.extracts")
    ours(servers, table)
    found = {"incremental, nothing changed": timed(lambda: ours(servers, table))}
    execute(servers.source, CHANGE[table].format(table), f"analyze {table}")
    found["incremental, 1 % changed"] = timed(lambda: ours(servers, table))
    found["full again, nothing changed"] = timed(lambda: ours(servers, table, is_full_run=True))
    return found


def show(table: str, rows: int, found: dict[str, list[Taken]]) -> None:
    """Print best and median of each way, and ours beside the best of psql."""
    print(f"\n{table}, {rows:,} rows\n{'':30}  best s  median s  ratio  CPU s")
    best = {way: min(one.wall for one in taken) for way, taken in found.items()}
    floor = min(seconds for way, seconds in best.items() if way.startswith("psql"))
    for way, taken in found.items():
        median = sorted(one.wall for one in taken)[len(taken) // 2]
        print(f"{way:30}  {best[way]:6.2f}  {median:8.2f}  {best[way] / floor:5.2f}  {min(o.cpu for o in taken):5.2f}")


def main(rows: int, rounds: int) -> None:
    """Measure both tables."""
    with TemporaryDirectory() as folder, embedded(Path(folder) / "a") as source, embedded(Path(folder) / "b") as target:
        servers = Servers(source, target, psql_command(Path(folder) / "a")[0])
        migrate(source, {"source"})
        migrate(target, {"target"})
        for table, statement in TABLES.items():
            execute(source, statement.replace("%s", str(rows)), f"vacuum analyze {table}")
            show(table, rows, measure(servers, table, rounds))
            for way, taken in repeated(servers, table).items():
                print(f"{way:30}  {taken.wall:6.2f}  {'':8}  {'':5}  {taken.cpu:5.2f}", flush=True)
            for database in (source, target):
                execute(database, f"truncate {table}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the way from one server to another.")
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    main(asked.rows, asked.rounds)

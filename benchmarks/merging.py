"""What a merge costs where 0, 1, 10 and 100 % of the rows changed: ours against other ways to write it.

Every way starts from the same staged rows and the same stored ones, and is undone again; all are measured in turn, by
the clock and by the WAL they write. The copy into the stage, the same for all, is not counted. Those with a row hash
keep a hash of the row in table and stage and compare only that; what it takes to make it is not counted either, nor
that it tells nothing of a row of which an answer brought only some columns.

    python benchmarks/merging.py --rows 200000 --rounds 3
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from benchmarks.own_database import beside, own_database
from benchmarks.rows import track_rows
from tasks.postgres import statements
from tasks.postgres.adbc import AT_ONCE, connect_adbc
from tasks.postgres.bulk import Bulk
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.postgres.merge import apply_stage
from tasks.postgres.stage import Stage
from tasks.postgres.table import Table, describe

NAME = "spotify.tracks"

PERCENTAGES = (0, 1, 10, 100)

TITLES = "changed  way                                        min s  median s  of ours  WAL MB"


@dataclass(frozen=True)
class Bench:
    """A database with a table full of rows, and a connection beside the one that is measured."""

    database: Database
    connection: psycopg.Connection
    table: Table

    def run(self, *lines: str) -> None:
        """Run statements that are each committed by themselves."""
        for line in lines:
            self.connection.execute(line.encode())

    def wal(self) -> int:
        """Bytes of WAL written so far."""
        row = self.connection.execute("select pg_current_wal_insert_lsn() - '0/0'").fetchone()
        return int(row[0]) if row else 0

    @property
    def values(self) -> list[str]:
        """The columns beside key and time."""
        return [column for column in self.table.columns if column not in {*self.table.key, "loaded_at"}]


@contextmanager
def prepared(conninfo: str, rows: int) -> Iterator[Bench]:
    """Yield a database with so many tracks, in a second table with a hash of each row as well."""
    with own_database(conninfo) as database, beside(database) as connection:
        bench = Bench(database, connection, describe(connection, NAME))
        with loading(database, [NAME]) as load:
            load.merge(NAME, track_rows(rows))
        bench.run(
            f"create table hashed as select *, {_hash(bench)} as row_hash from {NAME} as s",
            "alter table hashed add primary key (track_id)",
            "vacuum analyze hashed",
            f"vacuum analyze {NAME}",
        )
        yield bench


def _hash(bench: Bench) -> str:
    return f"hash_record_extended(row({', '.join(f's.{value}' for value in bench.values)}), 0)"


def stage(bench: Bench, percentage: int) -> None:
    """Stage all rows that are stored, of which so many per cent have changed."""
    names = ["track_id", *bench.values]
    changed = f"popularity + case when (hashtext(track_id) & 2147483647) % 100 < {percentage} then 1 else 0 end"
    picked = ", ".join(changed if name == "popularity" else name for name in names)
    bench.run(
        "drop table if exists staged, staged_hashed",
        statements.create_stage(bench.table, names, "public.staged"),
        f"insert into public.staged select {picked} from {NAME} order by hashtext(track_id)",
        f"create unlogged table staged_hashed as select *, {_hash(bench)} as row_hash from public.staged as s",
        "analyze staged_hashed",
    )


def ours(bench: Bench, bulk: Bulk) -> None:
    """Do what a load does with a full stage."""
    count = bulk.row("select count(*) as staged from public.staged")["staged"]
    held = Stage(bulk, bench.table, "public.staged", None, count)
    apply_stage(bulk, bench.table, ["track_id", *bench.values], held)


def sets(bench: Bench, source: str, *more: str) -> str:
    """Return the assignments of an update."""
    return ", ".join([*(f"{name} = {source}.{name}" for name in [*bench.values, *more]), "loaded_at = now()"])


def insert_of_the_changed(bench: Bench) -> list[str]:
    """Left join, row hash differs, on conflict."""
    names = ", ".join(["track_id", *bench.values, "row_hash"])
    return [
        (
            f"insert into hashed ({names}) select s.* from staged_hashed as s left join hashed as t using (track_id) "
            "where t.track_id is null or t.row_hash <> s.row_hash "
            f"on conflict (track_id) do update set {sets(bench, 'excluded', 'row_hash')}"
        )
    ]


def merge_by_hash(bench: Bench) -> list[str]:
    """MERGE when matched and the row hash differs."""
    names = ", ".join(["track_id", *bench.values, "row_hash"])
    values = ", ".join(f"s.{name}" for name in ["track_id", *bench.values, "row_hash"])
    return [
        (
            "merge into hashed as t using staged_hashed as s on s.track_id = t.track_id "
            f"when matched and s.row_hash <> t.row_hash then update set {sets(bench, 's', 'row_hash')} "
            f"when not matched then insert ({names}) values ({values})"
        )
    ]


def merge_by_columns(bench: Bench) -> list[str]:
    """MERGE when matched and the columns are distinct."""
    names, values = ", ".join(["track_id", *bench.values]), ", ".join(f"s.{name}" for name in bench.values)
    stored = ", ".join(f"t.{name}" for name in bench.values)
    return [
        (
            f"merge into {NAME} as t using public.staged as s on s.track_id = t.track_id "
            f"when matched and row({values}) is distinct from row({stored}) then update set {sets(bench, 's')} "
            f"when not matched then insert ({names}) values (s.track_id, {values})"
        )
    ]


def new_table(bench: Bench) -> list[str]:
    """Fill another table, which loses rows that were not staged, and rename; views and rights stay on the old one."""
    names = ", ".join(["track_id", *bench.values])
    return [
        f"create table spotify.fresh (like {NAME} including defaults)",
        f"insert into spotify.fresh ({names}) select * from public.staged",
        "alter table spotify.fresh add primary key (track_id)",
        f"alter table {NAME} rename to old",
        "alter table spotify.fresh rename to tracks",
    ]


WAYS: dict[str, Callable[[Bench], list[str]]] = {
    "insert of the changed by row hash": insert_of_the_changed,
    "MERGE by row hash": merge_by_hash,
    "MERGE by distinct columns": merge_by_columns,
    "new table and rename": new_table,
}


def timed(bench: Bench, way: str) -> tuple[float, int]:
    """Return seconds and bytes of WAL of one way, which is rolled back; what it left is cleared away unmeasured."""
    bench.run("checkpoint")
    with connect_adbc(bench.database) as adbc, adbc.cursor(adbc_stmt_kwargs=AT_ONCE) as cursor:
        bulk = Bulk(cursor, bench.database)
        for setting in statements.SETTINGS:
            bulk.execute(setting)
        began, wal = time.perf_counter(), bench.wal()
        if way in WAYS:
            for line in WAYS[way](bench):
                bulk.execute(line)
        else:
            ours(bench, bulk)
        took, written = time.perf_counter() - began, bench.wal() - wal
        adbc.rollback()
    bench.run(f"vacuum {NAME}", "vacuum hashed")
    return took, written


def measure(bench: Bench, rounds: int) -> dict[str, list[tuple[float, int]]]:
    """Measure all ways in turn."""
    found: dict[str, list[tuple[float, int]]] = {way: [] for way in ("ours", *WAYS)}
    for _ in range(rounds):
        for way, measured in found.items():
            measured.append(timed(bench, way))
    return found


def show(percentage: int, found: dict[str, list[tuple[float, int]]]) -> None:
    """Print best and median of each way, with the ratio of its best to ours."""
    least = min(seconds for seconds, _ in found["ours"])
    for way, measured in found.items():
        seconds = [one for one, _ in measured]
        wal = min(written for _, written in measured) / 2**20
        times = f"{min(seconds):5.2f}  {statistics.median(seconds):8.2f}  {min(seconds) / least:7.2f}"
        print(f"{percentage:5} %  {way:42} {times}  {wal:6.1f}", flush=True)


def main(asked: argparse.Namespace) -> None:
    """Measure every percentage."""
    print(f"{asked.rows:,} staged rows into {asked.rows:,} rows of {NAME}\n{TITLES}", flush=True)
    with prepared(asked.conninfo, asked.rows) as bench:
        for percentage in asked.changed:
            stage(bench, percentage)
            show(percentage, measure(bench, asked.rounds))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure merging against other ways to write it.")
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each way, in turn")
    parser.add_argument("--changed", type=int, nargs="+", default=PERCENTAGES, help="per cent of the staged rows")
    parser.add_argument("--conninfo", default="", help="of a server (15 or newer, for MERGE); else one is started")
    return parser


if __name__ == "__main__":
    main(_parser().parse_args())

"""What a rebuild of the marts takes, model by model, over the playlist archive and over several times as much.

Every mart and every check runs as a run of the pipeline runs it, in one transaction on the candidates; which is undone.
The floor beside them is one pass over the whole history with a sort, the least that a question about it can cost: a
model that takes 3.0 floors costs as much as three such passes. `growth` is how many times as long a model takes for so
many times as many rows; a model that grows faster than its rows has no future.

    python benchmarks/transforming.py --archive FOLDER --times 1 10
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from benchmarks.archive_world import fill
from benchmarks.own_database import own_database
from tasks.postgres.database import Database
from tasks.postgres.models.build import building
from tasks.postgres.models.candidates import build_mart, build_staging
from tasks.postgres.models.checks import all_checks, run_check
from tasks.postgres.models.discover import discover, of_schema
from tasks.postgres.models.model import Model
from tasks.postgres.models.run import run_model

FLOOR = """
select count(passed.place) from (
    select row_number() over (partition by h.playlist_id order by h.valid_from, h.position) as place
    from spotify.playlist_item_history as h
) as passed
"""

EXPLAIN = "explain (analyze, timing off, costs off, summary off, buffers) "

# What is quicker than this at the larger size says more about the machine than about the model.
WORTH_A_LINE = 0.5


@dataclass
class Timed:
    """What one size took: seconds and rows by model, and the seconds of the floor."""

    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    stored: int = 0
    floor: float = 0.0

    def total(self, names: Sequence[str]) -> float:
        """Seconds of these models together."""
        return sum(self.seconds[name] for name in names)


@contextmanager
def timing(timed: Timed, name: str) -> Iterator[None]:
    """Note how long the block takes."""
    began = time.perf_counter()
    yield
    timed.seconds[name] = time.perf_counter() - began


def measure(database: Database, models: Sequence[Model], explained: str) -> Timed:
    """Build every mart, run every check, and undo it; print the plan of the model that is to be explained."""
    timed = Timed()
    with building(database) as connection:
        timed.floor, timed.stored = _floor(connection)
        build_staging(connection, models)
        for mart in of_schema(models, "marts"):
            with timing(timed, mart.name):
                timed.rows[mart.name] = build_mart(connection, mart).rows
        for check in all_checks(models):
            with timing(timed, check.name):
                timed.rows[check.name] = run_check(connection, check).failures
        _explain(connection, [model for model in models if model.name == explained])
    return timed


def _floor(connection: psycopg.Connection) -> tuple[float, int]:
    began = time.perf_counter()
    ((count,),) = connection.execute(FLOOR).fetchall()
    return time.perf_counter() - began, count


def _explain(connection: psycopg.Connection, models: Sequence[Model]) -> None:
    for model in models:
        print(f"\nThe plan of {model.full_name}\n")
        for (line,) in run_model(connection, model, EXPLAIN):
            print(line)


def main(archive: Path, times: Sequence[int], conninfo: str, explained: str) -> None:
    """Measure each size in a database of its own and print what each model took."""
    models = discover()
    found = {}
    for size in times:
        with own_database(conninfo) as database:
            began = time.perf_counter()
            fill(database, archive, size)
            print(f"x {size}: filled in {time.perf_counter() - began:.0f} s", flush=True)
            found[size] = measure(database, models, explained)
    marts, checks = [one.name for one in of_schema(models, "marts")], [one.name for one in all_checks(models)]
    show("Marts", marts, found)
    show("Checks", checks, found)


def show(title: str, names: Sequence[str], found: dict[int, Timed]) -> None:
    """Print a line for each model that takes long enough to tell, slowest first, and one for all."""
    last = list(found.values())[-1]
    print(f"\n{title:52}" + "".join(f"  x {size:<3}      rows        s   floors" for size in found) + "   growth")
    stored = "".join(f"       {one.stored:>10,} {one.floor:8.1f}      1.0" for one in found.values())
    print(f"{'(floor: one pass over the history)':52}{stored}{_growth([one.floor for one in found.values()])}")
    for name in sorted(names, key=lambda name: -last.seconds[name]):
        if last.seconds[name] > WORTH_A_LINE:
            cells = "".join(
                f"       {one.rows[name]:>10,} {one.seconds[name]:8.1f} {one.seconds[name] / one.floor:8.1f}"
                for one in found.values()
            )
            print(f"{name[:52]:52}{cells}{_growth([one.seconds[name] for one in found.values()])}")
    totals = [one.total(names) for one in found.values()]
    cells = "".join(
        f"       {'':>10} {total:8.1f} {total / one.floor:8.1f}"
        for total, one in zip(totals, found.values(), strict=True)
    )
    print(f"{'all ' + str(len(names)):52}{cells}{_growth(totals)}", flush=True)


def _growth(seconds: Sequence[float]) -> str:
    return f" {seconds[-1] / seconds[0]:8.1f}" if len(seconds) > 1 else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Time every mart and check over the playlist archive.")
    parser.add_argument("--archive", type=Path, required=True, help="folder of the parsed playlist archive")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10], help="how many times as large it is made")
    parser.add_argument("--dsn", default="", help="a server to measure on; one of its own by default")
    parser.add_argument("--explain", default="", metavar="MODEL", help="print the plan of this model as well")
    asked = parser.parse_args()
    main(asked.archive, asked.times, asked.dsn, asked.explain)

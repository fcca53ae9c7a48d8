"""What a build found is kept, and the builds after it are judged by it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tasks.postgres.connect import DatabaseError, connect, transaction
from tasks.postgres.database import Database
from tasks.postgres.models.bounded import ALL, bounded
from tasks.postgres.models.build import Rebuilt, rebuild
from tasks.postgres.models.checks import Checked
from tasks.postgres.models.discover import discover
from tasks.postgres.models.findings import Findings
from tasks.postgres.models.past import read_past
from tasks.postgres.models.record import record
from tasks.postgres.models.references import ModelError
from tasks.postgres.models.trends import Trend, read_trends

from .sample import execute, fetch

MART = """\
-- Who is where?
-- grain: n
select p.n, p.place from etl.people as p
"""
CHECK = """\
-- Everybody has a number above 0.
-- severity: fail
select p.n from marts.people as p where p.n <= 0
"""
HISTORY = ("marts_do_not_shrink_by_half", "marts_do_not_become_empty", "columns_do_not_lose_their_values")


class Project:
    """One mart of so many people, so many of whom are nowhere."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder, self.findings = database, folder, Findings()
        execute(database, "create table etl.people (n int, place text)")
        self.write("staging/nobody", "-- None.\nselect p.n from etl.people as p where false\n")
        self.write("marts/people", MART)
        self.write("checks/numbers_are_positive", CHECK)

    def write(self, name: str, text: str) -> None:
        """Write a model."""
        path = self.folder / f"{name}.sql"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def build(self, people: int = 10, nowhere: int = 0, first: int = 1) -> Rebuilt:
        """Build the mart of people numbered from `first`, and keep what was found, as a run does."""
        execute(self.database, "truncate etl.people")
        numbered = (
            f"select g, case when g >= {first + nowhere} then 'here' end from generate_series({first}, {people}) g"
        )
        execute(self.database, f"insert into etl.people {numbered}")
        self.findings = Findings()
        with transaction(self.database) as connection:
            past = read_past(connection)
        try:
            rebuilt = rebuild(self.database, discover(self.folder), past, self.findings)
        finally:
            with transaction(self.database) as connection:
                record(connection, "run 1", self.findings)
                trends = read_trends(connection)
        return replace(rebuilt, trends=trends)

    def warned(self, people: int = 10, nowhere: int = 0) -> dict[str, Any]:
        """Build and return what the checks against the past found."""
        found = self.build(people, nowhere).checked
        return {check.name: check.sample[0] for check in found if check.failures and check.name in HISTORY}


@pytest.fixture
def project(migrated: Database, tmp_path: Path) -> Project:
    """A project in a database of its own."""
    return Project(migrated, tmp_path)


def test_every_check_of_every_build_is_kept(project: Project) -> None:
    """With run, severity, status, rows and a sample."""
    project.build()
    query = """
        select check_name, run_id, severity, status, failing_rows, sample, message, seconds >= 0, since = built_at
        from etl.check_results order by check_name
    """
    names = ["numbers_are_positive", "people_has_one_row_per_grain"]
    severities = dict.fromkeys(names, "fail") | dict.fromkeys(HISTORY, "warn")
    rest = ("passed", 0, list[Any](), "", True, True)
    assert [(name, "run 1", severities[name], *rest) for name in sorted(severities)] == fetch(project.database, query)


def test_what_a_mart_is_like_is_kept(project: Project) -> None:
    """Rows and nulls of each column; a mart without rows has no share of nulls."""
    project.build(people=8, nowhere=2)
    project.build(people=0)
    query = "select column_name, rows, nulls, share_of_nulls, is_in_place from etl.mart_stats order by built_at, 1"
    expected = [
        ("n", 8, 0, 0.0, True),
        ("place", 8, 2, 0.25, True),
        ("n", 0, 0, None, True),
        ("place", 0, 0, None, True),
    ]
    assert expected == fetch(project.database, query)


def test_a_build_that_is_taken_back_leaves_its_findings(project: Project) -> None:
    """Where a check keeps yesterday's marts; later builds are not compared with what nobody got to read."""
    project.build(people=1)
    assert not project.build(first=-2).swapped
    found = "select status, failing_rows, sample from etl.check_results where status <> 'passed'"
    assert [("failed", 3, [{"n": -2}, {"n": -1}, {"n": 0}])] == fetch(project.database, found)
    in_place = "select is_in_place, max(rows) from etl.mart_stats group by built_at, is_in_place order by built_at"
    assert [(True, 1), (False, 13)] == fetch(project.database, in_place)


def test_a_build_that_ends_in_an_error_leaves_its_findings(project: Project) -> None:
    """The swap was refused: the checks had been run before."""
    execute(project.database, "create schema marts; create table marts.people (note text)")
    with pytest.raises(ModelError, match="exists already"):
        project.build(first=1)
    assert [5] == fetch(project.database, "select count(*) from etl.check_results")
    assert [False] == fetch(project.database, "select distinct is_in_place from etl.mart_stats")


def test_a_check_that_cannot_be_run_is_kept_as_an_error(project: Project) -> None:
    """With what Postgres said of it."""
    project.write("checks/broken", "-- Broken.\n-- severity: warn\nselect p.age from marts.people as p\n")
    assert not project.build().swapped
    found = "select check_name, failing_rows, message from etl.check_results where status = 'error'"
    message = "sql/checks/broken.sql:3: Postgres says: column p.age does not exist."
    assert [("broken", 0, message)] == fetch(project.database, found)


def test_a_mart_that_shrinks_by_more_than_half_is_warned_of(project: Project) -> None:
    """Against the median of the last builds; half is still well, and the marts are put in place all the same."""
    for people in (10, 12, 100):
        project.build(people)
    assert {} == project.warned(people=6)
    assert {"marts_do_not_shrink_by_half": {"mart": "people", "rows": 5, "median_before": 11}} == project.warned(5)
    assert [5] == fetch(project.database, "select count(*) from marts.people")


def test_a_mart_that_becomes_empty_is_warned_of(project: Project) -> None:
    """Also one that had rows in the last build only; one that never had any is not."""
    for people in (0, 0, 0):
        project.build(people)
    assert {} == project.warned(0)
    project.build(7)
    assert {"marts_do_not_become_empty": {"mart": "people", "rows": 0, "median_before": 0}} == project.warned(0)


def test_a_column_that_loses_its_values_is_warned_of(project: Project) -> None:
    """By more than 20 of a hundred; a build without rows has no share and is passed over."""
    for people, nowhere in ((10, 0), (10, 1), (10, 8), (0, 0)):
        project.build(people, nowhere)
    assert {} == project.warned(10, nowhere=3)
    lost = {"mart": "people", "column": "place", "share_of_nulls": 0.5, "median_before": 0.2}
    assert {"columns_do_not_lose_their_values": lost} == project.warned(10, nowhere=5)


def test_nothing_is_judged_by_fewer_than_three_builds(project: Project) -> None:
    """Nor by builds whose marts nobody got to read."""
    project.build(100)
    project.build(100)
    project.build(100, first=0)
    assert {} == project.warned(1, nowhere=1)


def test_only_the_last_seven_builds_count(project: Project) -> None:
    """What was common a month ago is not missed for ever."""
    for people in (100, 100, 100, 100, 9, 9, 9, 9):
        project.build(people)
    assert {} == project.warned(8)


def test_a_check_has_a_past(project: Project) -> None:
    """What it found before, since when it finds the same, and how often it has failed."""
    first = project.build().trends["numbers_are_positive"]
    assert ("", 0, 1) == (first.before, first.failed, first.builds)
    project.build(first=-1)
    second = project.build(first=-5).trends["numbers_are_positive"]
    assert ("failed", 2, 3) == (second.before, second.failed, second.builds)
    builds = fetch(project.database, "select distinct built_at from etl.check_results order by 1")
    assert [builds[0], builds[1]] == [first.since, second.since]
    third = project.build().trends["numbers_are_positive"]
    assert ("failed", 2, 4) == (third.before, third.failed, third.builds)


def test_a_warning_is_a_warning_in_the_past_too(project: Project) -> None:
    """A check that is gone has no trend."""
    project.write("checks/numbers_are_positive", CHECK.replace("fail", "warn"))
    project.build(first=0)
    assert "warned" == project.build().trends["numbers_are_positive"].before
    (project.folder / "checks" / "numbers_are_positive.sql").unlink()
    assert "numbers_are_positive" not in project.build().trends


def test_only_the_last_thirty_builds_are_counted(project: Project) -> None:
    """How long it has been so is known from further back."""
    project.build()
    copied = """
        insert into etl.check_results
        select
            built_at - g * interval '1 day', check_name, run_id, severity, 'failed', 1, sample, message, seconds, since
        from etl.check_results, generate_series(1, 40) as g
    """
    execute(project.database, copied)
    trend = project.build().trends["numbers_are_positive"]
    assert ("passed", 28, 30) == (trend.before, trend.failed, trend.builds)


def test_a_year_is_kept(project: Project) -> None:
    """A build forgets what is older."""
    project.build()
    for table in ("check_results", "mart_stats"):
        execute(project.database, f"update etl.{table} set built_at = now() - interval '367 days'")
    project.build()
    for table in ("check_results", "mart_stats"):
        assert [1] == fetch(project.database, f"select count(distinct built_at) from etl.{table}")


def test_a_sample_is_never_more_than_a_page(project: Project) -> None:
    """Whatever stands in the rows, a list of a million names or a thousand columns; small rows stay as they are."""
    small = {"id": "a", "n": 1, "names": ["x"], "none": None}
    assert [small] == bounded([small])
    long = {"name": "é" * 10_000, "names": ["x"] * 10_000}
    (cut,) = bounded([long])
    assert {"name": 200, "names": 200} == {name: len(value) for name, value in cut.items()}
    wide = {f"column_{n}": n for n in range(1000)}
    assert len(json.dumps(bounded([wide] * 5), ensure_ascii=False)) < ALL + 100
    findings = Findings([Checked("long", "warn", 5, (long, wide, long, wide, long), "", 0.0)])
    with connect(project.database) as connection:
        record(connection, "run 1", findings)
    assert [True] == fetch(project.database, "select length(sample::text) < 5000 from etl.check_results")


def test_what_cannot_be_kept_is_one_sentence(project: Project) -> None:
    """The table is gone: whoever keeps the findings says so."""
    execute(project.database, "drop table etl.check_results")
    with pytest.raises(DatabaseError, match="check_results"), transaction(project.database) as connection:
        record(connection, "run 1", Findings())


def test_trends_of_no_build_are_none(migrated: Database) -> None:
    """Before the first one."""
    with connect(migrated) as connection:
        found: dict[str, Trend] = read_trends(connection)
    assert {} == found

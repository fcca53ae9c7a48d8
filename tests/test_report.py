"""What a run leaves for a person to read in Prefect's UI."""

from dataclasses import replace
from datetime import UTC, datetime

from tasks.check_rows import check_rows, offences
from tasks.postgres.load import Counts
from tasks.postgres.models.build import Rebuilt
from tasks.postgres.models.checks import Checked
from tasks.postgres.models.trends import Trend
from tasks.report import link, markdown
from tasks.resources.reading import REJECTED
from tasks.summary import Summary


def checked(name: str, severity: str = "fail", failures: int = 0) -> Checked:
    """Return what a check found: so many rows, of which one is kept."""
    sample = ({"artist_id": "a|b", "name": "Björk"},) if failures else ()
    return Checked(name, severity, failures, sample, "A check.", 0.0)


RESULTS = [checked("ids_are_ids"), checked("names_are_names", "warn", 1500)]


def summary() -> Summary:
    """Return a run that wrote 1,234 rows, rejected two and was warned by one of two checks."""
    run = Summary("8ddd5101", {}, read_up_to="2021-05-09T12:00:00+00:00", before_that="2021-05-08T12:00:00+00:00")
    run.counts = {
        "spotify.plays": Counts(read=1242, inserted=1234, unchanged=6, rejected=2),
        "spotify.users": Counts(read=3, unchanged=3),
        REJECTED: Counts(read=2, inserted=2),
    }
    run.requests = {"me/tracks": 1009, "token": 1}
    run.rebuilt = Rebuilt([], RESULTS, True, [])
    run.say("success", "1,234 rows written")
    return run


def test_a_page_says_how_the_run_ended_before_anything_else() -> None:
    """The status is the title, the sentence stands under it."""
    assert ["# Success", "1,234 rows written."] == markdown(summary()).splitlines()[:2]


def test_a_page_names_the_tables_that_changed_and_no_other() -> None:
    """A table that is as it was is told of in the artifact rows-by-table."""
    page = markdown(summary())
    assert "| table | read | inserted | updated | unchanged | rejected | removed |" in page.splitlines()
    assert "| plays | 1,242 | 1,234 | 0 | 6 | 2 | 0 |" in page.splitlines()
    assert "users" not in page


def test_a_page_says_where_the_rejected_rows_are() -> None:
    """As a statement to run."""
    assert "`select * from etl.rejected_rows where run_id = '8ddd5101'`" in markdown(summary())
    assert "rejected" not in markdown(Summary("8ddd5101", {}))


def test_what_is_read_and_what_became_of_it_are_the_same_number() -> None:
    """In every row of the table: read = inserted + updated + unchanged + rejected."""
    parts = ("inserted", "updated", "unchanged", "rejected")
    table = [{name: int(str(row[name])) for name in ("read", *parts)} for row in summary().tables()]
    assert [1242, 3] == [row["read"] for row in table]
    assert [0, 0] == [row["read"] - sum(row[part] for part in parts) for row in table]


def test_a_page_says_what_was_moved() -> None:
    """From SOURCE to TARGET, where these are two: the extracts that changed something there."""
    run = summary()
    assert "SOURCE" not in markdown(run)
    run.extracted = {
        "spotify.plays": {"mode": "incremental", "read": 1234, "inserted": 1000},
        "spotify.users": {"mode": "incremental", "read": 3, "inserted": 0},
    }
    page = markdown(run).splitlines()
    assert "| extract | mode | read | inserted |" in page
    assert "| spotify.plays | incremental | 1,234 | 1,000 |" in page
    assert "spotify.users" not in markdown(run)


def test_every_move_has_the_same_cells() -> None:
    """A table has one head: what an extract does not say is empty."""
    run = Summary("8ddd5101", {}, extracted={"one": {"mode": "full"}, "two": {"read": 1}})
    assert [{"extract": "one", "mode": "full", "read": ""}, {"extract": "two", "mode": "", "read": 1}] == run.moves()


def test_a_page_says_what_the_checks_found() -> None:
    """Those that found something, with one of the rows; a | in it breaks no table."""
    page = markdown(summary())
    assert "- 1 of 2 checks passed." in page.splitlines()
    found = '| names_are_names | warned | 1,500 |  |  |  | {"artist_id": "a\\|b", "name": "Björk"} |'
    assert found in page.splitlines()
    assert "ids_are_ids" not in page


def test_the_times_of_a_page_can_be_read() -> None:
    """Minutes, in UTC."""
    assert "- Read up to 2021-05-09 12:00 UTC, the time before up to 2021-05-08 12:00 UTC." in markdown(summary())


def test_a_run_that_came_to_nothing_has_a_page_without_empty_tables() -> None:
    """It failed before it asked anything."""
    run = Summary("8ddd5101", {})
    run.say("fail", "The password was refused", ValueError())
    assert "# Failed\nThe password was refused.\n" == markdown(run)


def test_checks_that_found_something_come_first() -> None:
    """What cannot be run, what keeps the old marts, what warns; a check that found nothing has no example."""
    broken = replace(checked("albums_are_albums"), error="sql/checks/albums_are_albums.sql: Postgres says: no.")
    run = summary()
    run.rebuilt = Rebuilt([], [*RESULTS, checked("days_are_days", failures=1), broken], False, [])
    assert [
        ("albums_are_albums", "error", "sql/checks/albums_are_albums.sql: Postgres says: no."),
        ("days_are_days", "failed", '{"artist_id": "a|b", "name": "Björk"}'),
        ("names_are_names", "warned", '{"artist_id": "a|b", "name": "Björk"}'),
        ("ids_are_ids", "passed", ""),
    ] == [(row["check"], row["result"], row["for example"]) for row in check_rows(run)]
    said = "albums_are_albums (sql/checks/albums_are_albums.sql: Postgres says: no)"
    assert ["days_are_days", said] == run.offended()


def test_a_check_is_shown_with_its_past() -> None:
    """What it found before, since when it finds this, and in how many of the last builds it found anything."""
    trend = Trend("names_are_names", datetime(2021, 5, 7, 12, tzinfo=UTC), before="passed", failed=2, builds=30)
    run = summary()
    run.rebuilt = Rebuilt([], RESULTS, True, [], trends={"names_are_names": trend})
    first, second = check_rows(run)
    past = ("before", "since", "failed in the last 30 builds")
    assert ["passed", "2021-05-07 12:00 UTC", "2 of 30"] == [first[name] for name in past]
    assert ["", "", ""] == [second[name] for name in past]
    said = "Check names_are_names warned: 1,500 rows, so since 2021-05-07 12:00 UTC; see the run's artifact."
    assert [said] == list(offences(run))


def test_a_run_without_a_ui_has_no_link() -> None:
    """Prefect gives None/... where the server ends with the run."""
    assert "" == link("None/flow-runs/flow-run/8ddd5101")
    assert "http://127.0.0.1:4200/runs/8ddd5101" == link("http://127.0.0.1:4200/runs/8ddd5101")

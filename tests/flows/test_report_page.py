"""The report that a run leaves, looked at with a browser: every chart shows what the database holds."""

from pathlib import Path
from typing import Any

import httpx
import pytest
from prefect.settings import PREFECT_API_URL

from tasks.page.content import Content
from tasks.page.outline import sections
from tasks.page.render import render
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.frames import read_frames
from tasks.report_data import QUERIES
from tasks.report_files import write_report
from tests.chromium import Tab, chromium, needs_chromium
from tests.flows.conftest import EVERYTHING, Etl, World
from tests.flows.rows import execute
from tests.page.sample import run

# What a chart says of one of its marks to who cannot see it, which is made of the same values as the mark.
MARKS = """Object.fromEntries([...document.querySelectorAll("[data-chart]")].map((chart) => [chart.dataset.chart,
    [...chart.querySelectorAll("svg [aria-label]")].map((mark) => mark.getAttribute("aria-label"))]))"""

DRAWN = "document.documentElement?.dataset.drawn === '{}'"

# Of each chart one mark: what has to stand in its label, as the database has it.
EXPECTED = {
    "changes": """
        select 'entries: +' || c.items_added, c.playlist_name from marts.playlist_changes as c
        where c.days_since_previous_change is not null order by c.items_added desc, c.playlist_id limit 1
    """,
    "rising-artists": """
        select 'now: ' || e.reach, '1. \u2068' || e.artist_name from marts.emerging_artists as e where e.rank = 1
    """,
    "rising-tracks": """
        select 'now: ' || e.reach, '1. \u2068' || e.track_name from marts.emerging_tracks as e where e.rank = 1
    """,
    "hours-1": """
        select 'play_count: ' || h.play_count, 'hour: ' || h.hour, 'day: ' || (
            array['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
        )[h.weekday] from marts.listening_hours as h
        where h.plays_per_day is not null order by h.play_count desc, h.weekday, h.hour limit 1
    """,
    "listening-1": """
        select 'plays: ' || d.play_count, 'label: ' || to_char(d.played_on, 'FMDD Mon')
        from marts.listening_days as d order by d.play_count desc, d.played_on limit 1
    """,
    "popularity": """
        select 'popularity: ' || p.popularity, 'day: ' || p.observed_on, p.artist_name
        from marts.artist_popularity as p order by abs(p.popularity_change) desc nulls last, p.artist_id limit 1
    """,
    "turnover": """
        select 'turnover: ' || round(100 * p.average_turnover) || '%', p.playlist_name
        from marts.playlist_preferences as p order by p.average_turnover desc nulls last, p.playlist_id limit 1
    """,
    "overlap": """
        select 'artists shared: ' || o.shared_artists, 'playlist_label: ' || o.playlist_label
        from marts.regional_overlap as o order by o.playlist_label limit 1
    """,
    "recommended-1": """
        select 'support: ' || r.support, '1. \u2068' || r.track_name
        from marts.listener_recommendations as r where r.rank = 1
    """,
    "coverage": """
        select 'known: ' || round(100 * sum(d.hours_covered) / sum(d.hours_read)) || '%', 'Hours of plays'
        from marts.listening_days as d
    """,
}


def expected(database: Database, chart: str) -> list[str]:
    """Return what the label of one mark has to contain."""
    with connect(database) as connection:
        (row,) = connection.execute(EXPECTED[chart].encode()).fetchall()
    return list(row)


def artifact(key: str) -> dict[str, Any]:
    """Return the newest artifact of this key."""
    answer = httpx.get(f"{PREFECT_API_URL.value()}/artifacts/{key}/latest", timeout=60)
    found: dict[str, Any] = answer.raise_for_status().json()
    return found


KEPT = "so this page shows the marts of the run before"

# More than a hundred, which a check does not let into the marts.
ODD_STATS = """
    insert into spotify.artist_stats (artist_id, observed_on, popularity)
    select min(a.artist_id), '2020-01-01', 101 from spotify.artists as a
"""

# The small world has too few playlists to recommend anything from.
RECOMMENDED = """
    insert into marts.listener_recommendations (user_id, rank, track_id, track_name, artist_names, lift, support)
    select min(u.user_id), 1, 'A', 'Halo', 'Beyoncé', 1.5, 3 from staging.users as u
"""


def page_of(database: Database, folder: Path) -> str:
    """Write the page of what the database holds now, and return its address."""
    execute(database, RECOMMENDED)
    told = Content(run(), read_frames(database, QUERIES, {"since": "-infinity"}))
    return write_report(folder, "8ddd5101", render(told.run, sections(told), folder)).as_uri()


def two_days(world: World, etl: Etl) -> None:
    """Run on two days of the world, so that something has changed."""
    for day in (5, 12):
        with world(day=day) as sandbox:
            state = etl(sandbox, playlists=EVERYTHING["playlists"], transform=True)
            assert state.is_completed(), state.message


def overflow(tab: Tab) -> int:
    """Return by how many pixels the page is wider than the screen."""
    wider: int = tab.value("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


@needs_chromium
def test_every_chart_shows_what_the_database_holds(
    world: World, etl: Etl, migrated: Database, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On a phone and on a desk, light and dark; nothing is asked of anybody, and the console is silent."""
    two_days(world, etl)
    page = page_of(migrated, tmp_path / "reports")
    with chromium(tmp_path_factory.mktemp("profile")) as tab:
        tab.look(width=390, scheme="light")
        tab.go(page)
        tab.until(DRAWN.format("light"))
        assert 0 == overflow(tab)
        tab.look(width=1440, scheme="dark")
        tab.until(DRAWN.format("dark"))
        assert 0 == overflow(tab)
        marks = tab.value(MARKS)
    assert set(EXPECTED) == set(marks)
    for chart in EXPECTED:
        parts = expected(migrated, chart)
        assert any(all(part in mark for part in parts) for mark in marks[chart]), (chart, parts, marks[chart])
    assert ([], [page]) == (tab.complaints, [asked for asked in tab.requests if not asked.startswith("data:")])


def test_a_run_names_its_report(world: World, etl: Etl, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In its last line and its artifacts, of which one is the key chart as a picture."""
    with world() as sandbox:
        assert etl(sandbox, artists=[], library=False, transform=True).is_completed()
    (page,) = (tmp_path / "reports").glob("2*.html")
    assert capsys.readouterr().out.rstrip().endswith(f"Look at the report: make report, or {page.as_uri()}")
    assert page.as_uri() in artifact("report-page")["data"]
    assert artifact("report-picture")["data"].startswith("data:image/png;base64,")


def test_a_report_says_that_its_marts_are_of_an_earlier_run(
    world: World, etl: Etl, migrated: Database, tmp_path: Path
) -> None:
    """Where a check kept them; and nowhere is there a secret, even where somebody has made it the name of a region."""
    secret = "Hush-in-a-label"
    chosen = {"playlists": [f"{secret}=37i9dQZEVXbJiZcmkrIHGU"], "artists": [], "library": False, "transform": True}
    with world() as sandbox:
        assert etl(sandbox, variables={"LOGGING_PASSWORD": secret}, **chosen).is_completed()
        assert KEPT not in latest(tmp_path)
        execute(migrated, ODD_STATS)
        assert etl(sandbox, variables={"LOGGING_PASSWORD": secret}, **chosen).is_failed()
    assert KEPT in latest(tmp_path)
    assert secret not in latest(tmp_path)


def latest(data_dir: Path) -> str:
    """Return the newest page."""
    return (data_dir / "reports" / "latest.html").read_text()


def test_a_report_that_cannot_be_written_is_a_note(
    world: World, etl: Etl, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The run ends as it would have."""
    (tmp_path / "reports").write_text("a file where the folder should be")
    with world() as sandbox:
        assert etl(sandbox, artists=[], library=False, transform=True).is_completed()
    said = capsys.readouterr().out
    assert "Note: The page of this run could not be written: " in said
    assert "make report" not in said

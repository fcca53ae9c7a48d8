"""A run and a few rows of every frame, as the queries give them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from tasks.page.content import Content, Run

DAY = date(2026, 11, 1)

RISING = {"compared_with": datetime(2026, 10, 4, tzinfo=UTC), "reach_before": 1, "reach": 4, "entries": 3, "exits": 0}
LISTENER = {"user_id": "anna", "user_name": "Anna"}
PAIR = {"shared_artists": 7, "artist_jaccard": 0.25, "track_jaccard": 0.1}
TRACK = {"track_name": "Halo", "artist_names": "Beyoncé", "support": 3, "lift": 1.5}
COUNTS = {"playlists": 2, "tracks": 1234, "artists": 56, "plays": 78}


def run(**changed: Any) -> Run:
    """Return a run that went well."""
    told: dict[str, Any] = {
        "name": "8ddd5101",
        "ended_at": datetime(2026, 11, 2, 7, 30, tzinfo=UTC),
        "status": "success",
        "message": "1,234 rows written",
        "source": "Spotify",
        "changed": [{"table": "plays", "read": 1242, "inserted": 1234}],
        "checks": [{"check": "names_are_names", "result": "warned", "rows": "1,500"}],
        "facts": [("Requests", "440")],
        "tiles": [("Tracks", "1,234")],
    }
    return Run(**told | changed)


def frames(name: str = "Beyoncé") -> dict[str, pl.DataFrame]:
    """Return all frames; somebody and something in each is called `name`."""
    listener = LISTENER | {"user_name": name}
    days = [DAY + timedelta(days=number) for number in range(3)]
    playlist = {"playlist_name": name, "items_total": 50}
    return {
        "rising_artists": pl.DataFrame([RISING | {"artist_name": name, "momentum": 2.12}]),
        "rising_tracks": pl.DataFrame([RISING | {"track_name": name, "artist_names": name, "momentum": 2.12}]),
        "hours": pl.DataFrame([listener | cell(day, hour) for day in range(1, 8) for hour in range(24)]),
        "days": pl.DataFrame([listener | {"played_on": day} | plays(10, 24.0, 24.0) for day in days]),
        "popularity": pl.DataFrame([observed(name, day, 70.0 + number) for number, day in enumerate(days)]),
        "changes": pl.DataFrame([playlist | {"items_added": 5, "items_removed": 4, "items_moved": 9}]),
        "playlists": pl.DataFrame([playlist | about(0.1)]),
        "overlap": pl.DataFrame([labels("Germany", name) | PAIR, labels(name, "Germany") | PAIR]),
        "for_listeners": pl.DataFrame([listener | TRACK | {"because": name}]),
        "for_playlists": pl.DataFrame([{"playlist_name": name} | TRACK]),
        "coverage": pl.DataFrame([{"label": "Tracks with details", "share": 0.5}]),
        "counts": pl.DataFrame([COUNTS]),
    }


def content(name: str = "Beyoncé", **changed: Any) -> Content:
    """Return what a page is told."""
    return Content(run(**changed), frames(name))


def cell(weekday: int, hour: int) -> dict[str, object]:
    """Return an hour of the week, the later ones less known."""
    return {"weekday": weekday, "hour": hour, "play_count": 2, "plays_per_day": 0.5, "coverage": 1 - hour / 24}


def plays(count: int, read: float, covered: float) -> dict[str, object]:
    """Return the plays of a day."""
    return {"play_count": count, "hours_read": read, "hours_covered": covered}


def observed(name: str, day: date, value: float) -> dict[str, object]:
    """Return the popularity of a day."""
    return {"artist_id": "A", "artist_name": name, "observed_on": day, "metric_source": "spotify", "value": value}


def about(turnover: float | None) -> dict[str, object]:
    """Return what is known of a playlist."""
    return {
        "average_turnover": turnover,
        "median_days_in": 12.0,
        "top_genre": "pop",
        "average_popularity": 65.3,
    }


def labels(one: str, other: str) -> dict[str, object]:
    """Return a pair of regions."""
    return {"playlist_label": one, "other_label": other}

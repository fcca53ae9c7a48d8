"""The whole way, against a real sandbox, a real Postgres and a real Prefect server.

The listener's odd playlist holds an artist that fails for good, which costs seconds of patience at first: it is read
where the library matters, and left out elsewhere.
"""

import pytest

from tasks.postgres.database import Database
from tests.flows.conftest import EVERYTHING, Etl, World
from tests.flows.rows import rows, scalar

# What an app without the grant of before November 2024 does not have, and what one made since February 2026 has not.
GRANTED = {"audio_features", "audio_analysis", "audio_analysis_sections", "related_artists", "featured_playlists"}
GRANTED |= {"category_playlists"}
REMOVED = {"artist_stats", "album_stats", "track_stats", "artist_top_tracks", "categories", "new_releases", "markets"}

LACKING = {
    "extended": set[str](),
    "extended-2025": GRANTED,
    "development-2025": GRANTED,
    "development": GRANTED | REMOVED,
}


# Changes every day.
CHART = {"playlists": ["37i9dQZEVXbJiZcmkrIHGU"], "artists": [], "library": False}


def test_a_run_fills_every_table_and_the_next_writes_nothing(
    world: World, etl: Etl, migrated: Database, mode: str
) -> None:
    """In either quota mode: what has not changed is neither asked for again nor rewritten, loaded_at stands still."""
    with world(mode=mode) as sandbox:
        state = etl(sandbox, **EVERYTHING)
        assert state.is_completed(), state.message
        before = rows(migrated, with_loaded_at=True)
        assert LACKING[mode] == {name for name, found in before.items() if not found}
        asked = len(sandbox.log)
        state = etl(sandbox, **EVERYTHING | {"playback": False})
    assert "Nothing has changed" in str(state.message)
    assert before == rows(migrated, with_loaded_at=True)
    assert len(sandbox.log) - asked < asked / 2


@pytest.mark.parametrize("mode", ["extended", pytest.param("development", marks=pytest.mark.heavy)])
def test_a_full_run_gives_the_same_rows(world: World, etl: Etl, migrated: Database, mode: str) -> None:
    """mode=full reads everything again and finds the same."""
    with world(mode=mode) as sandbox:
        etl(sandbox, library=False)
        before = rows(migrated)
        etl(sandbox, library=False, mode="full")
    assert before == rows(migrated)


def test_the_next_day_ends_what_is_gone(world: World, etl: Etl, migrated: Database) -> None:
    """Entries that left a playlist have an end, those that came have a beginning, at the day of the reading."""
    with world(day=5) as sandbox:
        etl(sandbox, **CHART)
        sandbox.move_to(6)
        etl(sandbox, **CHART)
    ended = scalar(migrated, "select count(*) from spotify.playlist_item_history where valid_to is not null")
    begun = scalar(migrated, "select count(distinct valid_from) from spotify.playlist_item_history")
    assert isinstance(ended, int)
    assert ended > 0
    assert begun == 2


def test_history_only_goes_forward(world: World, etl: Etl, migrated: Database) -> None:
    """A world older than what is stored is refused in a sentence, and nothing is changed."""
    with world(day=8) as sandbox:
        etl(sandbox, **CHART)
        before = rows(migrated)
        sandbox.move_to(3)
    with world(day=3) as older:
        state = etl(older, **CHART)
    assert state.is_failed()
    assert "history only goes forward" in str(state.message)
    assert before == rows(migrated)

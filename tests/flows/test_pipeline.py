"""The whole way, against a real sandbox, a real Postgres and a real Prefect server."""

from tasks.postgres.database import Database
from tasks.sandbox import Sandbox
from tests.flows.conftest import Etl
from tests.flows.rows import rows, scalar


def test_a_run_completes_and_fills_every_table(etl: Etl, migrated: Database, mode: str) -> None:
    """In either quota mode a run ends well and leaves rows in each table that the mode can fill."""
    with Sandbox(mode=mode) as sandbox:
        state = etl(sandbox)
    assert state.is_completed(), state.message
    only_extended = {"artist_stats", "album_stats", "track_stats"}
    empty = {name for name, found in rows(migrated).items() if not found}
    assert (only_extended if mode == "development" else set()) == empty


def test_a_second_run_writes_nothing_and_asks_little(etl: Etl, migrated: Database, mode: str) -> None:
    """What has not changed is neither asked for again nor rewritten: loaded_at stands still."""
    with Sandbox(mode=mode) as sandbox:
        etl(sandbox)
        asked, before = len(sandbox.log), rows(migrated, with_loaded_at=True)
        state = etl(sandbox)
        again = len(sandbox.log) - asked
    assert "Nothing has changed" in str(state.message)
    assert before == rows(migrated, with_loaded_at=True)
    assert again < asked / 2


def test_a_full_run_gives_the_same_rows(etl: Etl, migrated: Database, mode: str) -> None:
    """mode=full reads everything again and finds the same."""
    with Sandbox(mode=mode) as sandbox:
        etl(sandbox)
        before = rows(migrated)
        etl(sandbox, mode="full")
    assert before == rows(migrated)


def test_the_next_day_ends_what_is_gone(etl: Etl, migrated: Database) -> None:
    """Entries that left a playlist have an end, those that came have a beginning, at the day of the reading."""
    with Sandbox(day=30) as sandbox:
        etl(sandbox)
        sandbox.move_to(31)
        etl(sandbox)
    ended = scalar(migrated, "select count(*) from spotify.playlist_item_history where valid_to is not null")
    begun = scalar(migrated, "select count(distinct valid_from) from spotify.playlist_item_history")
    assert isinstance(ended, int)
    assert ended > 0
    assert begun == 2


def test_history_only_goes_forward(etl: Etl, migrated: Database) -> None:
    """A world older than what is stored is refused in a sentence, and nothing is changed."""
    with Sandbox(day=40) as sandbox:
        etl(sandbox)
        before = rows(migrated)
        sandbox.move_to(10)
    with Sandbox(day=10) as older:
        state = etl(older)
    assert state.is_failed()
    assert "history only goes forward" in str(state.message)
    assert before == rows(migrated)

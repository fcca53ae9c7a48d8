"""Whose library a run reads, and what the listener has agreed to."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.sandbox import Fault
from tasks.sandbox.agreed import Agreed
from tasks.sandbox.listener import SECOND_LISTENER
from tasks.sandbox.oddities import LISTENER
from tasks.spotify.token_store import StoredToken, write
from tests.flows.conftest import Etl, World
from tests.flows.rows import scalar

LIBRARY = {"playlists": [], "artists": [], "library": True}

NOTES = 'select logs from etl.pipeline_logs order by "timestamp" desc limit 1'

REFUSALS = {
    "premium": ("Active premium subscription required", "subscribe, or use an app whose owner has it"),
    "unregistered": ("the user may not be registered", "add them under User Management"),
}

TABLES = ("saved_tracks", "saved_albums", "followed_artists", "top_items", "plays")


def kept(database: Database, user_id: str) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of a listener's library, with when they were written and closed."""
    with connect(database) as connection:
        return {
            table: connection.execute(
                f"select * from spotify.{table} where user_id = %s order by 1, 2, 3, 4".encode(), [user_id]
            ).fetchall()
            for table in TABLES
        }


def test_what_a_listener_did_not_agree_to_is_skipped(world: World, etl: Etl, migrated: Database) -> None:
    """It is listed with its reason, and the rest is read."""
    with world() as sandbox:
        token = sandbox.agree(Agreed(scopes="user-library-read", needs_secret=True))
        state = etl(sandbox, variables={"SPOTIFY_REFRESH_TOKEN": token}, **LIBRARY)
        assert state.name == "Completed", state.message
        assert not any("/top/" in asked.path or asked.status == 403 for asked in sandbox.log)
    notes = str(scalar(migrated, NOTES))
    assert "the listener has not consented to user-top-read: make login: top artists, top tracks" in notes
    assert scalar(migrated, "select count(*) from spotify.saved_tracks") != 0
    assert scalar(migrated, "select count(*) from spotify.top_items") == 0


def test_each_listener_has_their_own_library(world: World, etl: Etl, migrated: Database, tmp_path: Path) -> None:
    """Two of one app: what one run reads leaves the rows of the other as they were."""
    with world() as sandbox:
        for name, token in (("anna", sandbox.refresh_token), ("ben", sandbox.second_refresh_token)):
            write(tmp_path, StoredToken(SecretStr(token), name, client_id=sandbox.client_id))
        variables = {"SPOTIFY_REFRESH_TOKEN": None}
        assert etl(sandbox, variables=variables, listener="anna", **LIBRARY).name == "Completed"
        before = kept(migrated, LISTENER)
        assert (True, False) == (all(before.values()), any(kept(migrated, SECOND_LISTENER).values()))
        assert etl(sandbox, variables=variables, listener="ben", **LIBRARY).name == "Completed"
    assert before == kept(migrated, LISTENER)
    assert any(kept(migrated, SECOND_LISTENER).values())


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_of_the_account_is_told_with_what_to_do(kind: str, world: World, etl: Etl) -> None:
    """In Spotify's own words, too."""
    with world() as sandbox:
        sandbox.inject(Fault(kind, path=r"^/v1/me$"))  # type: ignore[arg-type] # the names of two kinds
        state = etl(sandbox, **LIBRARY)
    assert state.is_failed()
    assert [True, True] == [words in str(state.message) for words in REFUSALS[kind]]

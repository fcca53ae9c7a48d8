"""Spotify takes something away between two runs, and gives it back: found out by the answers, never configured."""

from pathlib import Path
from typing import Any

from tasks.postgres.database import Database
from tasks.sandbox.catalogue import load
from tests.flows.conftest import Etl, World
from tests.flows.events import events
from tests.flows.rows import execute, scalar

UNAVAILABLE = """
select string_agg(endpoint, ' ' order by endpoint) from etl.capabilities where status = 'unavailable'
"""
POPULARITY = """
select array[
    (select count(*) from spotify.tracks where popularity is not null),
    (select count(*) from spotify.artists where popularity is not null),
    (select count(*) from spotify.artists where followers is not null),
    (select count(*) from spotify.audio_features)
]
"""
NOTES = 'select logs from etl.pipeline_logs order by "timestamp" desc limit 1'


def selected(catalogue: Path) -> dict[str, Any]:
    """Tracks by their ids, in a reading that knows nothing, so that all is asked for again."""
    tracks = sorted(load(catalogue).tracks)[:25]
    return {"library": False, "playlists": [], "artists": [], "tracks": tracks, "mode": "full"}


def test_what_is_taken_away_in_mid_run_is_found_out(
    world: World, etl: Etl, migrated: Database, catalogue: Path
) -> None:
    """Batches that are refused are asked singly, no stored value is lost, and whoever listens is told; and back."""
    some = selected(catalogue)
    with world() as sandbox:
        assert etl(sandbox, **some).name == "Completed"
        stored = scalar(migrated, POPULARITY)
        assert scalar(migrated, UNAVAILABLE) is None

        sandbox.switch_to("development")
        sandbox.clear_log()
        state = etl(sandbox, **some)
        assert state.name == "Completed", state.message
        assert stored == scalar(migrated, POPULARITY)
        assert {"artists?ids=", "tracks?ids="} <= set(str(scalar(migrated, UNAVAILABLE)).split())
        assert all(f"/v1/tracks/{one}" in {asked.path for asked in sandbox.log} for one in some["tracks"])
        notes = str(scalar(migrated, NOTES))
        assert "tracks/{id}: popularity was last filled on" in notes
        assert "artists/{id}: followers" in notes
        [changed] = events("spotify-etl.capability.changed", "spotify-etl.endpoint/tracks?ids=")
        assert ("available", "unavailable") == (changed["payload"]["before"], changed["payload"]["status"])
        [vanished] = events("spotify-etl.field.vanished", "spotify-etl.field/tracks/{id}/popularity")
        assert "last_filled" in vanished["payload"]

        sandbox.switch_to("extended")
        execute(migrated, "update etl.capabilities set last_seen = last_seen - interval '25 hours'")
        sandbox.clear_log()
        assert etl(sandbox, **some).name == "Completed"
        assert not any(f"/v1/tracks/{one}" in {asked.path for asked in sandbox.log} for one in some["tracks"])
    assert scalar(migrated, UNAVAILABLE) is None
    assert "was last filled" not in str(scalar(migrated, NOTES))

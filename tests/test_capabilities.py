"""What a run asks to learn what its app may do."""

from datetime import UTC, datetime, timedelta

from tasks.capabilities import batch_probe
from tasks.postgres.capabilities import Capability
from tasks.resources import RESOURCES
from tasks.resources.app import App
from tasks.resources.need import Need

ARTISTS = RESOURCES["artists"]


def _known(ago: timedelta) -> dict[str, Capability]:
    then = datetime.now(UTC) - ago
    return {ARTISTS.batch_path: Capability(ARTISTS.batch_path, "unavailable", 403, then, then)}


def test_the_first_batch_is_the_probe() -> None:
    """Where the app has batches it is part of the reading; where it had none yesterday it is tried again."""
    ids = [str(number) for number in range(60)]
    for app in (App(), App(unavailable=frozenset({ARTISTS.batch_path}))):
        need = Need(selected={"artists": ids}, app=app)
        asked = batch_probe(ARTISTS, need, _known(timedelta(days=2)))
        assert [(ARTISTS.batch_path, ids[:50])] == [(endpoint, one.subjects) for endpoint, one in asked.items()]


def test_nothing_is_probed_without_need() -> None:
    """Not for a single id, which is asked for by itself, nor what has been found out within the day."""
    need = Need(selected={"artists": ["a", "b"]})
    assert {} == batch_probe(ARTISTS, Need(selected={"artists": ["a"]}), {})
    assert {} == batch_probe(ARTISTS, need, _known(timedelta(hours=1)))
    assert {} == batch_probe(RESOURCES["markets"], need, {})

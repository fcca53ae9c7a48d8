"""A run asks no more than it must: counted beside the fewest requests that can do, see benchmarks/fewest.py."""

from collections import Counter

import pytest

from benchmarks.fewest import fewest
from benchmarks.request_counts import asked
from benchmarks.selections import everything
from tasks.sandbox.modes import MODES
from tests.flows.conftest import Etl, World

pytestmark = pytest.mark.heavy


def test_where_nothing_changed_a_run_asks_the_fewest_there_are(world: World, etl: Etl) -> None:
    """So does the first one: what it asks to learn what the app may do is part of the reading."""
    with world() as sandbox:
        run = everything(sandbox.world)
        runs: list[list[str] | None] = [None, []]
        for edited in runs:
            assert etl(sandbox, **run.model_dump()).is_completed()
            counts = asked(sandbox)
            assert Counter() == counts - fewest(sandbox.world, MODES["extended"], run, edited)

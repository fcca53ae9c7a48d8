"""The workflow of GitHub: it calls targets that there are, on every Python and Postgres that are supported."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]

WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github/workflows/checks.yaml").read_text())

JOBS: dict[str, Any] = WORKFLOW["jobs"]


@pytest.mark.parametrize("name", JOBS)
def test_a_job_calls_a_target_that_there_is(name: str) -> None:
    """And ends some time, with no more rights than to read."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    called = [step["run"].removeprefix("make ") for step in JOBS[name]["steps"] if "run" in step]
    assert called
    assert set(called) <= targets
    assert (True, {"contents": "read"}) == (JOBS[name]["timeout-minutes"] <= 60, WORKFLOW["permissions"])


def test_the_jobs_are_what_ci_runs() -> None:
    """Neither leaves out what the other does."""
    script = (ROOT / ".ci/run").read_text()
    called = {step["run"] for job in JOBS.values() for step in job["steps"] if "run" in step}
    assert set(re.findall(r"^[^#]*\b(make [a-z]+) *(?:$|\|)", script, re.MULTILINE)) == called - {"make run"}


def test_every_version_is_tried() -> None:
    """Each Python from the oldest that pyproject.toml permits, with each Postgres that is still maintained."""
    matrix = JOBS["test"]["strategy"]["matrix"]
    assert {"python": ["3.11", "3.12", "3.13"], "postgres": ["14", "15", "16", "17", "18"]} == matrix
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text()


def test_an_action_is_named_by_its_commit() -> None:
    """A tag can be moved."""
    used = re.findall(r"uses: (\S+)", (ROOT / ".github/workflows/checks.yaml").read_text())
    assert used
    assert [] == [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)]

"""The job template of ECS, filled in from the outputs of the stack."""

import json
import re
from pathlib import Path

import pytest

from tasks.deployment.pools import OPTIONAL, TEMPLATE, job_template
from tasks.deployment.server import DeployError

NAMES = sorted(set(re.findall(r"\$\{(\w+)\}", TEMPLATE.read_text())) - set(OPTIONAL))


def outputs(folder: Path, names: list[str]) -> Path:
    """Write what AWS tells of a stack."""
    path = folder / "outputs.json"
    path.write_text(json.dumps([{"OutputKey": name, "OutputValue": f"the-{name}"} for name in names]))
    return path


def test_every_output_stands_where_it_belongs(tmp_path: Path) -> None:
    """Nothing is left open, and what a stack need not have is empty."""
    filled = job_template(outputs(tmp_path, NAMES))
    assert "the-Image" == filled["variables"]["properties"]["image"]["default"]
    assert [] == re.findall(r"\$\{\w+\}", json.dumps(filled))


def test_an_output_that_is_missing_is_named(tmp_path: Path) -> None:
    """One would find out from AWS, at the first run."""
    with pytest.raises(DeployError, match="has no Image: give the outputs"):
        job_template(outputs(tmp_path, [name for name in NAMES if name != "Image"]))


@pytest.mark.parametrize("text", ["", "{}x", '{"Image": "etl"}', "[1]"])
def test_what_are_no_outputs_is_a_sentence(tmp_path: Path, text: str) -> None:
    """It says what writes them."""
    path = tmp_path / "outputs.json"
    path.write_text(text)
    with pytest.raises(DeployError, match="describe-stacks"):
        job_template(path)

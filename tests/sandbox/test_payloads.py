"""The recorded answers: listed, small and anonymous."""

import json
import re
from pathlib import Path

import pytest

PAYLOADS = Path(__file__).parents[1] / "payloads"
INDEX: dict[str, str] = json.loads((PAYLOADS / "index.json").read_text())
RECORDED = sorted(path.name for path in PAYLOADS.glob("*__*.json"))


def test_index() -> None:
    """Every recording is in the index and in the table of PROVENANCE.md, with the same endpoint."""
    provenance = (PAYLOADS / "PROVENANCE.md").read_text()
    assert sorted(INDEX) == RECORDED
    assert [name for name, template in INDEX.items() if f"| `{name}` | `{template}` |" not in provenance] == []


@pytest.mark.parametrize("name", RECORDED)
def test_anonymous(name: str) -> None:
    """A recording names no user but Spotify and the numbered ones."""
    text = (PAYLOADS / name).read_text()
    users = set(re.findall(r"(?:users?/|spotify:user:)([^\"/:?]*)", text))
    assert set() == {user for user in users if not re.fullmatch(r"user-\d+|spotify|", user)}
    assert set() == set(re.findall(r'"display_name": "(?!User \d|Spotify)([^"]*)"', text))


@pytest.mark.parametrize("name", RECORDED)
def test_small(name: str) -> None:
    """A recording is small enough to be read by a person."""
    assert (PAYLOADS / name).stat().st_size < 16_000


def test_errors() -> None:
    """Every quoted error has a status and a body, and names where it was seen."""
    errors = json.loads((PAYLOADS / "errors.json").read_text())
    assert [error for error in errors if not {"status", "body", "source"} <= error.keys()] == []

"""Every endpoint's answer validates against the published schema of the Web API.

The schema is not part of the project: SPOTIFY_OPENAPI names the file (fixed-spotify-open-api.yml of
sonallux/spotify-web-api); without it these tests are skipped, and test_recordings.py remains.
"""

import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tasks.sandbox.modes import DEVELOPMENT as DEVELOPMENT_MODE

from .client import DEVELOPMENT, EXAMPLES, FOREIGN, GRANTED, Client

BESIDE = Path(__file__).parents[3] / "shared" / "docs" / "openapi" / "fixed-spotify-open-api.yml"
FILE = Path(os.environ.get("SPOTIFY_OPENAPI", BESIDE))
pytestmark = pytest.mark.skipif(
    not FILE.is_file(), reason=f"no published schema at {FILE}; SPOTIFY_OPENAPI can name one"
)

# The one written in C reads it in a fifth of the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def translated(schema: Any) -> Any:
    """Return an OpenAPI 3.0 schema as JSON Schema: `nullable` becomes a type."""
    if isinstance(schema, list):
        return [translated(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: translated(value) for key, value in schema.items() if key not in {"nullable", "example"}}
    return {"anyOf": [plain, {"type": "null"}]} if schema.get("nullable") is True else plain


def without(schema: Any, removed: frozenset[str]) -> Any:
    """Return a schema that requires none of the removed fields."""
    if isinstance(schema, list):
        return [without(part, removed) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: without(value, removed) for key, value in schema.items()}
    if isinstance(kept.get("required"), list):
        kept["required"] = [name for name in kept["required"] if name not in removed]
    return kept


@cache
def published() -> dict[str, Any]:
    """Return the published document, translated."""
    return dict(
        translated(
            yaml.load(FILE.read_text(), Loader=LOADER)  # noqa: S506 - either is the safe loader
        )
    )


# What development mode removes, and what an answer for one market has no list of.
TRIMMED: frozenset[str] = frozenset().union(*DEVELOPMENT_MODE.removed.values())
FOR_A_MARKET = frozenset({"available_markets"})

# Where recordings disprove the schema: a play out of no context has null; chapters say that they are chapters; the last
# page of a cursor has none; a list holds null for what is no longer there.
DISPROVED = (
    "context: None is not of type 'object'",
    "type: 'chapter' is not one of ['episode']",
    "after: None is not of type 'string'",
)

NULL_ELEMENT = re.compile(r"items\[\d+\]: None is not of type 'object'$")

# The names in the published paths, where a route says {id}.
PLACES = {"playlists/{id}": "playlists/{playlist_id}", "categories/{id}": "categories/{category_id}"}
PLACES |= {"users/{id}": "users/{user_id}"}

ALL = EXAMPLES | GRANTED


@cache
def validator(template: str, removed: frozenset[str]) -> Any:
    """Return what checks the answers of an endpoint that lack some fields."""
    path = f"/{template}"
    for place, name in PLACES.items():
        path = path.replace(place, name)
    answer = published()["paths"][path]["get"]["responses"]["200"]
    if "$ref" in answer:
        answer = published()["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    schema = answer["content"]["application/json"]["schema"]
    document = without({"allOf": [schema], "components": published()["components"]}, removed)
    return jsonschema.Draft202012Validator(document)


def complaints(template: str, answer: Any, removed: frozenset[str] = frozenset()) -> list[str]:
    """Return what the schema has against an answer."""
    errors = validator(template, removed).iter_errors(answer)
    texts = [f"{error.json_path}: {error.message[:200]}" for error in errors]
    return [text for text in texts if not text.endswith(DISPROVED) and not NULL_ELEMENT.search(text)]


@pytest.mark.parametrize("template", ALL)
def test_extended(extended: Client, template: str) -> None:
    """In extended mode an answer has all that is required, in the published types."""
    assert complaints(template, extended.json(ALL[template])) == []


@pytest.mark.parametrize("template", ALL)
def test_extended_with_market(extended: Client, template: str) -> None:
    """With a market an answer lacks the list of markets and nothing else that is required."""
    path = ALL[template]
    answer = extended.json(f"{path}{'&' if '?' in path else '?'}market=DE")
    assert complaints(template, answer, FOR_A_MARKET) == []


@pytest.mark.parametrize("template", [name for name in DEVELOPMENT if name != "playlists/{id}/items"])
def test_development(development: Client, template: str) -> None:
    """In development mode an answer has what is required except for the removed fields."""
    path = DEVELOPMENT[template] if template != "playlists/{id}" else f"playlists/{FOREIGN}"
    assert complaints(template, development.json(path), TRIMMED) == []


def test_development_own_playlist(development: Client) -> None:
    """The entries of the listener's own playlist validate in development mode."""
    own = next(playlist for playlist in development.items("me/playlists") if playlist["items"]["total"] > 100)
    page = development.json(f"playlists/{own['id']}/items")
    assert complaints("playlists/{id}/items", page, TRIMMED) == []

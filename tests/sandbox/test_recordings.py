"""The sandbox's answers have the keys and types of recorded ones, so that both are read by the same parser."""

import json
from pathlib import Path
from typing import Any

import pytest

from .client import EXAMPLES, GRANTED, Client

PAYLOADS = Path(__file__).parents[1] / "payloads"
INDEX: dict[str, str] = json.loads((PAYLOADS / "index.json").read_text())

# Newer keys than the recordings, or keys that only a question asked in another way is answered with.
NEWER = {
    "me": {"account_id", "email"},
    # Recorded in 2017: since then albums tell how many tracks they have, tracks of whom their album and that they are
    # no files; newer recordings of other endpoints have it all.
    "albums": {"albums[].label", "albums[].total_tracks", "albums[].tracks.items[].is_local"},
    "tracks/{id}": {
        *("is_local", "album.artists[]", "album.artists", "album.total_tracks"),
        *("album.release_date", "album.release_date_precision"),
    },
    "artists/{id}/top-tracks": {
        *("tracks[].is_local", "tracks[].album.artists[]", "tracks[].album.artists", "tracks[].album.total_tracks"),
        *("tracks[].album.release_date", "tracks[].album.release_date_precision"),
    },
    "browse/new-releases": {
        *("albums.items[].artists", "albums.items[].artists[]", "albums.items[].total_tracks"),
        *("albums.items[].release_date", "albums.items[].release_date_precision"),
    },
    # Required by the published schema, and in recordings only by its own id.
    "audiobooks/{id}": {"chapters.items[].is_playable"},
    "audiobooks/{id}/chapters": {"items[].is_playable"},
    "browse/categories/{id}/playlists": {"playlists.items[].primary_color"},  # an example of the published schema
    # Only searches for tracks are recorded as they are now.
    "search": {"albums", "artists", "audiobooks", "episodes", "playlists", "shows"},
    # Recorded with other software in between, which drops what it does not know.
    "me/player/queue": {
        f"{place}.{field}"
        for place in ("currently_playing", "queue[]")
        for field in ("album.artists[].type", "album.total_tracks", "album.type", "artists[].type", "is_local")
    },
}

# Recorded, but neither mode's: both shapes at once, what is deprecated, what only a user's own upload has.
LACKING = {
    "playlists/{id}": {"items", "tracks.items[].item"},
    "me/playlists": {"items[].items"},
    "me": {"images[]"},
    "me/tracks": {"items[].track.is_playable", "items[].track.album.is_playable"},  # asked with a market
    "me/top/tracks": {"items[].is_playable", "items[].album.is_playable", "items[].restrictions"},  # likewise
    "me/albums": {"items[].album.tracks.items[].linked_from", "items[].album.tracks.items[].restrictions"},
    "browse/categories/{id}/playlists": {"playlists.items[].items"},  # both shapes at once
    "search": {"tracks.items[].is_playable", "tracks.items[].album.is_playable"},
    "me/player/queue": {
        f"{place}.{field}"
        for place in ("currently_playing", "queue[]")
        for field in ("album.album_group", "is_playable", "linked_from")
    },
}

Shape = dict[str, set[str]]


def kind(value: Any) -> str:
    """Return the JSON type of a value; a float may stand for a whole number, as has been served."""
    return {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}.get(
        type(value), "null"
    )


def shape(value: Any, at: str = "") -> Shape:
    """Return for every path in a document the types it has there; elements of a list are one path."""
    found: Shape = {at: {kind(value)}}
    children: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        children = [(f"{at}.{key}".removeprefix("."), child) for key, child in value.items()]
    if isinstance(value, list):
        children = [(f"{at}[]", child) for child in value]
    for path, child in children:
        for inner, kinds in shape(child, path).items():
            found.setdefault(inner, set()).update(kinds)
    return found


def recorded(template: str) -> list[Shape]:
    """Return the shapes of the recorded answers of an endpoint."""
    return [shape(json.loads((PAYLOADS / name).read_text())) for name, of in INDEX.items() if of == template]


def is_under(path: str, prefixes: set[str]) -> bool:
    """Whether a path is one of the prefixes or lies below one."""
    return any(path == prefix or path.startswith((f"{prefix}.", f"{prefix}[")) for prefix in prefixes)


ALL = EXAMPLES | GRANTED

COMPARED = sorted(set(INDEX.values()) & set(ALL))


@pytest.mark.parametrize("template", COMPARED)
def test_types(extended: Client, template: str) -> None:
    """Where an answer and a recording have the same path, they have a type in common or one is null."""
    served = shape(extended.json(ALL[template]))
    for other in recorded(template):
        for path in served.keys() & other.keys():
            assert served[path] & other[path] or "null" in served[path] | other[path], path


@pytest.mark.parametrize("template", COMPARED)
def test_no_invented_keys(extended: Client, template: str) -> None:
    """The sandbox serves no key that no recording of the endpoint has, newer fields aside."""
    known = set().union(*recorded(template))
    unknown = {path for path in shape(extended.json(ALL[template])) if path not in known}
    # What is null or empty in every recording is not known any deeper.
    hollow = {path for other in recorded(template) for path, kinds in other.items() if kinds & {"null"}}
    empty = {f"{path}[]" for path in known if f"{path}[]" not in known}
    allowed = NEWER.get(template, set()) | hollow | empty
    assert set() == {path for path in unknown if not is_under(path, allowed)}


@pytest.mark.parametrize("template", [name for name in COMPARED if f"{name}" in INDEX.values()])
def test_no_missing_keys(extended: Client, template: str) -> None:
    """The sandbox serves every key that the newest recording of the endpoint has."""
    names = [name for name, of in INDEX.items() if of == template]
    newest = min(names, key=lambda name: ("joostlek" not in name, "fields" in name, "_2__" in name, "_3__" in name))
    served = shape(extended.json(ALL[template]))
    missing = shape(json.loads((PAYLOADS / newest).read_text())).keys() - served.keys()
    hollow = {path for path, kinds in served.items() if kinds & {"null"}}
    empty = {f"{path}[]" for path in served if f"{path}[]" not in served}
    assert set() == {path for path in missing if not is_under(path, LACKING.get(template, set()) | hollow | empty)}


def test_empty_recently_played(extended: Client) -> None:
    """The page after the last play is shaped as the recorded one: no items, an empty `next`."""
    empty = extended.json("me/player/recently-played?after=99999999999999")
    recorded_page = json.loads((PAYLOADS / "recently_played_empty__eegli.json").read_text())
    assert shape(recorded_page) == shape(empty)
    assert (recorded_page["items"], recorded_page["next"]) == (empty["items"], empty["next"])

"""Which JSON paths of answers are filled: what Spotify gives this app, whatever our tables make of it.

A field that an object lacks leaves no trace in its JSON. So every field that was seen in one object counts for all
objects at its path, and fields that were seen in earlier runs are looked for as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

import msgspec

from tasks.resources.page import Page

# Keys that are data (a country, an id) and not names of fields; none is known below these.
OPAQUE = frozenset({"external_urls", "available_markets", "images", "segments", "bars", "beats", "tatums"})


def filled(pages: Iterable[Page]) -> dict[str, tuple[int, int]]:
    """Return by path, such as `items[].track.popularity`, how many objects there were and in how many it was filled."""
    objects, fields, parents = Counter[str](), Counter[str](), dict[str, str]()
    for page in pages:
        # What only a lenient reading takes (half a surrogate pair in a name) is rare, and one page less is no loss.
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            _count("", msgspec.json.decode(page.body), objects, fields, parents)
    return {path: (objects[parent], fields[path]) for path, parent in parents.items()}


def missing(counted: Mapping[str, tuple[int, int]], known: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Return, for known paths that no answer had, how many objects could have had them: none of them did."""
    objects = {_parent(path): count for path, (count, _) in counted.items()}
    return {path: (objects[_parent(path)], 0) for path in known if path not in counted and _parent(path) in objects}


def _count(path: str, value: Any, objects: Counter[str], fields: Counter[str], parents: dict[str, str]) -> None:
    if isinstance(value, list):
        for element in value:
            _count(f"{path}[]", element, objects, fields, parents)
    elif isinstance(value, dict):
        objects[path] += 1
        for name, inner in value.items():
            field = f"{path}.{name}" if path else name
            parents[field] = path
            fields[field] += inner not in (None, "", [], {})
            if name not in OPAQUE:
                _count(field, inner, objects, fields, parents)


def _parent(path: str) -> str:
    return path.rpartition(".")[0]

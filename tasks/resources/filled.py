"""Which JSON paths of answers are filled: what Spotify gives this app, whatever our tables make of it.

A field that an object lacks leaves no trace in its JSON. So every field that was seen in one object counts for all
objects at its path, and fields that were seen in earlier runs are looked for as well.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from tasks.resources.page import Page

# Keys that are data (a country, an id) and not names of fields; none is known below these.
OPAQUE = frozenset({"external_urls", "available_markets", "images", "segments", "bars", "beats", "tatums"})


class Filled(NamedTuple):
    """How many objects could have had a field and how many had it; in how many answers, and answers that had it."""

    objects: int
    filled: int
    answers: int
    filled_answers: int


def filled(pages: Iterable[Page]) -> dict[str, Filled]:
    """Return by path, such as `items[].track.popularity`, in how many objects and answers it was filled."""
    objects, fields, parents = Counter[str](), Counter[str](), dict[str, str]()
    answers, filled_answers = Counter[str](), Counter[str]()
    for page in pages:
        seen, had = Counter[str](), Counter[str]()
        # What only a lenient reading takes (half a surrogate pair in a name) is rare, and one page less is no loss.
        with suppress(msgspec.DecodeError, UnicodeDecodeError):
            _count("", msgspec.json.decode(page.body), seen, had, parents)
        for total, by_answer, counts in ((objects, answers, seen), (fields, filled_answers, had)):
            total.update(counts)
            by_answer.update(path for path, count in counts.items() if count)
    return {
        path: Filled(objects[parent], fields[path], answers[parent], filled_answers[path])
        for path, parent in parents.items()
    }


def missing(counted: Mapping[str, Filled], known: Iterable[str]) -> dict[str, Filled]:
    """Return, for known paths that no answer had, how many objects could have had them: none of them did."""
    parents = {_parent(path): counts for path, counts in counted.items()}
    return {
        path: parents[_parent(path)]._replace(filled=0, filled_answers=0)
        for path in known
        if path not in counted and _parent(path) in parents
    }


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

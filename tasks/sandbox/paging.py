"""Pages: offset and limit as Spotify checks them, and addresses of the pages before and after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tasks.sandbox.asking import Ask
from tasks.sandbox.errors import bad_request

GREATEST_OFFSET = 100_000


@dataclass(frozen=True)
class Collection:
    """What is paged: the `things` in order, how one of them is served, and the path ("/v1/…") where pages live."""

    path: str
    things: Sequence[Any]
    build: Callable[[Any], Any]


def page(ask: Ask, collection: Collection, default: int = 20, most: int = 50) -> dict[str, Any]:
    """Answer the page asked for; raises Refusal for a limit outside 1 to `most` or an offset that is none."""
    return page_at(ask, collection, offset_of(ask), limit_of(ask, default, most))


def page_at(ask: Ask, collection: Collection, offset: int, limit: int) -> dict[str, Any]:
    """Make a page wherever it is wanted: also those embedded in a larger answer."""
    total, path = len(collection.things), collection.path
    following, preceding = offset + limit, max(offset - limit, 0)
    return {
        "href": _address(ask, path, offset, limit),
        "limit": limit,
        "next": _address(ask, path, following, limit) if following < total else None,
        "offset": offset,
        "previous": _address(ask, path, preceding, limit) if offset > 0 else None,
        "total": total,
        "items": [collection.build(thing) for thing in collection.things[offset:following]],
    }


def limit_of(ask: Ask, default: int, greatest: int) -> int:
    """Return the limit asked for; raises Refusal outside 1 to `greatest`."""
    return _whole(ask, "limit", default, (1, greatest))


def offset_of(ask: Ask) -> int:
    """Return the offset asked for; raises Refusal where it is none."""
    return _whole(ask, "offset", 0, (0, GREATEST_OFFSET))


def _whole(ask: Ask, name: str, default: int, bounds: tuple[int, int]) -> int:
    text = ask.query.get(name, str(default))
    # Not int() alone: it takes "+5", " 5", "5_0" and other scripts' digits.
    if not (text.isascii() and text.isdigit() and bounds[0] <= int(text) <= bounds[1]):
        raise bad_request(f"Invalid {name}")
    return int(text)


def _address(ask: Ask, path: str, offset: int, limit: int) -> str:
    kept = {key: value for key, value in ask.query.items() if key not in {"offset", "limit", "ids", "fields"}}
    return f"{ask.host}{path}?{urlencode({'offset': offset, 'limit': limit, **kept}, safe=',')}"

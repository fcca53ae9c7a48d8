"""A few rows to look at, never more than a page of text, whatever stands in them."""

import json
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

# Characters of JSON: of one value, of one row, of all rows.
VALUE = 200
ROW = 2000
ALL = 4000


def bounded(sample: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with their long values cut; those beyond a page are left out."""
    rows = [{name: _cut(value, VALUE) for name, value in row.items()} for row in sample]
    short = [row if _length(row) <= ROW else {"row": _cut(row, ROW)} for row in rows]
    return [row for row, length in zip(short, accumulate(map(_length, short)), strict=True) if length <= ALL]


def _cut(value: Any, most: int) -> Any:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return value if len(text) <= most else f"{text[: most - 1]}…"


def _length(row: Mapping[str, Any]) -> int:
    return len(json.dumps(row, ensure_ascii=False))

"""What the page is made of: sections of parts; a part is a chart with its table, or a sentence that says why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tasks.page.table import Table

Spec = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """A chart: its Vega-Lite, and what it shows in a sentence, which is also what a screen reader says of it.

    One that needs more pixels than a phone has says so in `least_width`, and is moved sideways there.
    """

    key: str
    spec: Spec
    caption: str
    least_width: int = 0


@dataclass(frozen=True)
class Part:
    """A chart, a table, or the sentence that stands in their place."""

    title: str = ""
    figure: Figure | None = None
    table: Table | None = None
    missing: str = ""


@dataclass(frozen=True)
class Section:
    """What stands under one heading; `key` is its place in an address."""

    key: str
    title: str
    lead: str
    parts: Sequence[Part]

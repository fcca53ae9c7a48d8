"""A frame as the text of a table: numbers as people write them, and a dash for what is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

NAME = ""
COUNT = ",d"
SHARE = ".0%"
NUMBER = ",.2f"

UNKNOWN = "\u2013"


@dataclass(frozen=True)
class Column:
    """A column: its heading, and how its values are written; names stay as they are."""

    heading: str
    written: str = NAME

    def text(self, value: object) -> str:
        """Return a value as the page shows it."""
        if value is None:
            return UNKNOWN
        return format(value, self.written) if self.written else str(value)


@dataclass(frozen=True)
class Table:
    """A table of text; `is_open` where it is not only what a chart shows in other words."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    is_open: bool = False


def table(caption: str, frame: pl.DataFrame, columns: Mapping[str, Column], *, is_open: bool = False) -> Table:
    """Return these columns of a frame as a table."""
    written = list(columns.values())
    rows = [
        [column.text(value) for column, value in zip(written, row, strict=True)]
        for row in frame.select(list(columns)).iter_rows()
    ]
    return Table(caption, written, rows, is_open)

"""Tables at the end of a run."""

import logging
from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from tasks.console.terminal import OUT, logged


def show(title: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Print rows as a table; numbers stand to the right, an empty cell is a null."""
    if not rows or logged(logging.INFO, title, rows):
        return
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        numeric = all(isinstance(row[name], int | float) or row[name] is None for row in rows)
        table.add_column(
            name.replace("_", " "), justify="right" if numeric else "left", overflow="ellipsis", max_width=44
        )
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    OUT.print(table)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.1f}"
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    # Names hold anything, control characters too, which a terminal must not obey; "[" would be rich's own markup.
    return "".join(character if character.isprintable() else "�" for character in text).replace("[", r"\[")

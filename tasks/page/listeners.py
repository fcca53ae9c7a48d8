"""Charts of plays: one for each listener, the most active first."""

from collections.abc import Callable

import polars as pl

from tasks.page.section import Part

NO_PLAYS = "No plays have been read: make login lets a listener sign in, and the next run reads what they play."


def parts_by_listener(frame: pl.DataFrame, part: Callable[[int, str, pl.DataFrame], Part]) -> list[Part]:
    """Return the part of each listener, by number and name, or the sentence that there is none."""
    if frame.is_empty():
        return [Part(missing=NO_PLAYS)]
    listeners = frame.partition_by("user_id", maintain_order=True)
    return [part(number, name_of(rows), rows) for number, rows in enumerate(listeners, start=1)]


def name_of(rows: pl.DataFrame) -> str:
    """Return what the listener of these rows is called; Spotify gives some no name.

    The name keeps its own direction of writing, and takes no number of the sentence around it along.
    """
    return f"\u2068{rows['user_name'][0] or rows['user_id'][0]}\u2069"

"""Frames as a stream of record batches that the driver pulls, while Polars' threads make those that come next.

A frame that is handed to the driver as it is becomes Arrow at once and by one thread, and Postgres waits meanwhile.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source


class Stream:
    """Frames with the same columns; no part is made before it is wanted, and none is held afterwards."""

    def __init__(self, parts: Iterable[pl.DataFrame], rows_at_once: int) -> None:
        self.height = 0
        self._parts = parts
        self._rows_at_once = rows_at_once
        self._error: BaseException | None = None

    def batches(self, schema: pl.Schema) -> Any:
        """Return what speaks Arrow's interface for streams; `height` counts the rows that were taken from it."""
        source = register_io_source(self._slices, schema=schema)
        return source.collect_batches(chunk_size=self._rows_at_once, maintain_order=True, lazy=True)

    @contextmanager
    def own_errors(self) -> Iterator[None]:
        """Raise what making a part has raised: on its way through Polars and the driver it becomes another error."""
        try:
            yield
        except Exception:
            if self._error is not None:
                raise self._error from None
            raise

    def _slices(self, *_: object) -> Iterator[pl.DataFrame]:
        try:
            for part in self._parts:
                self.height += part.height
                yield from part.iter_slices(self._rows_at_once)
        except BaseException as error:
            self._error = error
            raise

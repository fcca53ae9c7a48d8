"""What a run has gathered so far, as rows by table, in bounded memory: beyond some 50,000 rows they wait on disk.

Each addition is a part. Rows of a subject that a later part read completely replace those of earlier parts; that is
settled when a table is taken out, bucket by bucket, so that neither the gathering nor the load ever holds it whole.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

import polars as pl

from tasks.resources.columns import stacked
from tasks.resources.reading import Rows

# Rows held in memory before they are written to disk, and rows of a table that are taken out at a time.
HELD, TAKEN = 50_000, 50_000

# Files that are read at a time where only what is distinct in them is wanted: Polars would open two thousand at once.
SCANNED = 32

PART = "part_"

# Where a table is divided into buckets, below the folder of the harvest: in one pass, however many there are.
TAKING = "taken"


@dataclass
class Pile:
    """The parts of one table, in memory or as files, in their order."""

    parts: list[pl.DataFrame | Path] = field(default_factory=list)
    height: int = 0

    def add(self, rows: pl.DataFrame, number: int) -> None:
        """Put another part on top."""
        self.parts.append(rows.with_columns(pl.lit(number, dtype=pl.Int32).alias(PART)))
        self.height += rows.height

    def spill(self, folder: Path) -> None:
        """Write what is in memory to files."""
        for number, part in enumerate(self.parts):
            if isinstance(part, pl.DataFrame):
                folder.mkdir(parents=True, exist_ok=True)
                self.parts[number] = folder / f"{number}.parquet"
                part.write_parquet(folder / f"{number}.parquet", compression="zstd")

    def stacked(self) -> pl.DataFrame:
        """Return all parts, one below the other."""
        return stacked([part.collect() for part in self.scan()])

    def batches(self, height: int) -> Iterator[pl.DataFrame]:
        """Yield the parts in their order, so many together that they have about this many rows."""
        some: list[pl.DataFrame] = []
        for part in self.scan():
            some.append(part.collect())
            if sum(frame.height for frame in some) >= height:
                yield stacked(some)
                some = []
        if some:
            yield stacked(some)

    def scan(self) -> Iterator[pl.LazyFrame]:
        """Yield the parts in their order."""
        for part in self.parts:
            yield part.lazy() if isinstance(part, pl.DataFrame) else pl.scan_parquet(part)


@dataclass
class Harvest:
    """The rows of a run by table, the subjects that were read to the end, and what could not be read, as sentences."""

    folder: Path
    notes: tuple[str, ...] = ()
    held: int = HELD
    taken_at_once: int = TAKEN
    _rows: dict[str, Pile] = field(default_factory=dict)
    _complete: dict[str, Pile] = field(default_factory=dict)
    _held: int = 0
    _number: int = 0

    def add(self, rows: Rows) -> None:
        """Take in a part."""
        for piles, frames in ((self._rows, rows.frames), (self._complete, rows.complete)):
            for table, frame in frames.items():
                piles.setdefault(table, Pile()).add(frame, self._number)
        self.notes += tuple(note for note in rows.notes if note not in self.notes)
        self._number += 1
        self._held += rows.height
        if self._held > self.held:
            self._spill()

    @property
    def tables(self) -> list[str]:
        """The tables that rows have come for, in the order in which they came."""
        return list(self._rows)

    def met(self, table: str, *columns: str) -> pl.DataFrame:
        """Return the distinct rows of some columns in the order in which they came, and how often each did, `uses`."""
        parts = [_select(part, columns) for part in self._rows.get(table, Pile()).scan()]
        if not parts:
            return pl.DataFrame(schema=dict.fromkeys(columns, pl.String) | {"uses": pl.UInt32})
        counted = [_counted(parts[start : start + SCANNED], columns) for start in range(0, len(parts), SCANNED)]
        together = pl.concat(counted, how="diagonal_relaxed")
        return together.group_by(columns, maintain_order=True).agg(pl.col("uses").sum())

    def taken(self, table: str, key: Sequence[str]) -> Iterator[tuple[pl.DataFrame, pl.DataFrame | None]]:
        """Yield the rows of a table and the subjects read completely, so many at a time; equal keys come together.

        `key` is the key of the table, empty for a table without one.
        """
        rows, complete = self._rows[table], self._complete.get(table, Pile())
        scope = _scope(complete) or list(key)
        buckets = max(1, ceil(rows.height / self.taken_at_once))
        parts = self._divided(rows, scope, buckets, "rows of"), self._divided(complete, scope, buckets, "complete of")
        for some, read in zip(*parts, strict=True):
            subjects = read.stacked() if read.parts else None
            yield _latest(some.stacked(), subjects, scope), subjects.drop(PART) if subjects is not None else None
        shutil.rmtree(self.folder / TAKING, ignore_errors=True)

    def forget(self) -> None:
        """Remove what waits on disk."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _divided(self, pile: Pile, scope: Sequence[str], buckets: int, what: str) -> list[Pile]:
        """Return the rows in buckets, on disk where there are several; every subject is in one of them."""
        if buckets == 1:
            return [pile]
        divided = [Pile() for _ in range(buckets)]
        for rows in map(_once, pile.batches(self.held)) if scope else pile.batches(self.held):
            place = rows.select(_place(scope, buckets)).to_series()
            for number, bucket in enumerate(divided):
                bucket.parts.append(rows.filter(place == number))
                bucket.spill(self.folder / TAKING / f"{what} {number}")
        return divided

    def _spill(self) -> None:
        for kind, piles in (("rows", self._rows), ("complete", self._complete)):
            for table, pile in piles.items():
                pile.spill(self.folder / kind / table)
        self._held = 0


def _counted(parts: Sequence[pl.LazyFrame], columns: Sequence[str]) -> pl.DataFrame:
    some = pl.concat(parts, how="diagonal_relaxed").group_by(columns, maintain_order=True)
    return some.agg(pl.len().alias("uses")).collect()


def _select(part: pl.LazyFrame, columns: Sequence[str]) -> pl.LazyFrame:
    present = part.collect_schema().names()
    return part.select(pl.col(name) if name in present else pl.lit(None).alias(name) for name in columns)


def _scope(complete: Pile | None) -> list[str]:
    first = next(complete.scan(), None) if complete else None
    return [name for name in first.collect_schema().names() if name not in {"at", PART}] if first is not None else []


def _place(scope: Sequence[str], buckets: int) -> pl.Expr:
    """Return the bucket of a row by its subject, with a hash that holds for this process; without one any will do."""
    return (pl.struct(scope).hash(seed=0) if scope else pl.int_range(pl.len())) % buckets


def _once(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows without those that say the same again; else a track of many lists would fill a bucket alone."""
    return rows.unique(subset=[name for name in rows.columns if name != PART], keep="last", maintain_order=True)


def _latest(rows: pl.DataFrame, subjects: pl.DataFrame | None, scope: Sequence[str]) -> pl.DataFrame:
    """Return the rows without those that a later complete reading of their subject has replaced."""
    if subjects is None or subjects.is_empty():
        return rows.drop(PART)
    last = subjects.group_by(scope).agg(pl.col(PART).max().alias("last_"))
    current = rows.join(last, on=list(scope), how="left", maintain_order="left")
    return current.filter(pl.col("last_").is_null() | (pl.col(PART) >= pl.col("last_"))).drop(PART, "last_")

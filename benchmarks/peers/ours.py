"""Our path as a process of its own: JSON lines, typed objects, frames, merge; one transaction.

It stores more than the others do, for it stores what a run stores: tracks, their credits, their popularity of the day,
albums with credits of their own, and artists. The tables are made by the migrations, which are part of what is timed,
as the others' tables are of theirs. One thread decodes and makes frames while Postgres takes the rows of the part
before. With --tracks-alone nothing is made but the rows of spotify.tracks, which is less than the others store.

    python -m benchmarks.peers.ours tracks.jsonl "host=127.0.0.1 dbname=peers"
"""

import argparse
import gc
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import polars as pl
from msgspec import UNSET

from tasks.postgres.database import Database
from tasks.postgres.load import Counts, loading
from tasks.postgres.migrations import migrate
from tasks.resources.columns import frame, joined
from tasks.resources.decode import decode
from tasks.resources.objects.track import COLUMNS, TRACK_TABLES, Asked, Track, album_id_of, track_rows, tracks_of
from tasks.resources.reading import Rows

# Bytes that are decoded at a time: some 8,000 tracks; so many of such parts may wait for Postgres.
PART, AHEAD = 16 * 2**20, 10

DECODER = msgspec.json.Decoder(Track)

TRACKS, ARTISTS = "spotify.tracks", "spotify.artists"

# Tracks that are copied at a time.
TAKEN = 80000


@dataclass
class Known:
    """What came with an earlier track of the file, as an album or an artist does: rows are made of each once."""

    albums: set[str] = field(default_factory=set)
    artists: set[str] = field(default_factory=set)

    def take_albums(self, tracks: list[Track]) -> dict[str, str]:
        """Take the known albums off their tracks, and return their ids by track."""
        repeated: dict[str, str] = {}
        for track in tracks:
            album_id = track.album.id if track.album else None
            if track.id and album_id in self.albums:
                repeated[track.id], track.album = str(album_id), UNSET
            elif album_id:
                self.albums.add(album_id)
        return repeated

    def new_artists(self, artists: pl.DataFrame) -> pl.DataFrame:
        """Return the artists that are not known yet."""
        ids = artists["artist_id"].to_list()
        fresh = artists.filter([one not in self.artists for one in ids])
        self.artists.update(ids)
        return fresh


@dataclass
class Everything:
    """The rows that a run makes of tracks, those of albums and artists once."""

    known: Known = field(default_factory=Known)
    observed_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self, part: bytes) -> Rows:
        """Return the rows of a part of the file."""
        tracks = _tracks(part)
        rows = track_rows(tracks, self.observed_at, self.known.take_albums(tracks))
        return Rows(rows.frames | {ARTISTS: self.known.new_artists(rows.frames[ARTISTS])}, rows.complete)


def tracks_alone(part: bytes) -> Rows:
    """Return the tracks of a part of the file, without what else is told of them."""
    asked = [Asked(str(track.asked_id), track, album_id_of(track)) for track in _tracks(part) if track.is_track]
    return Rows({TRACKS: tracks_of(frame(asked, COLUMNS))})


def load_file(path: Path, database: Database, rows: Callable[[bytes], Rows]) -> dict[str, Counts]:
    """Load a file of distinct tracks and return what became of the rows, table by table."""
    with loading(database, list(TRACK_TABLES)) as opened:
        return opened.merge_together(map(_by_table, _together(_ahead(_parts(path), rows))))


def _together(parts: Iterator[Rows]) -> Iterator[list[Rows]]:
    """Yield parts in groups of so many tracks: in the order of the key, many rows go to the same page of the index."""
    group: list[Rows] = []
    for rows in parts:
        group.append(rows)
        if sum(one.frames[TRACKS].height for one in group) >= TAKEN:
            yield group
            group = []
    if group:
        yield group


def _by_table(group: list[Rows]) -> dict[str, tuple[pl.DataFrame, pl.DataFrame | None]]:
    frames, complete = joined([one.frames for one in group]), joined([one.complete for one in group])
    return {table: (frame, complete.get(table)) for table, frame in frames.items()}


def _ahead(parts: Iterator[bytes], rows: Callable[[bytes], Rows]) -> Iterator[Rows]:
    """Yield the rows of every part; those of the next ones are made meanwhile."""
    with ThreadPoolExecutor(max_workers=1) as maker:
        pending: deque[Future[Rows]] = deque()
        for part in parts:
            pending.append(maker.submit(rows, part))
            if len(pending) > AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


def _tracks(part: bytes) -> list[Track]:
    try:
        return DECODER.decode_lines(part)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        decoded = (decode(line, Track)[0] for line in part.splitlines() if line)
        return [track for track in decoded if track]


def _parts(path: Path) -> Iterator[bytes]:
    """Yield the file in parts that end with a line."""
    with path.open("rb") as file:
        while part := file.read(PART):
            yield part + file.readline()


def main(path: str, conninfo: str, *, is_alone: bool) -> None:
    """Make the tables where they are missing, load the file, and print the counts."""
    gc.disable()  # millions of objects without a cycle among them
    database = Database.from_conninfo(conninfo)
    migrate(database, {"source"})
    for table, counts in load_file(Path(path), database, tracks_alone if is_alone else Everything()).items():
        print(table, counts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Load full tracks from JSON lines.")
    parser.add_argument("path")
    parser.add_argument("conninfo")
    parser.add_argument("--tracks-alone", action="store_true", help="only the table of tracks")
    asked = parser.parse_args()
    main(asked.path, asked.conninfo, is_alone=asked.tracks_alone)

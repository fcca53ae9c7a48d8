"""From response bytes to rows: a million playlist entries, against msgspec decoding the same bytes and nothing else.

The sandbox answers with playlists of the bundled tracks, a batch of them as a run makes it. What is timed is
PLAYLISTS.rows, from the bytes of the pages to the frames of all its tables. The floor decodes the same pages into the
same declared types: once holding what a batch decodes to until the batch is done, as anything must that makes rows of a
whole batch, and once letting go of every page at once. Both run with the garbage collector paused, as our rows do.

    python benchmarks/normalising.py --rounds 5
"""

import argparse
import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from msgspec import json

from benchmarks.big_catalogue import DAY, playlist_ids, write_catalogue
from benchmarks.floor import access_token
from benchmarks.served import served_by
from tasks.resources.app import App
from tasks.resources.need import Need
from tasks.resources.objects.playlist import Contents, Playlist
from tasks.resources.page import Page, Request
from tasks.resources.playlist_pages import Snapshot, is_confirmation, is_page
from tasks.resources.playlists import PLAYLISTS
from tasks.resources.reading import Reading

MOMENT = datetime.fromisoformat(DAY).replace(tzinfo=UTC)

Way = Callable[[Sequence[Page]], Any]

DECODERS: dict[str, json.Decoder[Any]] = {
    "head": json.Decoder(Playlist),
    "page": json.Decoder(Contents),
    "confirmation": json.Decoder(Snapshot),
}


@dataclass
class Times:
    """Seconds of every round, by the clock and of CPU."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def against(self, floor: "Times") -> str:
        """Return the ratios to another way: of the minima, of the medians."""
        pairs = [(self.cpu, floor.cpu), (self.wall, floor.wall)]
        ratios = [kind(own) / kind(other) for own, other in pairs for kind in (min, statistics.median)]
        return "  ".join(f"{ratio:7.2f}" for ratio in ratios)


def asked_of_sandbox(count: int, entries: int) -> list[Page]:
    """Return all pages of so many playlists, as a run would get them."""
    with TemporaryDirectory() as temporary:
        folder = write_catalogue(Path(temporary), count, entries)
        with served_by("--catalogue", str(folder)) as served:
            line, token = HTTPConnection(*served.address), access_token(served)

            def ask(request: Request) -> Page:
                target = f"/v1/{request.path}?{urlencode(request.params)}"
                line.request("GET", target, headers={"Authorization": f"Bearer {token}"})
                answer = line.getresponse()
                return Page(request, answer.status, answer.read(), MOMENT)

            heads = [ask(one) for one in PLAYLISTS.requests(Need(selected={"playlists": playlist_ids(count)}))]
            pages = heads + [ask(one) for head in heads for one in PLAYLISTS.follow(head, App())]
            return pages + [ask(one) for one in PLAYLISTS.confirm(pages)]


def decoder(page: Page) -> json.Decoder[Any]:
    """Return what decodes a page into the types that our rows are made of."""
    return DECODERS["confirmation" if is_confirmation(page) else "page" if is_page(page) else "head"]


def held(pages: Sequence[Page]) -> list[Any]:
    """Decode a batch."""
    return [decoder(page).decode(page.body) for page in pages]


def let_go(pages: Sequence[Page]) -> None:
    """Decode a batch, and keep nothing of it."""
    for page in pages:
        decoder(page).decode(page.body)


def ours(pages: Sequence[Page]) -> Any:
    """Return the rows of a batch."""
    return PLAYLISTS.rows(pages, Reading(MOMENT))


WAYS: dict[str, Way] = {"floor": held, "let go": let_go, "ours": ours}


def timed(way: Way, pages: Sequence[Page], batches: int, times: Times) -> None:
    """Add a measurement of so many batches, from the first byte until nothing of a batch is held any more."""
    gc.collect()
    gc.disable()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        for _ in range(batches):
            way(pages)
    finally:
        gc.enable()
    times.wall.append(time.perf_counter() - wall)
    times.cpu.append(time.process_time() - cpu)


def main(playlists: int, entries: int, batches: int, rounds: int) -> None:
    """Measure all ways in turn, and print what they took and their ratios."""
    pages = asked_of_sandbox(playlists, entries)
    _show_task(pages, playlists * entries, batches)
    found = {name: Times() for name in WAYS}
    for way in WAYS.values():
        way(pages)
    for _ in range(rounds):
        for name, way in WAYS.items():
            timed(way, pages, batches, found[name])
    print("                seconds                 of the floor that holds         of the floor that lets go")
    print(
        "way      CPU min  median  wall min  median  CPU min  median     wall  median  CPU min  median     wall  median"
    )
    for name, times in found.items():
        seconds = [kind(some) for some in (times.cpu, times.wall) for kind in (min, statistics.median)]
        ratios = [times.against(found[floor]) for floor in ("floor", "let go")]
        print(f"{name:6}  {'  '.join(f'{one:7.2f}' for one in seconds)}  {'  '.join(ratios)}", flush=True)


def _show_task(pages: Sequence[Page], items: int, batches: int) -> None:
    rows = ours(pages)
    size = sum(len(page.body) for page in pages)
    tracks = rows.frames["spotify.tracks"].height
    print(
        f"{batches} batches of {items:,} entries in {len(pages):,} answers, {tracks:,} different tracks in each batch"
    )
    print(f"{batches * items:,} entries, {batches * size:,} bytes; {batches * rows.height:,} rows", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure how long it takes from bytes to rows.")
    parser.add_argument("--playlists", type=int, default=125, help="of a batch: a run makes 8 batches of 1,000")
    parser.add_argument("--entries", type=int, default=1_000, help="of each playlist, in pages of 100")
    parser.add_argument("--batches", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each way, in turn")
    told = parser.parse_args()
    main(told.playlists, told.entries, told.batches, told.rounds)

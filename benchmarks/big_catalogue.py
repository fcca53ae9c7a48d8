"""A world of many playlists for the sandbox: the bundled tracks, dealt out anew under invented ids; one day.

python benchmarks/big_catalogue.py OUT_DIR --playlists 20000
"""

import argparse
import json
import lzma
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.build_catalogue import rows, write_table
from tasks.sandbox.catalogue import BUNDLED

DAY = "2021-05-09"
ENTRIES = 50


def playlist_ids(count: int) -> list[str]:
    """Return the ids of the playlists, 22 characters as Spotify's have."""
    return [f"Big{number:019d}" for number in range(count)]


def write_catalogue(out: Path, count: int, entries: int = ENTRIES) -> Path:
    """Write a catalogue folder (SANDBOX_CATALOGUE) with so many playlists of so many entries, and return it."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("tracks", "albums", "artists"):
        shutil.copy(BUNDLED / f"{name}.csv.gz", out)
    ids = playlist_ids(count)
    write_table(out / "playlists.csv.gz", [_playlist(one) for one in ids])
    with lzma.open(out / "playlist_history.jsonl.xz", "wt", preset=0) as file:
        file.writelines(_history(ids, entries))
    (out / "run.json").write_text(json.dumps({"first_day": DAY, "last_day": DAY}))
    return out


def _playlist(playlist_id: str) -> dict[str, str]:
    return {"playlist_id": playlist_id, "name": f"Playlist {int(playlist_id[3:])}", "description": "", "label": ""}


def _history(ids: Sequence[str], entries: int) -> Iterator[str]:
    tracks = [row["track_id"] for row in rows(BUNDLED / "tracks.csv.gz")]
    for number, playlist_id in enumerate(ids):
        # A stride that shares no factor with the number of tracks: no list holds one of them twice.
        held = [tracks[(number * 7 + place * 101) % len(tracks)] for place in range(entries)]
        yield json.dumps({"date": DAY, "playlist_id": playlist_id, "track_ids": held}) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a catalogue of many playlists for the sandbox.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--playlists", type=int, default=20_000)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    asked = parser.parse_args()
    write_catalogue(asked.out, asked.playlists, asked.entries)

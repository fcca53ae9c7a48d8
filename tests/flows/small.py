"""A world small enough to be read in seconds: some of the bundled playlists and their last days."""

import json
import lzma
from pathlib import Path
from typing import Any

from scripts.build_catalogue import credited, rows, used, write_history, write_table
from tasks.sandbox.catalogue import BUNDLED

NAMES = {"Top 50 - Germany", "Top 50 - Japan", "The Sound of Medieval", "Bollywood Top 50"}

FIRST_DAY, LAST_DAY = "2021-04-28", "2021-05-09"


def small_catalogue(out: Path) -> Path:
    """Write the small catalogue into a folder and return it: two charts and a playlist of several pages, 12 days."""
    playlists = [row for row in rows(BUNDLED / "playlists.csv.gz") if row["name"] in NAMES]
    history = _history({row["playlist_id"] for row in playlists})
    tracks = used(rows(BUNDLED / "tracks.csv.gz"), "track_id", {one for day in history for one in day["track_ids"]})
    albums = used(rows(BUNDLED / "albums.csv.gz"), "album_id", {row["album_id"] for row in tracks})
    artists = used(rows(BUNDLED / "artists.csv.gz"), "artist_id", set(credited(tracks, albums)))
    for name, table in {"playlists": playlists, "tracks": tracks, "albums": albums, "artists": artists}.items():
        write_table(out / f"{name}.csv.gz", table)
    write_history(out / "playlist_history.jsonl.xz", history)
    (out / "run.json").write_text(json.dumps({"first_day": FIRST_DAY, "last_day": LAST_DAY}))
    return out


def _history(playlist_ids: set[str]) -> list[dict[str, Any]]:
    with lzma.open(BUNDLED / "playlist_history.jsonl.xz", "rt", encoding="utf-8") as file:
        days = [day for day in map(json.loads, file) if day["playlist_id"] in playlist_ids]
    before = {day["playlist_id"]: day for day in days if day["date"] < FIRST_DAY}
    return [*before.values(), *(day for day in days if day["date"] >= FIRST_DAY)]

"""Cut the sandbox's bundled catalogue out of the playlist archive.

The archive holds tables parsed from two years of daily commits (see tasks/sandbox/catalogue/PROVENANCE.md). Kept are
the daily charts of some countries and a few larger playlists, over a run of days, with every track, album and artist
that they name. Rows are copied, never changed; two runs write the same bytes.

    python scripts/build_catalogue.py ARCHIVE_DIR [OUT_DIR]
"""

import csv
import gzip
import io
import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "tasks" / "sandbox" / "catalogue"

# All charts begin on 2021-03-27; USA, Global and the larger playlists give the days before it their change.
FIRST_DAY, LAST_DAY = "2021-03-01", "2021-05-09"

CHARTS = [
    *("Global", "USA", "United Kingdom", "Germany", "France", "Japan", "Brazil", "Mexico", "India", "South Korea"),
    *("Spain", "Italy", "Sweden", "Turkey", "Egypt", "Poland", "South Africa", "Argentina", "Australia", "Israel"),
]

# Those over 100 entries need more than one page; Dance Party holds a track twice on some days.
OTHERS = [
    *("Lo-Fi Beats", "Jazz Vibes", "Chill Tracks", "Beast Mode", "The Sound of Medieval", "All Out 80s", "Indie Pop"),
    *("Café montréalais", "Dance Party", "Late Night Jazz", "Orgánica", "RapCaviar", "Today's Top Hits", "hyperpop"),
    *("New Music Friday", "Bollywood Top 50"),
]

Row = dict[str, str]


def main(archive: Path, out: Path = OUT) -> None:
    """Write the five files of the catalogue and the days it serves into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    playlists = chosen(rows(archive / "playlists.csv.gz"))
    history = list(snapshots(archive / "playlist_history.jsonl.xz", {row["playlist_id"] for row in playlists}))
    tracks = used(rows(archive / "tracks.csv.gz"), "track_id", {i for day in history for i in day["track_ids"]})
    albums = used(rows(archive / "albums.csv.gz"), "album_id", {row["album_id"] for row in tracks})
    artists = used(rows(archive / "artists.csv.gz"), "artist_id", set(credited(tracks, albums)))
    for name, table in {"playlists": playlists, "tracks": tracks, "albums": albums, "artists": artists}.items():
        write_table(out / f"{name}.csv.gz", table)
    write_history(out / "playlist_history.jsonl.xz", history)
    (out / "run.json").write_text(json.dumps({"first_day": FIRST_DAY, "last_day": LAST_DAY}) + "\n")


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a gzipped table of the archive."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def chosen(playlists: Iterable[Row]) -> list[Row]:
    """Return the playlists to bundle, in the order of the lists above, with the label the demo gives them."""
    by_name = {row["name"]: row for row in playlists}
    charts = [by_name[f"Top 50 - {country}"] | {"label": country} for country in CHARTS]
    return charts + [by_name[name] | {"label": ""} for name in OTHERS]


def snapshots(path: Path, playlist_ids: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the chosen playlists' snapshots of the run, and of each the last one before it: what day 1 shows."""
    before: dict[str, dict[str, Any]] = {}
    run: list[dict[str, Any]] = []
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for snapshot in filter(lambda day: day["playlist_id"] in playlist_ids, map(json.loads, file)):
            if snapshot["date"] < FIRST_DAY:
                before[snapshot["playlist_id"]] = snapshot
            elif snapshot["date"] <= LAST_DAY:
                run.append(snapshot)
    # A playlist's days side by side compress to half of what they take in order of date.
    yield from sorted([*before.values(), *run], key=lambda day: (day["playlist_id"], day["date"]))


def used(table: Iterable[Row], key: str, ids: set[str]) -> list[Row]:
    """Return the rows whose key is among the ids, ordered by it."""
    return sorted((row for row in table if row[key] in ids), key=lambda row: row[key])


def credited(tracks: Iterable[Row], albums: Iterable[Row]) -> Iterator[str]:
    """Yield the id of every artist that a track or an album credits."""
    for row in tracks:
        yield from row["artist_ids"].split(";")
    for row in albums:
        yield from row["artist_ids_of_first_seen_track"].split(";")


def write_table(path: Path, table: list[Row]) -> None:
    """Write rows as gzipped CSV without a time in its header, so that equal rows are equal bytes."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(table[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    path.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


def write_history(path: Path, history: Iterable[dict[str, Any]]) -> None:
    """Write one JSON object a snapshot, xz-compressed."""
    lines = "".join(json.dumps(snapshot, ensure_ascii=False) + "\n" for snapshot in history)
    path.write_bytes(lzma.compress(lines.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python scripts/build_catalogue.py ARCHIVE_DIR [OUT_DIR]")
    main(*map(Path, sys.argv[1:]))

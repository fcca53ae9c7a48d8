"""The bundled catalogue: small, real, whole, and reproducible from the archive."""

import csv
import gzip
import json
import lzma
import os
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tasks.sandbox import Sandbox, demo_selection
from tasks.sandbox.catalogue import BUNDLED, Catalogue, load
from tasks.sandbox.world import World

from .client import GERMANY, Client

ROOT = Path(__file__).parents[2]

ARCHIVE = Path(os.environ.get("PLAYLIST_ARCHIVE") or ROOT / "no archive")
needs_archive = pytest.mark.skipif(
    not (ARCHIVE / "tracks.csv.gz").is_file(), reason="PLAYLIST_ARCHIVE names no playlist archive"
)


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    """The bundled catalogue."""
    return load()


def test_size(bundled: Catalogue) -> None:
    """At most 3 MB hold at least 25 playlists, 3,000 tracks and 60 days."""
    assert sum(path.stat().st_size for path in BUNDLED.iterdir()) < 3_000_000
    assert len(bundled.playlists) >= 25
    assert len(bundled.tracks) >= 3000
    assert bundled.days >= 60


def test_whole(bundled: Catalogue) -> None:
    """Every album and artist that a track names, and every artist that an album names, is there."""
    assert {track.album_id for track in bundled.tracks.values()} == bundled.albums.keys()
    credited = [track.artist_ids for track in bundled.tracks.values()]
    artists = {key for ids in [*credited, *(album.artist_ids for album in bundled.albums.values())] for key in ids}
    assert artists == bundled.artists.keys()


def test_charts(bundled: Catalogue) -> None:
    """There are 15 to 20 charts, labelled with their countries, each of 50 entries on every day."""
    labels = [chart.label for chart in bundled.charts]
    assert 15 <= len(labels) <= 20
    assert {"Global", "USA", "Germany", "Japan", "Brazil", "Egypt"} < set(labels)
    lengths = {len(content) for chart in bundled.charts for content in bundled.histories[chart.id].contents}
    assert lengths == {50}


def test_daily_change(bundled: Catalogue) -> None:
    """On every day of the run something differs from the day before, on most of them in several playlists."""
    days = [date.fromordinal(bundled.first_day.toordinal() + n) for n in range(bundled.days)]
    changes = [
        sum(history.at(before) != history.at(after) for history in bundled.histories.values())
        for before, after in pairwise(days)
    ]
    assert len(days) - changes.count(0) >= 60
    assert sorted(changes)[len(changes) // 2] > 5


def test_large_playlists_and_albums(bundled: Catalogue) -> None:
    """Some playlists are longer than 100 entries and some albums than 50 tracks, so that paging happens."""
    lengths = [len(history.contents[-1]) for history in bundled.histories.values()]
    assert sum(length > 100 for length in lengths) >= 3
    albums = World(bundled, 1).shelf.album_tracks.values()
    assert 3 <= sum(len(tracks) > 50 for tracks in albums) < 30


def test_demo_selection(bundled: Catalogue) -> None:
    """The demo reads charts by country, and the other playlists."""
    selection = demo_selection()
    assert f"Germany={GERMANY}" in selection
    assert [entry.rpartition("=")[2] for entry in selection] == list(bundled.playlists)


def write(folder: Path, name: str, lines: list[list[str]]) -> None:
    """Write a table of a catalogue."""
    with gzip.open(folder / f"{name}.csv.gz", "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A catalogue of one playlist, in the archive's form: no labels, no run, no order of days."""
    track, album, artist, playlist = ("T" * 22, "A" * 22, "R" * 22, "P" * 22)
    header = ["track_id", "name", "album_id", "artist_ids", "duration_ms"]
    write(tmp_path, "tracks", [header, [track, "One", album, artist, "1000"], ["U" * 22, "Two", album, artist, ""]])
    write(tmp_path, "albums", [["album_id", "name", "artist_ids_of_first_seen_track"], [album, "LP", artist]])
    write(tmp_path, "artists", [["artist_id", "name"], [artist, "Somebody"]])
    write(tmp_path, "playlists", [["playlist_id", "name", "description"], [playlist, "Top 50 - Nowhere", ""]])
    days = [("2021-01-03", ["U" * 22, track]), ("2021-01-01", [track]), ("2021-01-02", [track])]
    lines = [json.dumps({"date": day, "playlist_id": playlist, "name": "", "track_ids": ids}) for day, ids in days]
    unknown = json.dumps({"date": "2020-01-01", "playlist_id": "X" * 22, "name": None, "track_ids": []})
    (tmp_path / "playlist_history.jsonl.xz").write_bytes(lzma.compress("\n".join([*lines, unknown]).encode()))
    return tmp_path


def test_any_folder(tiny: Path) -> None:
    """A folder in the archive's form is served: its days are those of its history, sorted."""
    with Sandbox(catalogue=tiny) as sandbox:
        client = Client(sandbox)
        totals = []
        for day in range(1, sandbox.days + 1):
            sandbox.move_to(day)
            totals.append(client.json(f"playlists/{'P' * 22}/items")["total"])
        added = [item["added_at"][:10] for item in client.json(f"playlists/{'P' * 22}/items")["items"]]
    assert totals == [1, 1, 2]
    assert added[0] == "2021-01-03"
    assert added[1] < "2021-01-01"  # it was there when the history began
    assert demo_selection(tiny) == [f"Nowhere={'P' * 22}"]


def test_no_catalogue(tmp_path: Path) -> None:
    """A folder that holds no catalogue is one sentence."""
    with pytest.raises(ValueError, match="is no catalogue of the sandbox"):
        Sandbox(catalogue=tmp_path)


@needs_archive
def test_reproducible(tmp_path: Path) -> None:
    """The script writes the bundled facts again; no time of writing is in what it writes."""
    sys.path.insert(0, str(ROOT / "scripts"))
    import build_catalogue  # type: ignore[import-not-found, unused-ignore]

    build_catalogue.main(ARCHIVE, tmp_path)
    # Compressors may differ between versions of Python: what is compared is what the files hold.
    assert [path.name for path in tmp_path.iterdir() if unpacked(path) != unpacked(BUNDLED / path.name)] == []
    assert {path.read_bytes()[4:8] for path in tmp_path.glob("*.gz")} == {bytes(4)}


def unpacked(path: Path) -> bytes:
    """Return what a file holds."""
    opened = {".gz": gzip.decompress, ".xz": lzma.decompress}.get(path.suffix, bytes)
    return opened(path.read_bytes())


@needs_archive
def test_whole_archive() -> None:
    """The sandbox serves the whole archive: 250 playlists over 716 days."""
    with Sandbox(catalogue=ARCHIVE, day=600) as sandbox:
        client = Client(sandbox)
        assert (len(demo_selection(ARCHIVE)), sandbox.days) == (250, 716)
        assert client.json(f"playlists/{GERMANY}")["tracks"]["total"] == 50
        assert len(client.items("me/tracks?limit=50")) > 300
        assert len(client.json("me/player/recently-played?limit=50")["items"]) == 50

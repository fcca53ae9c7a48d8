"""Full track objects as JSON lines, one file for every tool: the sandbox's answers, dealt out anew under invented ids.

The bundled catalogue has 1.1 tracks an album and 1.2 an artist, as few playlists show; a larger library meets the same
again. So several copies of it share their albums, and more their artists: 500,000 tracks have 152,322 albums and some
74,000 artists. The lines come in an order in which neither neighbours belong together nor ids rise.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import gcd
from pathlib import Path
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.catalogue import load
from tasks.sandbox.invented import spotify_id
from tasks.sandbox.modes import EXTENDED
from tasks.sandbox.objects.tracks import track
from tasks.sandbox.world import World, encode

# Copies of the catalogue that have their albums, and their artists, in common.
COPIES_AN_ALBUM, COPIES_AN_ARTIST = 3, 6

# In the file for the second load every tenth track has another name and another popularity.
CHANGED_EVERY = 10
REMASTERED = " - Remastered"

# An id between quotes, or at the end of an address or a URI: of a track, an album or an artist.
IDENTIFIED = re.compile(rb'(track|album|artist)s?[/:]([0-9A-Za-z]{22})"')

# What stands before an id and which kind it is, and at last what stands behind all of them.
Pieces = tuple[tuple[tuple[bytes, str, str], ...], bytes]


def write_tracks(path: Path, rows: int, *, changed: bool = False) -> Path:
    """Write so many tracks, some 2 kB each, unless the file is there; `changed` is the second load's file."""
    if path.exists():
        return path
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.writelines(_lines(rows, changed=changed))
    return unfinished.rename(path)


def is_changed(place: int) -> bool:
    """Whether the second file has something else at a place, counted from 0."""
    return place % CHANGED_EVERY == 0


def _lines(rows: int, *, changed: bool) -> Iterator[bytes]:
    former, latter = _shapes(changed=False), _shapes(changed=changed)
    for place in range(rows):
        copy, number = divmod(place * _stride(rows) % rows, len(former))
        yield _dealt((latter if is_changed(place) else former)[number], copy)


@lru_cache
def _stride(rows: int) -> int:
    """Return a step that comes by every place once, and far from the one before."""
    stride = int(rows * 0.618) or 1
    while gcd(stride, rows) > 1:
        stride += 1
    return stride


def _shapes(*, changed: bool) -> list[Pieces]:
    """Return the tracks of the catalogue as the API gives them in extended quota mode, cut at their ids."""
    catalogue = load()
    ask = Ask("", {}, {}, is_user=False, host="https://api.spotify.com", mode=EXTENDED, world=World(catalogue, 1))
    full = (track(ask, track_id) for track_id in catalogue.tracks)
    return [_cut(encode(_remastered(one) if changed else one)) for one in full]


def _remastered(full: Mapping[str, Any]) -> dict[str, Any]:
    return {**full, "name": full["name"] + REMASTERED, "popularity": (full["popularity"] + 7) % 101}


def _cut(line: bytes) -> Pieces:
    kinds = {found[2]: found[1] for found in IDENTIFIED.finditer(line)}
    parts = re.split(rb"(" + b"|".join(kinds) + rb")", line)
    pieces = zip(parts[::2], parts[1::2], strict=False)
    return tuple((before, kinds[key].decode(), key.decode()) for before, key in pieces), parts[-1]


def _dealt(pieces: Pieces, copy: int) -> bytes:
    identified, rest = pieces
    return b"".join(part for before, kind, key in identified for part in (before, _id(kind, key, copy))) + rest + b"\n"


def _id(kind: str, key: str, copy: int) -> bytes:
    shared = {"album": COPIES_AN_ALBUM, "artist": COPIES_AN_ARTIST}.get(kind, 1)
    return _invented(key, copy // shared)


@lru_cache(maxsize=1_000_000)
def _invented(key: str, generation: int) -> bytes:
    return spotify_id(key, generation).encode() if generation else key.encode()

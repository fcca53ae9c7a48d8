"""Albums: name and first artists are real; type, dates, label and codes are invented.

An album lists the tracks that the catalogue knows of it, and says that those are all.
"""

from datetime import date, timedelta
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import digits, number, pick, share
from tasks.sandbox.objects.artists import simple_artist
from tasks.sandbox.objects.common import images, links, oddly
from tasks.sandbox.objects.markets import markets
from tasks.sandbox.world import popularity

LABELS = ("Northlight Records", "Paper Boat Music", "Third Floor", "Mono Lake", "Salt & Copper", "Harbour Lane")
COLLECTIONS = ("greatest hits", "best of", "the collection", "anthology", "essential", "soundtrack")


def simple_album(ask: Ask, album_id: str) -> dict[str, Any]:
    """Return the form that tracks and discographies embed."""
    album = ask.world.shelf.albums[album_id]
    released, precision = release(ask, album_id)
    simple = links(ask, "album", album_id) | {
        "album_type": album_type(ask, album_id),
        "artists": [simple_artist(ask, artist_id) for artist_id in credited(ask, album_id)],
        "images": images(album_id),
        "name": album.name,
        "release_date": released,
        "release_date_precision": precision,
        "total_tracks": len(ask.world.shelf.album_tracks[album_id]),
    }
    return oddly(album_id, simple | markets(ask, album_id))


def album_extras(ask: Ask, album_id: str) -> dict[str, Any]:
    """Return the fields that only the full form has, its tracks aside."""
    label = pick(LABELS, "label", ask.world.shelf.albums[album_id].artist_ids[0])
    year = release(ask, album_id)[0][:4]
    extras = {
        "copyrights": [{"text": f"{year} {label}", "type": kind} for kind in "CP"],
        "external_ids": {"upc": digits(12, "upc", album_id)},
        "genres": [],  # deprecated, and empty for years
        "label": label,
        "popularity": popularity(ask.world, album_id, ask.world.presence.albums.get(album_id, 0.0)),
    }
    return oddly(album_id, extras)


def credited(ask: Ask, album_id: str) -> tuple[str, ...]:
    """Return the album's artists: mostly the first one alone, as guests belong to tracks."""
    artist_ids = ask.world.shelf.albums[album_id].artist_ids
    return artist_ids if number("joint album", album_id) % 5 == 0 else artist_ids[:1]


def album_type(ask: Ask, album_id: str) -> str:
    """Return album, single or compilation."""
    name = ask.world.shelf.albums[album_id].name.lower()
    tracks = ask.world.shelf.album_tracks[album_id]
    if any(word in name for word in COLLECTIONS):
        return "compilation"
    first = ask.world.shelf.tracks[tracks[0]].name.lower()
    return "single" if len(tracks) < 7 and (first.startswith(name) or name.startswith(first)) else "album"


def release(ask: Ask, album_id: str) -> tuple[str, str]:
    """Return release date and precision: weeks to decades before a playlist first held a track of it."""
    seen = ask.world.catalogue.released_before.get(album_id, ask.world.catalogue.first_day.toordinal())
    days = int(10 ** (4.3 * share("released", album_id)))
    day = (date.fromordinal(seen) - timedelta(days=days)).isoformat()
    precision = pick(("day",) * 16 + ("year",) * 3 + ("month",), "precision", album_id)
    return day[: {"year": 4, "month": 7, "day": 10}[precision]], precision

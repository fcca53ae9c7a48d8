"""Artists: names are real, all else is invented (the archive has only names)."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import number, pick, share
from tasks.sandbox.objects.common import images, links, oddly
from tasks.sandbox.world import World, fame, popularity

GENRES = (
    *("pop", "dance pop", "indie pop", "k-pop", "latin", "reggaeton", "hip hop", "german hip hop", "uk drill", "trap"),
    *(
        "rock",
        "alternative rock",
        "metal",
        "jazz",
        "vocal jazz",
        "soul",
        "r&b",
        "house",
        "techno",
        "edm",
        "lo-fi beats",
    ),
    *("ambient", "classical", "folk", "country", "bollywood", "arabic pop", "turkish pop", "afrobeats", "chanson"),
)


def simple_artist(ask: Ask, artist_id: str) -> dict[str, Any]:
    """Return the form that tracks and albums embed."""
    return links(ask, "artist", artist_id) | {"name": ask.world.shelf.artists[artist_id].name}


def artist(ask: Ask, artist_id: str) -> dict[str, Any]:
    """Return the full form."""
    full = simple_artist(ask, artist_id) | {
        "followers": {"href": None, "total": followers(ask.world, artist_id)},
        "genres": sorted({pick(GENRES, "genre", artist_id, n) for n in range(number("genres", artist_id) % 4)}),
        "images": images(artist_id, "ab676161"),
        "popularity": popularity(ask.world, artist_id, ask.world.presence.artists.get(artist_id, 0.0)),
    }
    return oddly(artist_id, full)


def followers(world: World, artist_id: str) -> int:
    """Return hundreds to tens of millions by fame, growing by up to a thousandth a day."""
    famous = fame(world.catalogue).artists.get(artist_id, 0.0)
    base = 10 ** (2.3 + 2.2 * share("followers", artist_id) + 3 * famous)
    return int(base * (1 + world.number * share("growth", artist_id) / 1000))

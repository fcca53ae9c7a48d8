"""What the catalogue tells about artists beside their albums: all their tracks, and whom they are like."""

from functools import lru_cache

from tasks.sandbox.catalogue import Catalogue, grouped
from tasks.sandbox.invented import number, pick
from tasks.sandbox.oddities import NOT_FOUND, SERVER_ERROR
from tasks.sandbox.world import World, popularity, shelf

TOP = 10
RELATED = 20


@lru_cache(maxsize=4)
def artist_tracks(catalogue: Catalogue) -> dict[str, list[str]]:
    """Return the ids of the tracks that credit an artist."""
    tracks = [track for track in shelf(catalogue).tracks.values() if track.id not in NOT_FOUND]
    return grouped((artist_id, track.id) for track in tracks for artist_id in track.artist_ids)


def top_tracks(world: World, artist_id: str, market: str) -> list[str]:
    """Return up to ten tracks of an artist, most popular first; equals lie differently in every market."""
    heard = world.presence.tracks

    def rank(track_id: str) -> tuple[int, int]:
        return -popularity(world, track_id, heard.get(track_id, 0.0)), number("taste", market, track_id)

    return sorted(artist_tracks(world.catalogue).get(artist_id, []), key=rank)[:TOP]


@lru_cache(maxsize=4096)
def related(catalogue: Catalogue, artist_id: str) -> tuple[str, ...]:
    """Return up to 20 artists: those of the same tracks first, then neighbours by chance; one in 15 has none at all."""
    if number("loner", artist_id) % 15 == 0:
        return ()
    tracks = [shelf(catalogue).tracks[track_id] for track_id in artist_tracks(catalogue).get(artist_id, [])]
    together = [other for track in tracks for other in track.artist_ids]
    everyone = list(catalogue.artists)
    by_chance = [pick(everyone, "related", artist_id, n) for n in range(RELATED)]
    found = dict.fromkeys([*together, *by_chance])
    return tuple(key for key in found if key != artist_id and key not in SERVER_ERROR)[:RELATED]

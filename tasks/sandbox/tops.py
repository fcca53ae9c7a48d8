"""What a listener hears most, over about a month, half a year and years: the shorter the range, the more it moves."""

from functools import lru_cache
from math import sin

from tasks.sandbox.catalogue import Catalogue
from tasks.sandbox.invented import number, share
from tasks.sandbox.listener import seed_of

# By range: over how many days a liking comes and goes, and how many items the list has.
RANGES = {"short_term": (4, 60), "medium_term": (20, 90), "long_term": (200, 120)}
POOL = 160


@lru_cache(maxsize=64)
def top(catalogue: Catalogue, noun: str, time_range: str, day: int, user_id: str) -> tuple[str, ...]:
    """Return the ids of the "artists" or "tracks" of a range on a day (an ordinal), most heard first."""
    period, length = RANGES[time_range]
    about = f"top {noun}{seed_of(user_id)}"

    def liking(key: str) -> float:
        return share(about, key) + 0.3 * sin((day + number(about, time_range, key) % 100) / period)

    return tuple(sorted(_pool(catalogue, noun, about), key=liking, reverse=True)[:length])


@lru_cache(maxsize=8)
def _pool(catalogue: Catalogue, noun: str, about: str) -> tuple[str, ...]:
    """Return those that come into question."""
    everything = catalogue.artists if noun == "artists" else catalogue.tracks
    return tuple(sorted(everything, key=lambda key: number("pool", about, key))[:POOL])

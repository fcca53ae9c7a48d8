"""What Spotify's pages for browsing show: categories, and the playlists of the catalogue that they hold on a day."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from tasks.sandbox.asking import Ask
from tasks.sandbox.catalogue import Catalogue
from tasks.sandbox.invented import number, pick, spotify_id
from tasks.sandbox.shelves import Listed, listed

NAMES = (
    *("Pop", "Hip-Hop", "Rock", "Latin", "Dance/Electronic", "R&B", "Indie", "Chill", "Focus", "Sleep", "Workout"),
    *("Party", "Country", "Jazz", "Classical", "Soul", "Metal", "Folk & Acoustic", "K-Pop"),
)

# Ids are words where a category is old, and like any other id where it is not.
TOPLISTS = "toplists"
CATEGORIES = {TOPLISTS: "Charts"} | {
    name.lower().replace("/", "_") if name.isalpha() and place % 2 else spotify_id("category", name): name
    for place, name in enumerate(NAMES)
}

MESSAGES = ("Start the week", "Midweek mood", "Almost there", "New Music Friday!", "Weekend", "Good morning")
FEATURED = 12


@lru_cache(maxsize=64)
def in_category(catalogue: Catalogue, category_id: str) -> tuple[Listed, ...]:
    """Return the playlists of a category: the charts in theirs, every other playlist in some."""
    if category_id == TOPLISTS:
        return _listed(catalogue, (chart.id for chart in catalogue.charts))
    others = [playlist.id for playlist in catalogue.playlists.values() if not playlist.label]
    return _listed(catalogue, (key for key in others if number("in category", category_id, key) % 4 == 0))


@lru_cache(maxsize=64)
def featured(catalogue: Catalogue, day: date) -> tuple[Listed, ...]:
    """Return a dozen playlists, most of them others than on the day before."""
    return _listed(catalogue, sorted(catalogue.playlists, key=lambda key: number("featured", day.isoformat(), key)))[
        :FEATURED
    ]


def message(day: date) -> str:
    """Return what stands above the featured playlists."""
    return pick(MESSAGES, "message", day.isoformat())


def _listed(catalogue: Catalogue, ids: Iterable[str]) -> tuple[Listed, ...]:
    return tuple(playlist for playlist in (listed(catalogue, key) for key in ids) if playlist)


def shown(ask: Ask, playlists: Iterable[Listed]) -> list[Listed | None]:
    """Return playlists as lists of them are served since November 2024: with nulls, which count.

    Null is what Spotify owns for an app without the grant, and one more for everyone: the third, as has been seen.
    """
    seen = [None if playlist.owner_id == "spotify" and not ask.mode.has_grant else playlist for playlist in playlists]
    return [*seen[:2], None, *seen[2:]] if len(seen) > 2 else seen

"""Podcasts, invented: a dozen shows named after real artists, each with a new episode every few days.

What a show has brought out depends on the day. Ids depend on nothing, so that they are the same in every catalogue. One
further show is that of the odd episode in the oddities playlist: it has ended, and is odd itself.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from tasks.sandbox.catalogue import Catalogue
from tasks.sandbox.invented import number, pick, spotify_id
from tasks.sandbox.oddities import odd_id

SHOWS = 12
CADENCES = (1, 2, 3, 7, 7, 14)  # days from one episode to the next
TITLES = ("{} Explained", "The {} Tapes", "Talking {}", "{} Track by Track", "All About {}", "Late Night {}")
THEMES = ("The Debut", "On the Road", "Lost Demos", "In the Studio", "Your Letters", "A Guest", "The Encore", "B-Sides")
PUBLISHERS = ("Harbour Lane Audio", "Third Floor Talk", "Paper Boat Radio", "Night Shift Studios")

FIRST = spotify_id("show", 0)  # a show that is there in every catalogue
ODD_SHOW, ODD_EPISODE = odd_id("Show"), odd_id("Episode")
ODD_NUMBER, ODD_TOTAL, ODD_DAY = 112, 117, date(2020, 1, 8)


@dataclass(frozen=True)
class Show:
    """A show: `before` episodes came out up to the first day of the catalogue, then one every `cadence` days."""

    id: str
    name: str
    publisher: str
    language: str
    before: int
    cadence: int
    is_explicit: bool
    has_gaps: bool  # some of its episodes were withdrawn, and are null where they stood


@dataclass(frozen=True)
class Episode:
    """Episode `number` (from 1) of a show; a withdrawn one is a null in lists and not found by its id."""

    id: str
    show_id: str
    number: int
    name: str
    released: date
    is_withdrawn: bool


@lru_cache(maxsize=4)
def shows(catalogue: Catalogue) -> dict[str, Show]:
    """Return every show by its id."""
    odd = Show(ODD_SHOW, "The Odd Show", "Sandbox", "en", ODD_TOTAL, 7, is_explicit=False, has_gaps=False)
    return {show.id: show for show in [*(_show(catalogue, n) for n in range(SHOWS)), odd]}


def _show(catalogue: Catalogue, n: int) -> Show:
    key = spotify_id("show", n)
    artist = catalogue.artists[pick(list(catalogue.artists), "subject", key)].name
    return Show(
        id=key,
        name=TITLES[n % len(TITLES)].format(artist),
        publisher=pick(PUBLISHERS, "publisher", key),
        language=("en", "en-US", "de", "es")[n % 4],
        before=30 + number("before", key) % 20,
        cadence=CADENCES[n % len(CADENCES)],
        is_explicit=n % 5 == 1,
        has_gaps=n % 4 == 0,
    )


@lru_cache(maxsize=4)
def episodes(catalogue: Catalogue) -> dict[str, Episode]:
    """Return every episode by its id, those to come included."""
    return {episode.id: episode for show_id in shows(catalogue) for episode in _all(catalogue, show_id)}


@lru_cache(maxsize=64)
def _all(catalogue: Catalogue, show_id: str) -> tuple[Episode, ...]:
    """Return the episodes of a show up to the catalogue's last day, oldest first."""
    show = shows(catalogue)[show_id]
    to_come = 0 if show_id == ODD_SHOW else (catalogue.days - 1) // show.cadence
    return tuple(_episode(catalogue, show, n) for n in range(1, show.before + to_come + 1))


def _episode(catalogue: Catalogue, show: Show, n: int) -> Episode:
    if show.id == ODD_SHOW:
        key = ODD_EPISODE if n == ODD_NUMBER else spotify_id("episode", show.id, n)
        return Episode(key, show.id, n, f"{n}: Made Up", ODD_DAY + timedelta(weeks=n - ODD_NUMBER), is_withdrawn=False)
    return Episode(
        id=spotify_id("episode", show.id, n),
        show_id=show.id,
        number=n,
        name=f"#{n}: {pick(THEMES, 'theme', show.id, n)}",
        released=catalogue.first_day + timedelta(days=(n - show.before) * show.cadence),
        is_withdrawn=show.has_gaps and number("withdrawn", show.id, n) % 23 == 0,
    )


@lru_cache(maxsize=256)
def out(catalogue: Catalogue, show_id: str, day: date) -> tuple[Episode, ...]:
    """Return the episodes that are out on a day, latest first, the withdrawn among them."""
    return tuple(episode for episode in reversed(_all(catalogue, show_id)) if episode.released <= day)


@lru_cache(maxsize=8)
def playable(catalogue: Catalogue, day: date) -> dict[str, Episode]:
    """Return by id the episodes that can be had on a day."""
    listed = [episode for show_id in shows(catalogue) for episode in out(catalogue, show_id, day)]
    return {episode.id: episode for episode in listed if not episode.is_withdrawn}

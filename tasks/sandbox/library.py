"""What a listener keeps besides tracks: albums, shows, episodes, audiobooks and artists, each a function of the day.

Some of each are saved before the first day, some during the run, and some are removed during it.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from tasks.sandbox.audiobooks import books
from tasks.sandbox.catalogue import Catalogue
from tasks.sandbox.invented import number, share
from tasks.sandbox.listener import HISTORY_DAYS, seed_of
from tasks.sandbox.podcasts import ODD_SHOW, episodes, shows
from tasks.sandbox.shelves import moment

ALBUMS = 70
EPISODES = 40
ARTISTS = 90

Kept = tuple[tuple[str, str], ...]  # (added_at, id), latest first


@lru_cache(maxsize=64)
def saved_albums(catalogue: Catalogue, day: date, user_id: str) -> Kept:
    """Return the albums that are saved on a day: about 60, more than a page."""
    about = f"albums{seed_of(user_id)}"
    chosen = sorted(catalogue.albums, key=lambda key: number(about, key))[:ALBUMS]
    return _kept(catalogue, day, _some_day(catalogue, chosen, about), about)


@lru_cache(maxsize=64)
def saved_shows(catalogue: Catalogue, day: date, user_id: str) -> Kept:
    """Return the shows that are saved on a day: two of three, and the odd one."""
    about = f"shows{seed_of(user_id)}"
    chosen = [key for key in shows(catalogue) if number(about, key) % 3 or key == ODD_SHOW]
    return _kept(catalogue, day, _some_day(catalogue, chosen, about), about)


@lru_cache(maxsize=64)
def saved_episodes(catalogue: Catalogue, day: date, user_id: str) -> Kept:
    """Return the episodes that are saved on a day: each within ten days after it came out."""
    about = f"episodes{seed_of(user_id)}"
    there = [episode for episode in episodes(catalogue).values() if not episode.is_withdrawn]
    chosen = sorted(there, key=lambda episode: number(about, episode.id))[:EPISODES]
    added = {found.id: found.released + timedelta(days=1 + number("later", found.id) % 10) for found in chosen}
    return _kept(catalogue, day, added, about)


@lru_cache(maxsize=64)
def saved_audiobooks(catalogue: Catalogue, day: date, user_id: str) -> Kept:
    """Return the audiobooks that are saved on a day."""
    about = f"audiobooks{seed_of(user_id)}"
    return _kept(catalogue, day, _some_day(catalogue, books(catalogue), about), about)


@lru_cache(maxsize=64)
def followed_artists(catalogue: Catalogue, day: date, user_id: str) -> tuple[str, ...]:
    """Return the artists that are followed on a day, by id: so that a cursor holds when one comes or goes."""
    about = f"artists{seed_of(user_id)}"
    chosen = sorted(catalogue.artists, key=lambda key: number(about, key))[:ARTISTS]
    return tuple(sorted(key for _, key in _kept(catalogue, day, _some_day(catalogue, chosen, about), about)))


def _some_day(catalogue: Catalogue, keys: Iterable[str], about: str) -> dict[str, date]:
    """Return a day for each, one in five of them during the run and the others before it."""
    return {key: _day(catalogue, key, about) for key in keys}


def _day(catalogue: Catalogue, key: str, about: str) -> date:
    if number(about, "lately", key) % 5 == 0:
        return catalogue.first_day + timedelta(days=int(catalogue.days * share(about, "on", key)))
    return catalogue.first_day - timedelta(days=1 + int(HISTORY_DAYS * share(about, "on", key)))


def _kept(catalogue: Catalogue, day: date, added: dict[str, date], about: str) -> Kept:
    fickle = 8 if len(added) > 20 else 4  # one in so many is removed: of few things too, some
    until = {key: _removed(catalogue, key, since, about, fickle) for key, since in added.items()}
    kept = {key: since for key, since in added.items() if since <= day < until[key]}
    return tuple(sorted(((moment(since, about, key), key) for key, since in kept.items()), reverse=True))


def _removed(catalogue: Catalogue, key: str, added: date, about: str, fickle: int) -> date:
    """Return the day from which something is kept no longer: one in `fickle` is removed during the run."""
    removed = catalogue.first_day + timedelta(days=1 + number(about, "removed", key) % catalogue.days)
    return removed if number(about, "fickle", key) % fickle == 0 and removed > added else date.max

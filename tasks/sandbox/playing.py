"""What a listener plays at noon, by the day: a track of a playlist, nothing, an episode, a file, a saved track."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from tasks.sandbox.invented import number, pick
from tasks.sandbox.listener import LISTENERS, followed_by, saved
from tasks.sandbox.oddities import LOCAL
from tasks.sandbox.podcasts import FIRST, out
from tasks.sandbox.shelves import contents
from tasks.sandbox.world import World

QUEUED = 20

T = TypeVar("T")

Item = tuple[str, str | dict[str, Any]]  # "track" or "episode" and its id; "local" and the object


@dataclass(frozen=True)
class Playing:
    """What plays, out of which context ("playlist", "show" or "collection", and its id), and what comes after it."""

    items: tuple[Item, ...]
    context: tuple[str, str] | None
    is_playing: bool = True


def playing(world: World, user_id: str) -> Playing | None:
    """Return what plays, None on every fifth day; the second listener is a day ahead of the first."""
    found = BY_DAY[(world.number + LISTENERS.index(user_id)) % len(BY_DAY)](world, user_id)
    return found if found and found.items else None


def _nothing(world: World, user_id: str) -> None:  # noqa: ARG001 - one signature for all days
    return None


def _file(world: World, user_id: str) -> Playing:
    return Playing((("local", LOCAL), *_saved(world, user_id)), None)


def _collection(world: World, user_id: str) -> Playing:
    """Play out of the saved tracks; it is paused."""
    return Playing(_saved(world, user_id), ("collection", user_id), is_playing=False)


def _playlist(world: World, user_id: str) -> Playing:
    about = (user_id, world.number)
    playlist_id = pick(followed_by(world.catalogue, user_id), "playing", *about).id
    tracks: list[Item] = [
        ("track", entry.item) for entry in contents(world.catalogue, playlist_id, world.date) if entry.item
    ]
    return Playing(_from(tracks, number("place", *about)), ("playlist", playlist_id))


def _episode(world: World, user_id: str) -> Playing:
    """Play the latest episode of a show; then come saved tracks, as shows do not go on by themselves."""
    there = [found.id for found in out(world.catalogue, FIRST, world.date) if not found.is_withdrawn]
    return Playing((("episode", there[0]), *_saved(world, user_id)), ("show", FIRST))


def _saved(world: World, user_id: str) -> tuple[Item, ...]:
    tracks: list[Item] = [("track", key) for _, key in saved(world.catalogue, world.date, user_id)]
    return _from(tracks, number("shuffled", user_id, world.number))


def _from(things: Sequence[T], start: int) -> tuple[T, ...]:
    """Return what plays at a place and what follows it; after the last comes the first."""
    if not things:
        return ()
    return tuple(things[(start + n) % len(things)] for n in range(1 + QUEUED))


BY_DAY: tuple[Callable[[World, str], Playing | None], ...] = (_playlist, _nothing, _episode, _file, _collection)

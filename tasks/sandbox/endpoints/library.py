"""What the listener saved besides tracks: albums, shows, episodes and audiobooks, latest first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.audiobooks import books
from tasks.sandbox.endpoints import albums as albums_by_id
from tasks.sandbox.endpoints import audiobooks as audiobooks_by_id
from tasks.sandbox.library import saved_albums, saved_audiobooks, saved_episodes, saved_shows
from tasks.sandbox.objects.audiobooks import simple_audiobook
from tasks.sandbox.objects.episodes import episode, nowhere
from tasks.sandbox.objects.shows import simple_show
from tasks.sandbox.oddities import LISTENER
from tasks.sandbox.paging import Collection, page
from tasks.sandbox.routing import Route

Saved = tuple[str, str]  # when, and the id

GONE = ("2016-06-07T15:08:30Z", "")  # saved, and since then vanished from Spotify: as recorded


def _with_null(saved: Sequence[Saved], place: int) -> list[Saved | None]:
    """Put a null among what is saved, as recorded: something the listener's country no longer has. It counts."""
    return [*saved[:place], None, *saved[place:]]


def albums(ask: Ask) -> Any:
    """GET me/albums: full albums, with their tracks."""
    saved = _with_null(saved_albums(ask.world.catalogue, ask.world.date, ask.user_id), 12)
    return page(ask, Collection(ask.path, saved, lambda pair: pair and _album(ask, *pair)))


def _album(ask: Ask, added_at: str, album_id: str) -> dict[str, Any]:
    return {"added_at": added_at, "album": albums_by_id.one(replace(ask, names={"id": album_id}))}


def shows(ask: Ask) -> Any:
    """GET me/shows: without their episodes."""
    saved = saved_shows(ask.world.catalogue, ask.world.date, ask.user_id)
    return page(ask, Collection(ask.path, saved, lambda pair: _show(ask, *pair)))


def _show(ask: Ask, added_at: str, show_id: str) -> dict[str, Any]:
    return {"added_at": added_at, "show": ask.mode.trim(simple_show(ask, show_id))}


def episodes(ask: Ask) -> Any:
    """GET me/episodes: with their shows; the listener's oldest is an episode that is nothing but nulls."""
    saved = saved_episodes(ask.world.catalogue, ask.world.date, ask.user_id)
    gone = [GONE] if ask.user_id == LISTENER else []
    return page(ask, Collection(ask.path, [*saved, *gone], lambda pair: _episode(ask, *pair)))


def _episode(ask: Ask, added_at: str, episode_id: str) -> dict[str, Any]:
    return {"added_at": added_at, "episode": ask.mode.trim(episode(ask, episode_id) if episode_id else nowhere())}


def audiobooks(ask: Ask) -> Any:
    """GET me/audiobooks: whatever the market; one element is null."""
    saved = _with_null(saved_audiobooks(ask.world.catalogue, ask.world.date, ask.user_id), 2)
    return page(ask, Collection(ask.path, saved, lambda pair: pair and _audiobook(ask, *pair)))


def _audiobook(ask: Ask, added_at: str, book_id: str) -> dict[str, Any]:
    """Return a saved book: bare in old apps, as recorded; in new ones with time and chapters, as published in 2026."""
    if ask.mode.has_removed_endpoints:
        book = simple_audiobook(ask, books(ask.world.catalogue)[book_id]) | {"is_externally_hosted": False}
        return dict(ask.mode.trim(book))
    return {"added_at": added_at, "audiobook": audiobooks_by_id.full(ask, book_id)}


ROUTES = [
    Route("me/albums", albums, needs_user=True, scope="user-library-read"),
    Route("me/shows", shows, needs_user=True, scope="user-library-read"),
    Route("me/episodes", episodes, needs_user=True, scope="user-library-read user-read-playback-position"),
    Route("me/audiobooks", audiobooks, needs_user=True, scope="user-library-read"),
]

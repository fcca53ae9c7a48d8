"""Playlists and their entries."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.edits import entries
from tasks.sandbox.errors import forbidden, insufficient_scope, not_found
from tasks.sandbox.ids import well_formed
from tasks.sandbox.objects.playlists import entry, full_playlist, is_own, is_readable
from tasks.sandbox.paging import Collection, page, page_at
from tasks.sandbox.routing import Route
from tasks.sandbox.shelves import Listed, listed

EMBEDDED = 100  # entries that a playlist's own answer holds


def _visible(ask: Ask) -> Listed:
    """Return the playlist of the path; a private one exists for its owner only, and only if that is permitted."""
    playlist = listed(ask.world.catalogue, well_formed(ask.names["id"]))
    if playlist is None or not (playlist.is_public or is_own(ask, playlist)) or not _is_granted(ask, playlist):
        raise not_found()
    if not playlist.is_public and "playlist-read-private" not in ask.scopes:
        raise insufficient_scope()
    return playlist


def _is_granted(ask: Ask, playlist: Listed) -> bool:
    """Whether this app sees the playlist at all: Spotify's own do not exist for those without the grant of 2024."""
    return ask.mode.has_grant or playlist.owner_id != "spotify"


def one(ask: Ask) -> Any:
    """GET playlists/{id}; `fields` is understood as a list of top-level names."""
    playlist = _visible(ask)
    full = full_playlist(ask, playlist)
    if is_readable(ask, playlist):
        full |= {key: _embedded(ask, playlist, key) for key in ask.mode.contents_keys}
    wanted = ask.query.get("fields", "").split(",")
    # A name that nothing has is no error: what comes back is simply without it.
    return full if wanted == [""] else {name: full[name] for name in wanted if name in full}


def _entries(ask: Ask, playlist: Listed, collection: str, keys: tuple[str, ...]) -> Collection:
    held = entries(ask.world, playlist.id)
    return Collection(f"/v1/playlists/{playlist.id}/{collection}", held, lambda item: entry(ask, item, keys))


def _embedded(ask: Ask, playlist: Listed, key: str) -> dict[str, Any]:
    """Return the first page of a playlist; at /items, where it goes on, a page has 50 at most."""
    first = page_at(ask, _entries(ask, playlist, key, ask.mode.entry_keys), 0, EMBEDDED)
    if first["next"] and key == "items":
        first["next"] = first["next"].replace(f"limit={EMBEDDED}", "limit=50")
    return first


def items(ask: Ask) -> Any:
    """GET playlists/{id}/items."""
    playlist = _visible(ask)
    if not is_readable(ask, playlist):
        raise forbidden()
    return page(ask, _entries(ask, playlist, "items", ask.mode.items_entry_keys))


def tracks(ask: Ask) -> Any:
    """GET playlists/{id}/tracks: deprecated, but open to everyone where it is left."""
    return page(ask, _entries(ask, _visible(ask), "tracks", ask.mode.entry_keys), 100, 100)


ROUTES = [
    Route("playlists/{id}", one),
    Route("playlists/{id}/items", items, needs_user=True),
    Route("playlists/{id}/tracks", tracks, is_removed=True),
]

"""Playlists and their entries, with the names that each mode has for them."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.edits import entries, version
from tasks.sandbox.invented import number
from tasks.sandbox.objects.common import images, links
from tasks.sandbox.objects.tracks import entry_json
from tasks.sandbox.objects.users import owner, user_links
from tasks.sandbox.oddities import LISTENER, Entry
from tasks.sandbox.shelves import Listed


def is_own(ask: Ask, playlist: Listed) -> bool:
    """Whether the one who asks owns the playlist."""
    return ask.is_user and playlist.owner_id == ask.user_id


def is_readable(ask: Ask, playlist: Listed) -> bool:
    """Whether this mode shows what is in the playlist."""
    return ask.mode.reads_foreign_playlists or is_own(ask, playlist)


def described(ask: Ask, playlist: Listed) -> dict[str, Any]:
    """Return what the full and the simplified form have in common."""
    return links(ask, "playlist", playlist.id) | {
        "collaborative": False,
        "description": playlist.description,
        "images": [{"url": images(playlist.id)[1]["url"], "height": None, "width": None}],
        "name": playlist.name,
        "owner": owner(ask, playlist.owner_id),
        "primary_color": None,
        "public": playlist.is_public,
        "snapshot_id": version(ask.world, playlist.id),
    }


def simple_playlist(ask: Ask, playlist: Listed) -> dict[str, Any]:
    """Return the form of lists of playlists: how many entries and where."""
    total = len(entries(ask.world, playlist.id))
    address = f"{ask.api}/playlists/{playlist.id}"
    where = {key: {"href": f"{address}/{key}", "total": total} for key in ask.mode.contents_keys}
    return described(ask, playlist) | where


def full_playlist(ask: Ask, playlist: Listed) -> dict[str, Any]:
    """Return the full form, its contents aside."""
    total = 1 + number("followers", playlist.id) % 5_000_000 if playlist.owner_id != LISTENER else 3
    return described(ask, playlist) | {"followers": {"href": None, "total": total}}


def entry(ask: Ask, item: Entry, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return one entry of a playlist, with its track under each of the keys."""
    served = _served(ask, item.item)
    return {
        "added_at": item.added_at,
        "added_by": None if item.added_by is None else user_links(ask, item.added_by),
        "is_local": item.is_local,
        "primary_color": None,
        **dict.fromkeys(keys, served),
        "video_thumbnail": {"url": None},
    }


def _served(ask: Ask, item: str | dict[str, Any] | None) -> Any:
    if isinstance(item, str):
        return entry_json(ask, item)
    if item is not None and item["type"] == "episode" and "episode" not in ask.query.get("additional_types", ""):
        return ask.mode.trim(_as_track(item))
    return ask.mode.trim(item)


def _as_track(episode: dict[str, Any]) -> dict[str, Any]:
    """Return an episode as those see it who did not ask for episodes: shaped like a track, the show as its album."""
    show = episode["show"]
    unknown: dict[str, Any] = {"external_urls": {}, "href": None, "id": None, "uri": None}
    shaped = {key: value for key, value in episode.items() if key not in ("show", "description", "html_description")}
    return shaped | {
        "album": unknown | {"album_type": None, "artists": [], "images": [], "name": show["name"], "type": "album"},
        "artists": [unknown | {"name": show["publisher"], "type": "artist"}],
        "available_markets": [],
        "disc_number": 0,
        "external_ids": {},
        "is_local": False,
        "popularity": 0,
        "track_number": 0,
        "type": "episode",
    }

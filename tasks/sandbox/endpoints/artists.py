"""Artists by id, and their discographies."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.ids import known, several
from tasks.sandbox.objects.albums import simple_album
from tasks.sandbox.objects.artists import artist
from tasks.sandbox.paging import Collection, page
from tasks.sandbox.routing import Route

GROUPS = ("album", "single", "compilation", "appears_on")


def _json(ask: Ask, artist_id: str) -> Any:
    return ask.world.encoded(("artist", artist_id), lambda: ask.mode.trim(artist(ask, artist_id)))


def one(ask: Ask) -> Any:
    """GET artists/{id}."""
    return _json(ask, known(ask, ask.world.shelf.artists))


def many(ask: Ask) -> Any:
    """GET artists?ids=, at most 50."""
    return {"artists": several(ask, 50, ask.world.shelf.artists, _json)}


def albums(ask: Ask) -> Any:
    """GET artists/{id}/albums: latest group by group, as Spotify orders them."""
    artist_id = known(ask, ask.world.shelf.artists)
    wanted = ask.query.get("include_groups", ",".join(GROUPS)).split(",")
    found = [_grouped(ask, artist_id, album_id) for album_id in ask.world.shelf.artist_albums.get(artist_id, [])]
    listed = sorted((album for album in found if album["album_group"] in wanted), key=_order)
    default, most = ask.mode.artist_albums_limit
    return page(ask, Collection(ask.path, listed, ask.mode.trim), default, most)


def _grouped(ask: Ask, artist_id: str, album_id: str) -> dict[str, Any]:
    album = simple_album(ask, album_id)
    is_own = artist_id in {artist["id"] for artist in album["artists"]}
    return album | {"album_group": album["album_type"] if is_own else "appears_on"}


def _order(album: dict[str, Any]) -> tuple[int, int, str]:
    year = int((album["release_date"] or "0")[:4])
    return GROUPS.index(album["album_group"]), -year, album["id"]


ROUTES = [
    Route("artists/{id}", one),
    Route("artists", many, is_removed=True),
    Route("artists/{id}/albums", albums),
]

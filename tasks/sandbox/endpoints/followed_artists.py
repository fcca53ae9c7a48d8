"""The artists that the listener follows, paged by a cursor: the id of the artist after whom the page begins."""

from bisect import bisect_right
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.errors import bad_request
from tasks.sandbox.ids import well_formed
from tasks.sandbox.library import followed_artists
from tasks.sandbox.objects.artists import artist
from tasks.sandbox.paging import limit_of
from tasks.sandbox.routing import Route


def artists(ask: Ask) -> Any:
    """GET me/following?type=artist: under "artists"."""
    if ask.query.get("type") != "artist":
        raise bad_request("Invalid type")
    followed = followed_artists(ask.world.catalogue, ask.world.date, ask.user_id)
    limit, start = limit_of(ask, 20, 50), bisect_right(followed, _after(ask))
    return {"artists": _page(ask, followed, start, limit)}


def _after(ask: Ask) -> str:
    return well_formed(ask.query["after"]) if ask.query.get("after") else ""


def _page(ask: Ask, followed: tuple[str, ...], start: int, limit: int) -> dict[str, Any]:
    ids, address = followed[start : start + limit], f"{ask.host}{ask.path}?type=artist&limit={limit}"
    after = ids[-1] if start + limit < len(followed) else None
    return {
        "href": address,
        "limit": limit,
        "next": after and f"{address}&after={after}",
        "cursors": {"after": after},
        "total": len(followed),
        "items": [ask.mode.trim(artist(ask, artist_id)) for artist_id in ids],
    }


ROUTES = [Route("me/following", artists, needs_user=True, scope="user-follow-read")]

"""The listener: profile, playlists, saved tracks, plays."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.errors import bad_request
from tasks.sandbox.listener import Play, followed_by, owned_by, recent_plays, saved
from tasks.sandbox.objects.playlists import simple_playlist
from tasks.sandbox.objects.tracks import track_json
from tasks.sandbox.objects.users import listener
from tasks.sandbox.paging import Collection, limit_of, page
from tasks.sandbox.routing import Route
from tasks.sandbox.shelves import Listed


def profile(ask: Ask) -> Any:
    """GET me."""
    return ask.mode.trim(listener(ask))


def playlists(ask: Ask) -> Any:
    """GET me/playlists: owned, then followed; between them a null, as has been seen, which counts in total."""
    listed: list[Listed | None] = [*owned_by(ask.user_id), None, *followed_by(ask.world.catalogue, ask.user_id)]
    return page(ask, Collection(ask.path, listed, lambda playlist: playlist and simple_playlist(ask, playlist)))


def tracks(ask: Ask) -> Any:
    """GET me/tracks: latest first. Saved tracks keep the name `track` in every mode."""
    listed = saved(ask.world.catalogue, ask.world.date, ask.user_id)
    return page(ask, Collection(ask.path, listed, lambda pair: _saved(ask, *pair)))


def _saved(ask: Ask, added_at: str, track_id: str) -> dict[str, Any]:
    return {"added_at": added_at, "track": track_json(ask, track_id)}


def recently_played(ask: Ask) -> Any:
    """GET me/player/recently-played: the latest plays before or after a cursor in milliseconds."""
    if {"before", "after"} <= ask.query.keys():
        raise bad_request("Only one of before and after may be specified")
    limit, before, after = limit_of(ask, 20, 50), _cursor(ask, "before"), _cursor(ask, "after")
    recent = recent_plays(ask.world.catalogue, ask.world.now, ask.user_id)
    found = [play for play in recent if (after or 0) < play.milliseconds < (before or 2**63)]
    return _cursor_page(ask, found[:limit], limit)


def _cursor(ask: Ask, name: str) -> int | None:
    text = ask.query.get(name)
    if text is not None and not (text.isascii() and text.isdigit()):
        raise bad_request(f"Invalid {name}")
    return None if text is None else int(text)


def _cursor_page(ask: Ask, plays: list[Play], limit: int) -> dict[str, Any]:
    if not plays:  # as recorded: texts that are empty, and cursors that are those of the question
        asked = next((ask.query[name] for name in ("before", "after") if name in ask.query), "")
        return {"items": [], "next": "", "cursors": {"after": asked, "before": asked}, "limit": limit, "href": ""}
    after, before = str(plays[0].milliseconds), str(plays[-1].milliseconds)
    address = f"{ask.host}{ask.path}"
    return {
        "items": [_played(ask, play) for play in plays],
        # Always backwards, even on the page that reaches furthest back: only the page after it is empty.
        "next": f"{address}?before={before}&limit={limit}",
        "cursors": {"after": after, "before": before},
        "limit": limit,
        "href": f"{address}?limit={limit}",
    }


def _played(ask: Ask, play: Play) -> dict[str, Any]:
    played_at = play.played_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {"track": track_json(ask, play.track_id), "played_at": played_at, "context": _context(ask, play)}


def _context(ask: Ask, play: Play) -> dict[str, Any] | None:
    key = play.playlist_id
    if key is None:
        return None
    return {
        "type": "playlist",
        "external_urls": {"spotify": f"https://open.spotify.com/playlist/{key}"},
        "href": f"{ask.api}/playlists/{key}",
        "uri": f"spotify:playlist:{key}",
    }


ROUTES = [
    Route("me", profile, needs_user=True),
    Route("me/playlists", playlists, needs_user=True, scope="playlist-read-private"),
    Route("me/tracks", tracks, needs_user=True, scope="user-library-read"),
    Route("me/player/recently-played", recently_played, needs_user=True, scope="user-read-recently-played"),
]

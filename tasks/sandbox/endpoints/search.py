"""Search: several types at once, each a page of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.audiobooks import books
from tasks.sandbox.availability import market_of
from tasks.sandbox.browsing import shown
from tasks.sandbox.errors import bad_request
from tasks.sandbox.objects.albums import simple_album
from tasks.sandbox.objects.artists import artist
from tasks.sandbox.objects.audiobooks import simple_audiobook
from tasks.sandbox.objects.episodes import simple_episode
from tasks.sandbox.objects.playlists import simple_playlist
from tasks.sandbox.objects.shows import simple_show
from tasks.sandbox.objects.tracks import track_json
from tasks.sandbox.paging import Collection, limit_of, offset_of, page_at
from tasks.sandbox.podcasts import out, playable, shows
from tasks.sandbox.routing import Route
from tasks.sandbox.searching import MOST, found
from tasks.sandbox.shelves import Listed, listed

Searched = tuple[list[Any], Callable[[Any], Any]]  # what was found, and how one of it is served


def search(ask: Ask) -> Any:
    """GET search: a page under "tracks", "albums" … for every type asked for."""
    query = ask.query.get("q", ask.query.get("query", ""))  # the addresses of further pages say query
    kinds = _kinds(ask)
    if not query.strip():
        raise bad_request("No search query")
    default, most = ask.mode.artist_albums_limit  # of searches, too
    limit, offset = limit_of(ask, default, most), offset_of(ask)
    if limit + offset > MOST:
        raise bad_request("Invalid offset")
    return {f"{kind}s": _page(ask, kind, query, (offset, limit)) for kind in kinds}


def _kinds(ask: Ask) -> list[str]:
    """Return the types asked for; raises Refusal where there are none, or one that is none."""
    if not ask.query.get("type"):
        raise bad_request("Missing parameter type")
    kinds = ask.query["type"].split(",")
    for kind in kinds:
        if kind not in SEARCHED:
            raise bad_request(f"Bad search type field {kind}")
    return kinds


def _page(ask: Ask, kind: str, query: str, at: tuple[int, int]) -> dict[str, Any]:
    kept = {key: value for key, value in ask.query.items() if key not in {"q", "query", "type"}}
    alone = replace(ask, query=kept | {"query": query, "type": kind})  # the next page is of this type only
    things, build = SEARCHED[kind](ask, found(ask.world, f"{kind}s", query))
    return page_at(alone, Collection(ask.path, things, build), *at)


def _albums(ask: Ask, ids: list[str]) -> Searched:
    return ids, lambda key: ask.mode.trim(simple_album(ask, key))


def _artists(ask: Ask, ids: list[str]) -> Searched:
    return ids, lambda key: ask.mode.trim(artist(ask, key))


def _tracks(ask: Ask, ids: list[str]) -> Searched:
    return ids, lambda key: track_json(ask, key)


def _playlists(ask: Ask, ids: list[str]) -> Searched:
    """Find playlists: some of them null, as in every list of Spotify's own."""
    known: list[Listed] = [playlist for playlist in (listed(ask.world.catalogue, key) for key in ids) if playlist]
    return shown(ask, known), lambda playlist: playlist and simple_playlist(ask, playlist)


def _shows(ask: Ask, ids: list[str]) -> Searched:
    """Find shows, none without a market; one of which nothing is out yet cannot be found."""
    there = {key for key in shows(ask.world.catalogue) if out(ask.world.catalogue, key, ask.world.date)}
    return [key for key in ids if market_of(ask) and key in there], lambda key: ask.mode.trim(simple_show(ask, key))


def _episodes(ask: Ask, ids: list[str]) -> Searched:
    """Find episodes that are out, none without a market; the withdrawn are null, as recorded, and count."""
    catalogue, day = ask.world.catalogue, ask.world.date
    there = playable(catalogue, day)
    known = {episode.id for show_id in shows(catalogue) for episode in out(catalogue, show_id, day)}
    kept = [there.get(key) for key in ids if market_of(ask) and key in known]
    return kept, lambda episode: episode and ask.mode.trim(simple_episode(ask, episode))


def _audiobooks(ask: Ask, ids: list[str]) -> Searched:
    all_books, market = books(ask.world.catalogue), market_of(ask)
    kept = [all_books[key] for key in ids if market in all_books[key].markets]
    return kept, lambda book: ask.mode.trim(simple_audiobook(ask, book))


SEARCHED: dict[str, Callable[[Ask, list[str]], Searched]] = {
    "album": _albums,
    "artist": _artists,
    "track": _tracks,
    "playlist": _playlists,
    "show": _shows,
    "episode": _episodes,
    "audiobook": _audiobooks,
}

ROUTES = [Route("search", search)]

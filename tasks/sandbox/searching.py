"""Finding things by their names: every word must be there, in the name or in that of who made it."""

import re
from collections.abc import Callable
from functools import lru_cache
from heapq import nsmallest

from tasks.sandbox.audiobooks import books
from tasks.sandbox.catalogue import Album, Catalogue, Track
from tasks.sandbox.oddities import NOT_FOUND, SERVER_ERROR
from tasks.sandbox.podcasts import episodes, shows
from tasks.sandbox.world import World, shelf

MOST = 1000  # what a search can reach, however much there is

FIELD = re.compile(r"\b(?:artist|album|track):")  # filters are understood as further words

Named = tuple[str, str, str]  # id, name, and all that is searched; in lower case but for the id


def found(world: World, kind: str, query: str) -> list[str]:
    """Return the ids of one kind ("tracks", "shows" …): those of that very name first, then what is heard most."""
    words = FIELD.sub(" ", query.lower()).replace('"', " ").split()
    heard = {"tracks": world.presence.tracks, "albums": world.presence.albums, "artists": world.presence.artists}
    points, name = heard.get(kind, {}), " ".join(words)
    matching = index(world.catalogue, kind)
    for word in words:
        matching = [named for named in matching if word in named[2]]
    best = nsmallest(MOST, matching, key=lambda named: (named[1] != name, -points.get(named[0], 0.0), named[0]))
    return [named[0] for named in best]


@lru_cache(maxsize=32)
def index(catalogue: Catalogue, kind: str) -> list[Named]:
    """Return what there is of one kind, without what cannot be asked for by its id."""
    absent = NOT_FOUND | SERVER_ERROR
    return [named for named in NAMED[kind](catalogue) if named[0] not in absent]


def _tracks(catalogue: Catalogue) -> list[Named]:
    return [_credited(catalogue, track) for track in shelf(catalogue).tracks.values()]


def _albums(catalogue: Catalogue) -> list[Named]:
    return [_credited(catalogue, album) for album in shelf(catalogue).albums.values()]


def _artists(catalogue: Catalogue) -> list[Named]:
    return [_lower(artist.id, artist.name) for artist in shelf(catalogue).artists.values()]


def _playlists(catalogue: Catalogue) -> list[Named]:
    return [_lower(playlist.id, playlist.name) for playlist in catalogue.playlists.values()]


def _shows(catalogue: Catalogue) -> list[Named]:
    return [_lower(show.id, show.name) for show in shows(catalogue).values()]


def _episodes(catalogue: Catalogue) -> list[Named]:
    titles = {show.id: show.name for show in shows(catalogue).values()}
    return [_lower(found.id, found.name, titles[found.show_id]) for found in episodes(catalogue).values()]


def _audiobooks(catalogue: Catalogue) -> list[Named]:
    return [_lower(book.id, book.name, *book.authors) for book in books(catalogue).values()]


def _credited(catalogue: Catalogue, record: Track | Album) -> Named:
    artists = shelf(catalogue).artists
    return _lower(record.id, record.name, *(artists[key].name for key in record.artist_ids))


def _lower(key: str, name: str, *more: str) -> Named:
    return key, name.lower(), " ".join([name, *more]).lower()


NAMED: dict[str, Callable[[Catalogue], list[Named]]] = {
    "tracks": _tracks,
    "albums": _albums,
    "artists": _artists,
    "playlists": _playlists,
    "shows": _shows,
    "episodes": _episodes,
    "audiobooks": _audiobooks,
}

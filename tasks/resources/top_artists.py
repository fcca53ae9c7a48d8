"""The artists whom the listener plays most, in full, by range of time."""

from collections.abc import Sequence

from tasks.resources.columns import joined
from tasks.resources.in_full import ARTIST_TABLES, artists_in_full
from tasks.resources.objects.artist import Artist
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.top import TABLE, requests_of_today, top_rows
from tasks.resources.page import Page
from tasks.resources.reading import Reading, Resource, Rows, decoded


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The ranking and the artists in it."""
    found, rejected = decoded(pages, Paging[Artist])
    artists = artists_in_full((artist for _, part in found for artist in part.items), reading)
    ranking = top_rows(found, "artist", lambda artist: artist.id, reading)
    return Rows(joined([artists, rejected])) + ranking


TOP_ARTISTS = Resource(
    name="top artists",
    path="me/top/artists",
    tables=(TABLE, *ARTIST_TABLES),
    rows=rows,
    requests=lambda need: requests_of_today("top artists", "me/top/artists", need),
    wanted_by=("library",),
    scope="user-top-read",
    development="no followers, no popularity",
)

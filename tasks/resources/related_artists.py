"""The artists that Spotify thinks like each selected artist, best match first, twenty at most; once a day."""

from collections.abc import Mapping, Sequence

import polars as pl
from msgspec import Struct

from tasks.resources.columns import Column, frame, joined
from tasks.resources.details import seen
from tasks.resources.in_full import ARTIST_TABLES, artists_in_full
from tasks.resources.need import Need
from tasks.resources.objects.artist import Artist
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, completely, decoded
from tasks.resources.wanted import once_a_day

NEEDS = "artists/{id}/related-artists"


class Related(Struct):
    """A list without pages, of full artists."""

    artists: list[Artist | None] = []


class Ranked(Struct):
    """An artist at a rank, from 1, of those like another."""

    artist_id: str
    rank: int
    related: Artist


COLUMNS = {
    "artist_id": Column(pl.String, lambda ranked: ranked.artist_id),
    "rank": Column(pl.Int32, lambda ranked: ranked.rank),
    "related_artist_id": Column(pl.String, lambda ranked: ranked.related.id),
}


def requests(need: Need) -> list[Request]:
    """Each selected artist."""
    asked = [request("related artists", f"artists/{one}/related-artists", one) for one in need.of("artists")]
    return [same for one in asked for same in once_a_day("related artists", one.subject, [one], need)]


def probe(need: Need) -> Mapping[str, Request]:
    """The first of them: an app without the endpoint gets 404 for every artist."""
    first = requests(need)[:1]
    return {NEEDS: first[0]} if first else {}


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Who is like whom, the artists in full, and whose have now been read."""
    found, rejected = decoded(pages, Related)
    read = [page.request.subject for page, _ in found]
    own = {"spotify.related_artists": ranks_of(found)}
    artists = artists_in_full((artist for _, answer in found for artist in answer.artists), reading)
    marks = seen(pages, read, "related artists", reading)
    complete = {"spotify.related_artists": completely(reading.observed_at, artist_id=read)}
    return Rows(joined([own, artists, marks, rejected]), complete)


def ranks_of(found: Sequence[tuple[Page, Related]]) -> pl.DataFrame:
    """Grain: one rank of those like an artist; what could not be read leaves its rank empty."""
    ranked = [
        Ranked(page.request.subject, rank, artist)
        for page, answer in found
        for rank, artist in enumerate(answer.artists, 1)
        if artist and artist.id
    ]
    return frame(ranked, COLUMNS)


RELATED_ARTISTS = Resource(
    name="related artists",
    path="artists/{id}/related-artists",
    tables=("spotify.related_artists", *ARTIST_TABLES),
    rows=rows,
    requests=requests,
    wanted_by=("artists",),
    needs=NEEDS,
    probe=probe,
    refused_with=frozenset({403, 404, 410}),
    modes="extended quota since before November 2024",
    development="not given",
)

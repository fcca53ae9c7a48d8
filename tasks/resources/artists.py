"""Artists in full, by id."""

from collections.abc import Sequence

import polars as pl

from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.artist import Artist, artist_frames
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows
from tasks.resources.wanted import due, ids


def stats(artists: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Grain: one artist on one day, where the app is given followers or popularity."""
    return (
        artists.filter(pl.col("followers").is_not_null() | pl.col("popularity").is_not_null())
        .select("artist_id", "^(has_)?(followers|popularity)$")
        .with_columns(observed_on=pl.lit(reading.observed_at.date()))
    )


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Full artists, their numbers of the day, and which ids have now been read."""
    found, rejected = by_id(pages, Artist, "artists")
    some = artist_frames(artist for _, artist in found)
    numbers = {"spotify.artist_stats": stats(some["spotify.artists"], reading)}
    marks = seen(pages, (asked for asked, _ in found), "artists", reading)
    return Rows(joined([some, numbers, marks, rejected]))


def requests(need: Need) -> list[Request]:
    """Every artist met or stored: genres in any mode, followers and popularity where the app is given them."""
    met = [*ids(need, "spotify.track_artists", "artist_id"), *ids(need, "spotify.artists", "artist_id")]
    return requests_for(ARTISTS, due(ARTISTS, need, [*met, *need.stored("artists")]), need.app)


ARTISTS = Resource(
    name="artists",
    path="artists/{id}",
    tables=("spotify.artists", "spotify.artist_stats"),
    rows=rows,
    requests=requests,
    batch=50,
    batch_path="artists?ids=",
    development="one id a request; no followers, no popularity",
)

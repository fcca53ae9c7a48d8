"""Artists in full, by id."""

from collections.abc import Sequence

import polars as pl

from tasks.resources.columns import joined
from tasks.resources.details import by_id, seen
from tasks.resources.objects.artist import Artist, artist_frames
from tasks.resources.page import Page
from tasks.resources.reading import Reading, Resource, Rows


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
    marks = seen(pages, (asked for asked, _ in found), "artists", reading.observed_at)
    return Rows(joined([some, numbers, marks, rejected]))


ARTISTS = Resource(
    name="artists",
    path="artists/{id}",
    tables=("spotify.artists", "spotify.artist_stats"),
    rows=rows,
    batch=50,
    batch_path="artists?ids=",
    development="one id a request; no followers, no popularity",
)

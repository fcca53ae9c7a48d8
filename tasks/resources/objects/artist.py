"""An artist: simplified (id and name) inside tracks and albums, full by its id.

Development mode lost followers and popularity in February 2026; genres are deprecated there.
"""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, Int32, Int64, frame
from tasks.resources.objects.image import Image, widest


class Followers(Struct):
    """A count; its href has always been null."""

    total: Int64 | None = None


class Artist(Struct):
    """The id is null for the artist of a local file."""

    id: str | None = None
    name: str | UnsetType | None = UNSET
    genres: list[str | None] | UnsetType | None = UNSET
    followers: Followers | UnsetType | None = UNSET
    popularity: Int32 | UnsetType | None = UNSET
    images: list[Image | None] | UnsetType | None = UNSET


def follower_count(followers: Any) -> Any:
    """Return the number of followers, UNSET where the answer had no such field."""
    return followers.total if isinstance(followers, Followers) else followers


def _genres(artist: Artist) -> Any:
    return [genre for genre in artist.genres if genre] if isinstance(artist.genres, list) else artist.genres


COLUMNS = {
    "artist_id": Column(pl.String, attrgetter("id")),
    "name": Column(pl.String, attrgetter("name")),
    "genres": Column(pl.List(pl.String), _genres),
    "followers": Column(pl.Int64, lambda artist: follower_count(artist.followers)),
    "popularity": Column(pl.Int32, attrgetter("popularity")),
    "image_url": Column(pl.String, lambda artist: widest(artist.images)),
}


def artist_frames(artists: Iterable[Artist | None]) -> Frames:
    """Return the row of every artist that has an id."""
    # One artist stands in hundreds of tracks of a page; one simplified object says all that the others say.
    distinct = {(artist.id, artist.images is UNSET): artist for artist in artists if artist and artist.id}
    return {"spotify.artists": frame(list(distinct.values()), COLUMNS)}


def credited(artists: list[Artist | None] | UnsetType | None) -> list[str]:
    """Return the ids of the credited artists in their order."""
    return [artist.id for artist in artists or () if artist and artist.id] if isinstance(artists, list) else []


def credits_of(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Grain: one credit of the object that `key` names; `rows` has the ids of its artists as a list."""
    return (
        rows.select(key, artist_id="artist_ids")
        .with_columns(position=pl.int_ranges(1, pl.col("artist_id").list.len() + 1, dtype=pl.Int32))
        .explode("artist_id", "position")
        .drop_nulls("artist_id")
    )

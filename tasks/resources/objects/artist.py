"""An artist: simplified (id and name) inside tracks and albums, full by its id.

Development mode lost followers and popularity in February 2026; genres are deprecated there.
"""

from collections.abc import Iterable, Mapping, Sequence
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


def credits_of(credited: Mapping[str, Sequence[Artist | None]], key: str) -> pl.DataFrame:
    """Grain: one credit of an object; `credited` has its artists in their order by the id that `key` names."""
    ids = [artist.id if artist else None for artists in credited.values() for artist in artists]
    rows = pl.DataFrame(
        {
            key: [subject for subject, artists in credited.items() for _ in artists],
            "artist_id": ids,
            "position": [place for artists in credited.values() for place in range(1, len(artists) + 1)],
        },
        schema={key: pl.String, "artist_id": pl.String, "position": pl.Int32},
    )
    return rows if all(ids) else _closed_up(rows, key)


def _closed_up(rows: pl.DataFrame, key: str) -> pl.DataFrame:
    """Leave out the artists without an id, of local files, and count the others anew."""
    named = rows.filter(pl.col("artist_id") != "")
    return named.with_columns(position=pl.int_range(1, pl.len() + 1, dtype=pl.Int32).over(key))


def credited_subjects(rows: pl.DataFrame, key: str) -> pl.Series:
    """Return the objects whose credits these rows are: all of each."""
    return rows[key].unique(maintain_order=True)

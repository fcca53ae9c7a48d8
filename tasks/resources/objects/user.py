"""A user: full for the listener (/me), otherwise an id and perhaps a name.

Development mode lost country, product and followers in February 2026; account_id came in May 2026 and never changes.
"""

from collections.abc import Iterable
from operator import attrgetter

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.columns import Column, Frames, frame
from tasks.resources.objects.artist import Followers, follower_count
from tasks.resources.objects.image import Image, widest


class User(Struct):
    """The id is free text, and empty for the one who added an entry that is no longer there."""

    id: str | None = None
    account_id: str | UnsetType | None = UNSET
    display_name: str | UnsetType | None = UNSET
    country: str | UnsetType | None = UNSET
    product: str | UnsetType | None = UNSET
    followers: Followers | UnsetType | None = UNSET
    images: list[Image | None] | UnsetType | None = UNSET


COLUMNS = {
    "user_id": Column(pl.String, attrgetter("id")),
    "account_id": Column(pl.String, attrgetter("account_id")),
    "display_name": Column(pl.String, attrgetter("display_name")),
    "country": Column(pl.String, attrgetter("country")),
    "product": Column(pl.String, attrgetter("product")),
    "followers": Column(pl.Int64, lambda user: follower_count(user.followers)),
    "image_url": Column(pl.String, lambda user: widest(user.images)),
    # Spotify never says it. Only the listener's own row has it, from the settings; no other row erases it.
    "time_zone": Column(pl.String, lambda _: UNSET),
}


def user_frames(users: Iterable[User | None]) -> Frames:
    """Return the row of every user that has an id."""
    return {"spotify.users": frame([user for user in users if user and user.id], COLUMNS)}

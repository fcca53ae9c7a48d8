"""The listener: the user whose consent the refresh token stands for."""

from collections.abc import Sequence

import polars as pl

from tasks.resources.columns import joined
from tasks.resources.objects.user import User, user_frames
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, decoded, only

REQUEST: Request = request("current user", "me")


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The listener as a user, with the time zone of the settings; where they give none, none is erased."""
    found, rejected = decoded(pages, User)
    own = {table: _placed(users, reading) for table, users in user_frames(user for _, user in found).items()}
    return Rows(joined([own, rejected]))


def _placed(users: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    if not reading.time_zone:
        return users
    return users.with_columns(time_zone=pl.lit(reading.time_zone), has_time_zone=pl.lit(value=True))


CURRENT_USER = Resource(
    name="current user",
    path="me",
    tables=("spotify.users",),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library", "plays", "playback"),
    scope="user-read-private",
    development="no country, no product, no followers",
)

"""The listener: the user whose consent the refresh token stands for."""

from collections.abc import Sequence

from tasks.resources.columns import joined
from tasks.resources.objects.user import User, user_frames
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, decoded, only

REQUEST: Request = request("current user", "me")


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The listener as a user."""
    found, rejected = decoded(pages, User)
    return Rows(joined([user_frames(user for _, user in found), rejected]))


CURRENT_USER = Resource(
    name="current user",
    path="me",
    tables=("spotify.users",),
    rows=rows,
    requests=only(REQUEST),
    wanted_by=("library", "playback"),
    scope="user-read-private",
    development="no country, no product, no followers",
)

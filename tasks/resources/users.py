"""The public profiles of selected users. An id is free text, so that it stands percent-encoded wherever we ask."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.user import User, user_frames
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows
from tasks.resources.wanted import due

NEEDS = "users/{id}"


def encoded(need: Need) -> list[str]:
    """Return the ids of the selected users as they stand in a path."""
    return [quote(one, safe="") for one in need.of("users")]


def requests(need: Need) -> list[Request]:
    """Each selected user, once a day."""
    return requests_for(USERS, due(USERS, replace(need, selected={"users": encoded(need)})), need.app)


def probe(need: Need) -> Mapping[str, Request]:
    """The first of the selected users."""
    asked = requests(need)
    return {NEEDS: asked[0]} if asked else {}


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The users, and whose profiles have now been read."""
    found, rejected = by_id(pages, User, "users")
    marks = seen(pages, (one for one, _ in found), "users", reading)
    return Rows(joined([user_frames(user for _, user in found), marks, rejected]))


USERS = Resource(
    name="users",
    path="users/{id}",
    tables=("spotify.users",),
    rows=rows,
    requests=requests,
    wanted_by=("users",),
    needs=NEEDS,
    probe=probe,
    modes="apps from before February 2026",
    development="not given",
)

"""The public playlists of selected users."""

from datetime import timedelta

import pytest

from tasks.resources.app import App
from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS
from tasks.resources.user_playlists import USER_PLAYLISTS, follow, probe, requests, rows

from .answers import MOMENT, READING, answered, values


def _need(*users: str, marks: dict[str, str] | None = None) -> Need:
    return Need(selected={"users": users}, moment=MOMENT, marks=lambda _: marks or {})


def _page(*playlists: object, user: str = "anna", offset: int = 0, total: int = 0, status: int = 200) -> Page:
    first = requests(_need(user))[0]
    return answered(first.at_offset(offset), {"items": list(playlists), "total": total or len(playlists)}, status)


def test_each_selected_user_is_asked_for() -> None:
    """The id is free text, and so it is encoded."""
    assert [("users/anna/playlists", "50"), ("users/a%2Fb/playlists", "50")] == [
        (one.path, dict(one.params)["limit"]) for one in requests(_need("anna", "a/b"))
    ]


@pytest.mark.parametrize(
    ("mark", "is_asked"),
    [
        (f"{MOMENT.isoformat()}", True),  # just read: only its snapshot ids tell what has changed since
        (f"gone 1 {(MOMENT - timedelta(hours=2)).isoformat()}", False),  # nobody of that name an hour ago
        (f"gone 1 {(MOMENT - timedelta(days=1)).isoformat()}", True),  # there may be one today
    ],
)
def test_a_user_is_asked_for_in_every_run(mark: str, is_asked: bool) -> None:
    """Unless there was none of late."""
    assert is_asked == bool(requests(_need("anna", marks={"anna": mark})))


@pytest.mark.parametrize(
    ("page", "offsets"),
    [(_page(total=101), [50, 100]), (_page(total=101, offset=50), []), (_page(total=101, status=500), [])],
)
def test_pages_after_the_first_are_asked_for(page: Page, offsets: list[int]) -> None:
    """All of them, from the first page on."""
    assert offsets == [one.offset for one in follow(page, App())]


def test_playlists_come_with_their_owners() -> None:
    """Followed ones belong to others; a null is none, and what does not fit is set aside."""
    own = {"id": "a", "name": "A", "snapshot_id": "s1", "owner": {"id": "anna"}, "tracks": {"total": 7}}
    found = rows([_page(own, None, {"id": "b", "owner": {"id": "spotify"}}, {"id": 3})], READING)
    assert [("a", "anna", "s1"), ("b", "spotify", None)] == values(
        found.frames["spotify.playlists"], "playlist_id", "owner_id", "snapshot_id"
    )
    assert ["anna", "spotify"] == values(found.frames["spotify.users"], "user_id")
    assert ["$.items[3].id"] == values(found.frames[REJECTED], "path")


def test_what_became_of_each_user_is_remembered() -> None:
    """Read, or not to be had."""
    found = rows([_page(), _page(user="nobody", status=404)], READING)
    at = MOMENT.isoformat()
    assert [("anna", at), ("nobody", f"gone 1 {at}")] == values(found.frames[WATERMARKS], "scope", "value")


def test_the_first_user_is_the_probe() -> None:
    """None where nobody is selected."""
    assert {USER_PLAYLISTS.needs: requests(_need("anna"))[0]} == probe(_need("anna", "zoe"))
    assert {} == probe(_need())

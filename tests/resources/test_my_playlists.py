"""The listener's playlists."""

import pytest

from tasks.resources.app import App
from tasks.resources.my_playlists import REQUEST, follow, rows
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED

from .answers import READING, answered, values


def _playlist(name: str, owner: str = "listener", **fields: object) -> dict[str, object]:
    return {"id": name, "name": name, "snapshot_id": "s1", "owner": {"id": owner}} | fields


def _page(*playlists: object, total: int | None = None, offset: int = 0, status: int = 200) -> Page:
    body = {"items": list(playlists), "total": len(playlists) if total is None else total}
    return answered(REQUEST.at_offset(offset), body, status)


@pytest.mark.parametrize(
    ("page", "offsets"),
    [
        (_page(total=50), []),
        (_page(total=101), [50, 100]),
        (_page(total=101, offset=50), []),
        (_page(total=101, status=500), []),
    ],
)
def test_pages_after_the_first_are_asked_for(page: Page, offsets: list[int]) -> None:
    """All of them, from the first page on."""
    assert offsets == [one.offset for one in follow(page, App())]


@pytest.mark.parametrize("contents", ["tracks", "items"])
def test_playlists_come_without_contents(contents: str) -> None:
    """The number of entries stands under the old name or the new one; followers are only in the full one."""
    found = rows([_page(_playlist("a") | {contents: {"href": "", "total": 7}}, None, {"id": 3})], READING)
    assert [("a", "listener", 7, False)] == values(
        found.frames["spotify.playlists"], "playlist_id", "owner_id", "items_total", "has_followers"
    )
    assert ["listener"] == values(found.frames["spotify.users"], "user_id")
    assert ["$.items[2].id"] == values(found.frames[REJECTED], "path")

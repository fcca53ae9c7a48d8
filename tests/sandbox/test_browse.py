"""What there is to browse: markets, new releases, categories, featured playlists."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from tasks.sandbox import Sandbox

from .client import GRANTED, Client, refusal


def test_markets(extended: Client) -> None:
    """Spotify is in 185 markets."""
    markets = extended.json("markets")["markets"]
    assert len(set(markets)) == 185
    assert {"DE", "US", "XK"} < set(markets)


def test_new_releases(fresh: Client) -> None:
    """A hundred albums, latest first, none of days to come; on the next day some are new."""
    seen = []
    for day, date in ((60, "2021-04-29"), (61, "2021-04-30")):
        fresh.sandbox.move_to(day)
        days, ids = [], []
        page = fresh.json("browse/new-releases?limit=50")["albums"]
        while page:
            days += [album["release_date"] for album in page["items"]]
            ids += [album["id"] for album in page["items"]]
            page = fresh.json(page["next"])["albums"] if page["next"] else None
        assert days == sorted(days, reverse=True)
        assert len(ids) == 100
        assert days[0] <= date
        seen.append(set(ids))
    assert seen[0] != seen[1]


def test_country_is_ignored(extended: Client) -> None:
    """New releases have lost their country."""
    listed = [extended.json(f"browse/new-releases?{query}")["albums"]["items"] for query in ("", "country=SE")]
    assert listed[0] == listed[1]


def test_categories(extended: Client) -> None:
    """Twenty categories, with ids that are words or like any other."""
    categories = extended.json("browse/categories?limit=50")["categories"]
    ids = [category["id"] for category in categories["items"]]
    assert len(set(ids)) == categories["total"] == 20
    assert {len(key) == 22 for key in ids} == {True, False}
    assert extended.json(f"browse/categories/{ids[3]}") == categories["items"][3]
    assert refusal(extended.get("browse/categories/none-such")) == (404, "Resource not found")


def test_category_playlists(extended: Client) -> None:
    """The charts are in theirs; a null is among the playlists and counts; the playlists are there."""
    answer = extended.json("browse/categories/toplists/playlists?limit=50")
    items = answer["playlists"]["items"]
    assert (answer["message"], answer["playlists"]["total"], items[2]) == ("Charts", len(items), None)
    assert {item["name"][:6] for item in items if item} == {"Top 50"}
    assert extended.json(f"playlists/{items[0]['id']}")["name"] == items[0]["name"]


def test_category_playlists_without_charts(extended: Client) -> None:
    """Other categories hold other playlists, or none."""
    ids = [category["id"] for category in extended.json("browse/categories?limit=50")["categories"]["items"]]
    totals = [extended.json(f"browse/categories/{key}/playlists")["playlists"]["total"] for key in ids]
    assert sum(total > 0 for total in totals) > 10


def test_featured_playlists(fresh: Client) -> None:
    """A dozen playlists under a message, others every day."""
    days = []
    for day in (68, 69, 70):
        fresh.sandbox.move_to(day)
        answer = fresh.json("browse/featured-playlists")
        assert answer["message"]
        days.append({item["id"] for item in answer["playlists"]["items"] if item})
    assert [len(ids) for ids in days] == [12] * 3
    assert all(before != after for before, after in pairwise(days))


@pytest.fixture(scope="module")
def ungranted() -> Iterator[Client]:
    """The listener at a sandbox of an app with extended quota that was granted too late."""
    with Sandbox(mode="extended-2025") as sandbox:
        yield Client(sandbox)


@pytest.mark.parametrize("template", GRANTED)
def test_without_the_grant(ungranted: Client, template: str) -> None:
    """Without the grant of 2024 audio is forbidden, and lists that Spotify makes are not found."""
    status = 403 if template.startswith("audio") else 404
    assert ungranted.get(GRANTED[template]).status_code == status


def test_spotifys_own_playlists(ungranted: Client) -> None:
    """Without the grant the playlists of Spotify's own are nulls in lists."""
    assert {item and item["id"] for item in ungranted.items("users/spotify/playlists?limit=50")} == {None}
    assert ungranted.items("users/sandbox-curator/playlists")[0]
    assert set(ungranted.json("search?q=top+50+germany&type=playlist")["playlists"]["items"]) == {None}

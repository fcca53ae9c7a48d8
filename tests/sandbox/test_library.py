"""What the listener keeps besides tracks comes and goes with the days."""

from typing import Any

import pytest

from .client import Client, refusal

KINDS = {"me/albums": "album", "me/shows": "show", "me/episodes": "episode"}


def on(client: Client, day: int, path: str) -> dict[str, str]:
    """Return what is saved on a day, and when it was: by id."""
    client.sandbox.move_to(day)
    kind = KINDS[path]
    return {item[kind]["id"]: item["added_at"] for item in client.items(f"{path}?limit=50") if item}


@pytest.mark.parametrize("path", KINDS)
def test_comes_and_goes(fresh: Client, path: str) -> None:
    """Something is removed during the run; what stays keeps its date; nothing was saved in the future."""
    days = [on(fresh, day, path) for day in (1, 35, 70)]
    assert days[0].keys() - days[2].keys()
    assert [key for key, at in days[0].items() if key in days[2] and days[2][key] != at] == []
    assert max(days[1].values()) < "2021-04-04T12"


def test_new_ones(fresh: Client) -> None:
    """Albums and episodes are saved during the run, each episode after it came out."""
    for path in ("me/albums", "me/episodes"):
        assert on(fresh, 70, path).keys() - on(fresh, 1, path).keys()
    for item in fresh.items("me/episodes?limit=50"):
        assert item["added_at"] > item["episode"]["release_date"]


@pytest.mark.parametrize("path", KINDS)
def test_order(extended: Client, path: str) -> None:
    """Latest first."""
    times = [item["added_at"] for item in extended.items(f"{path}?limit=50") if item]
    assert times == sorted(times, reverse=True)


def test_albums(extended: Client) -> None:
    """Saved albums are as full as by their ids; a null among them counts; there is more than one page."""
    page = extended.json("me/albums?limit=50")
    assert page["items"][12] is None
    assert len(extended.items("me/albums")) == page["total"] > 50
    album = page["items"][0]["album"]
    assert album == extended.json(f"albums/{album['id']}")


def test_gone_episode(extended: Client) -> None:
    """The oldest of the saved episodes is nothing but nulls, as recorded."""
    gone = extended.items("me/episodes?limit=50")[-1]["episode"]
    assert (gone["id"], gone["name"], gone["duration_ms"], gone["show"]["id"]) == (None,) * 4
    assert (gone["release_date"], gone["release_date_precision"], gone["languages"]) == ("0000", "year", [None])


def test_audiobooks(extended: Client, development: Client) -> None:
    """Saved books are bare in extended mode, as recorded, and have their time in development mode; one is null."""
    bare, timed = (client.items("me/audiobooks") for client in (extended, development))
    assert bare[2] is timed[2] is None
    assert [item["id"] for item in bare if item] == [item["audiobook"]["id"] for item in timed if item]
    assert all(item["added_at"] for item in timed if item)


def followed(client: Client, limit: int = 50) -> list[Any]:
    """Return every page of the followed artists."""
    pages = [client.json(f"me/following?type=artist&limit={limit}")["artists"]]
    while pages[-1]["next"]:
        pages.append(client.json(pages[-1]["next"])["artists"])
    return pages


def test_followed_artists(either: Client) -> None:
    """The cursor walks through every artist once; the last page has no cursor."""
    pages = followed(either, limit=20)
    ids = [artist["id"] for page in pages for artist in page["items"]]
    assert len(ids) == len(set(ids)) == pages[0]["total"] > 60
    assert [page["cursors"]["after"] for page in pages] == [ids[19], ids[39], ids[59], ids[79], None][-len(pages) :]


def test_followed_artists_come_and_go(fresh: Client) -> None:
    """Artists are followed and unfollowed during the run."""
    days = []
    for day in (1, 70):
        fresh.sandbox.move_to(day)
        days.append({artist["id"] for page in followed(fresh) for artist in page["items"]})
    assert days[1] - days[0]
    assert days[0] - days[1]


@pytest.mark.parametrize("limit", ["0", "51", "x"])
def test_wrong_limit(extended: Client, limit: str) -> None:
    """A limit out of range or no number is refused."""
    assert refusal(extended.get(f"me/following?type=artist&limit={limit}")) == (400, "Invalid limit")


def test_followed_artists_need_a_type(extended: Client) -> None:
    """Spotify knows no other type, and no default."""
    assert refusal(extended.get("me/following"))[0] == 400
    assert refusal(extended.get("me/following?type=user"))[0] == 400


@pytest.mark.parametrize("noun", ["artists", "tracks"])
def test_top_items(fresh: Client, noun: str) -> None:
    """Three ranges have 50 items or more, each its own; the shortest changes from day to day."""
    ranges = [f"me/top/{noun}?limit=50&time_range={name}_term" for name in ("short", "medium", "long")]
    lists = [[item["id"] for item in fresh.items(path)] for path in ranges]
    assert min(len(ids) for ids in lists) > 50
    assert len({tuple(ids[:50]) for ids in lists}) == 3
    fresh.sandbox.move_to(69)
    assert [item["id"] for item in fresh.items(ranges[0])] != lists[0]


def test_top_ranges(extended: Client) -> None:
    """The range is the medium one unless another is asked for, and one of three."""
    path = "me/top/artists"
    assert extended.json(path)["items"] == extended.json(f"{path}?time_range=medium_term")["items"]
    assert refusal(extended.get(f"{path}?time_range=forever"))[0] == 400


def test_second_listener(extended: Client) -> None:
    """The other listener keeps, follows and hears other things."""
    other = Client(extended.sandbox, refresh_token=extended.sandbox.second_refresh_token)
    for path in ("me/albums", "me/shows", "me/episodes", "me/following?type=artist", "me/top/artists", "me/top/tracks"):
        assert extended.json(path) != other.json(path)

"""Pages, limits, offsets and ids are checked and linked as Spotify does."""

from urllib.parse import parse_qs, urlsplit

import pytest

from .client import EXAMPLES, GERMANY, LOFI, LONG_ALBUM, ODDITIES, UNKNOWN, Client, refusal

# Neither can be asked without further parameters; their own tests page them.
NEED_MORE = {"search", "me/following"}
# The page is under a name.
NAMED = {"browse/new-releases", "browse/categories"}

PAGED = {name: path.partition("?")[0] for name, path in EXAMPLES.items() if "limit=" in path and name not in NEED_MORE}
BY_OFFSET = [path for name, path in PAGED.items() if name not in {"me/player/recently-played", *NAMED}]


@pytest.mark.parametrize("path", BY_OFFSET)
@pytest.mark.parametrize("limit", [3, 7])
def test_walk(extended: Client, path: str, limit: int) -> None:
    """Following `next` meets every item once, in the order of larger pages."""
    items = extended.items(f"{path}?limit={limit}")
    assert items == extended.items(f"{path}?limit=50")
    assert len(items) == extended.json(f"{path}?limit=1")["total"]


def test_many_pages(extended: Client) -> None:
    """A playlist of 600 entries is 12 pages of 50 without a gap."""
    pages = list(extended.pages(f"playlists/{LOFI}/items?limit=50"))
    assert [page["offset"] for page in pages] == list(range(0, pages[0]["total"], 50))
    assert sum(len(page["items"]) for page in pages) == pages[0]["total"] == 600


@pytest.mark.parametrize("path", BY_OFFSET)
def test_addresses(extended: Client, path: str) -> None:
    """href, next and previous are whole addresses of this server and keep the other parameters."""
    page = extended.json(f"{path}?limit=1&offset=1&market=DE")
    for link, offset in {"href": "1", "next": "2", "previous": "0"}.items():
        if page[link] is None:
            continue
        assert page[link].startswith(f"{extended.sandbox.api_url}/{path}?")
        assert parse_qs(urlsplit(page[link]).query) == {"offset": [offset], "limit": ["1"], "market": ["DE"]}


@pytest.mark.parametrize("path", BY_OFFSET)
def test_beyond_the_end(extended: Client, path: str) -> None:
    """A page beyond the end is empty and points back."""
    page = extended.json(f"{path}?offset=90000&limit=10")
    assert (page["items"], page["next"]) == ([], None)
    assert "offset=89990" in page["previous"]


@pytest.mark.parametrize("path", PAGED.values())
@pytest.mark.parametrize("limit", ["0", "-1", "101", "x", "", "٣", "1.5"])
def test_wrong_limit(extended: Client, path: str, limit: str) -> None:
    """A limit out of range or no number is refused."""
    assert refusal(extended.get(f"{path}?limit={limit}")) == (400, "Invalid limit")


def test_greatest_limits(extended: Client) -> None:
    """/tracks takes up to 100, /items and everything else up to 50."""
    assert extended.json(f"playlists/{LOFI}/tracks?limit=100")["limit"] == 100
    assert refusal(extended.get(f"playlists/{LOFI}/items?limit=51")) == (400, "Invalid limit")
    assert refusal(extended.get("me/player/recently-played?limit=51")) == (400, "Invalid limit")


@pytest.mark.parametrize("offset", ["-1", "x", "100001"])
def test_wrong_offset(extended: Client, offset: str) -> None:
    """An offset that is none is refused."""
    assert refusal(extended.get(f"me/tracks?offset={offset}")) == (400, "Invalid offset")


def test_embedded_entries(extended: Client) -> None:
    """A playlist's own answer has its first 100 entries and the address of the rest."""
    playlist = extended.json(f"playlists/{LOFI}")
    rest = extended.items(playlist["tracks"]["next"])
    assert len(playlist["tracks"]["items"]) == 100
    assert [*playlist["tracks"]["items"], *rest] == extended.items(f"playlists/{LOFI}/tracks")


def test_embedded_entries_in_development(development: Client) -> None:
    """The same of the listener's own, where the rest is at /items with its smaller pages."""
    mix = next(playlist for playlist in development.items("me/playlists") if playlist["items"]["total"] > 100)
    playlist = development.json(f"playlists/{mix['id']}")
    rest = development.items(playlist["items"]["next"])
    assert [*playlist["items"]["items"], *rest] == development.items(f"playlists/{mix['id']}/items?limit=50")


def test_embedded_tracks(either: Client) -> None:
    """An album's own answer has its first 50 tracks and the address of the rest."""
    album = either.json(f"albums/{LONG_ALBUM}")
    rest = either.items(album["tracks"]["next"])
    assert len(album["tracks"]["items"]) == 50
    assert album["total_tracks"] == album["tracks"]["total"] == 50 + len(rest)
    assert [*album["tracks"]["items"], *rest] == either.items(f"albums/{LONG_ALBUM}/tracks?limit=50")


@pytest.mark.parametrize(("noun", "most"), [("tracks", 50), ("artists", 50), ("albums", 20)])
def test_batches(extended: Client, noun: str, most: int) -> None:
    """A batch has null for an unknown id, is refused for a malformed one, and for one id too many."""
    known = EXAMPLES[noun].partition("ids=")[2].partition(",")[0]
    answer = extended.json(f"{noun}?ids={known},{UNKNOWN},{known}")[noun]
    assert [found and found["id"] for found in answer] == [known, None, known]
    assert refusal(extended.get(f"{noun}?ids={known},short")) == (400, "invalid id")
    assert refusal(extended.get(f"{noun}?ids=")) == (400, "invalid id")
    assert len(extended.json(f"{noun}?ids={','.join([known] * most)}")[noun]) == most
    assert extended.get(f"{noun}?ids={','.join([known] * (most + 1))}").status_code == 400


@pytest.mark.parametrize("noun", ["tracks", "artists", "albums", "playlists"])
def test_single_ids(either: Client, noun: str) -> None:
    """An unknown id is 404, a malformed one 400."""
    assert refusal(either.get(f"{noun}/{UNKNOWN}")) == (404, "Resource not found")
    assert refusal(either.get(f"{noun}/short")) == (400, "invalid id")


def test_fields(extended: Client) -> None:
    """`fields` picks top-level fields; a name that nothing has is silently left out."""
    assert extended.json(f"playlists/{GERMANY}?fields=snapshot_id").keys() == {"snapshot_id"}
    assert extended.json(f"playlists/{GERMANY}?fields=snapshot_id,name,nonsense").keys() == {"snapshot_id", "name"}
    assert extended.json(f"playlists/{GERMANY}?fields=nonsense") == {}


def test_episodes_on_request(extended: Client) -> None:
    """An episode comes as one only to those who ask for episodes, else shaped as a track."""
    asked = extended.json(f"playlists/{ODDITIES}/items?limit=50&additional_types=track,episode")["items"]
    plain = extended.json(f"playlists/{ODDITIES}/items?limit=50")["items"]
    at = next(n for n, entry in enumerate(asked) if entry["track"] and entry["track"]["type"] == "episode")
    assert ("show" in asked[at]["track"], "album" in asked[at]["track"]) == (True, False)
    assert ("show" in plain[at]["track"], "album" in plain[at]["track"]) == (False, True)


def test_unknown_paths(extended: Client) -> None:
    """A path that is no endpoint is 404, a method that it does not have 405."""
    assert extended.get("albums/x/y/z").status_code == 404
    assert extended.session.put(f"{extended.sandbox.api_url}/me/tracks", timeout=10).status_code == 405

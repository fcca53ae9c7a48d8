"""Search finds things by their names, a page for each type."""

from urllib.parse import quote

import pytest

from .client import EXAMPLES, Client, refusal

TYPES = ("album", "artist", "track", "playlist", "show", "episode", "audiobook")


@pytest.mark.parametrize("kind", TYPES)
def test_finds(extended: Client, kind: str) -> None:
    """Every type is found by a name, and comes with what it is."""
    query = {"playlist": "top 50", "show": "talking", "episode": "guest", "audiobook": "the"}.get(kind, "love")
    page = extended.json(f"search?q={quote(query)}&type={kind}&limit=50")[f"{kind}s"]
    found = [item for item in page["items"] if item]
    assert {item["type"] for item in found} == {kind}
    assert all(query.split()[0] in str(item).lower() for item in found)


def test_exact_names_come_first(extended: Client) -> None:
    """Whoever bears the very name comes before those whose name has more to it."""
    artist = extended.json(EXAMPLES["artists/{id}"])
    found = extended.json(f"search?q={quote(artist['name'])}&type=artist")["artists"]["items"]
    assert found[0]["id"] == artist["id"]


def test_credited(extended: Client) -> None:
    """A track is found by its artist, with or without the filter."""
    track = extended.json(EXAMPLES["tracks/{id}"])
    words = f"{track['name']} {track['artists'][0]['name']}"
    for query in (words, f'track:"{track["name"]}" artist:"{track["artists"][0]["name"]}"'):
        found = extended.json(f"search?q={quote(query)}&type=track")["tracks"]["items"]
        assert track["id"] in [item["id"] for item in found]


def test_several_types(extended: Client) -> None:
    """Types share a request; each goes on by itself."""
    answer = extended.json("search?q=love&type=album,track&limit=5")
    assert set(answer) == {"albums", "tracks"}
    following = extended.json(answer["tracks"]["next"])
    assert set(following) == {"tracks"}
    assert following["tracks"]["offset"] == 5
    assert following["tracks"]["total"] == answer["tracks"]["total"]


def test_nulls(extended: Client) -> None:
    """Lists of playlists and of episodes hold nulls, which count."""
    playlists = extended.json("search?q=top+50&type=playlist&limit=50")["playlists"]
    assert playlists["items"].count(None) == 1
    assert playlists["total"] == len(playlists["items"])
    assert None in [item for page in pages(extended, "episodes", "type=episode&q=explained") for item in page["items"]]


def pages(client: Client, key: str, query: str) -> list[dict[str, list[object]]]:
    """Return every page of one type."""
    page = client.json(f"search?{query}&limit=50")[key]
    found = [page]
    while page["next"]:
        page = client.json(page["next"])[key]
        found.append(page)
    return found


def test_no_more_than_a_thousand(extended: Client) -> None:
    """Nothing beyond the thousandth is reached, however much there is."""
    page = extended.json("search?q=a&type=track&limit=50&offset=950")["tracks"]
    assert (page["total"], page["next"], len(page["items"])) == (1000, None, 50)
    assert refusal(extended.get("search?q=a&type=track&limit=50&offset=951")) == (400, "Invalid offset")


@pytest.mark.parametrize(("client", "default", "most"), [("extended", 20, 50), ("development", 5, 10)])
def test_limits(client: str, default: int, most: int, request: pytest.FixtureRequest) -> None:
    """A page holds at most 10 in development mode, 5 unless asked."""
    asked: Client = request.getfixturevalue(client)
    assert asked.json("search?q=a&type=track")["tracks"]["limit"] == default
    assert len(asked.json(f"search?q=a&type=track&limit={most}")["tracks"]["items"]) == most
    assert refusal(asked.get(f"search?q=a&type=track&limit={most + 1}")) == (400, "Invalid limit")


@pytest.mark.parametrize("query", ["type=track", "q=&type=track", "q=love", "q=love&type=", "q=love&type=track,song"])
def test_wrong_questions(extended: Client, query: str) -> None:
    """No words, no type, or a type that is none, are refused."""
    assert extended.get(f"search?{query}").status_code == 400


def test_nothing_found(extended: Client) -> None:
    """What nobody is called is an empty page of every type."""
    answer = extended.json(f"search?q=qqqqxxxx&type={','.join(TYPES)}")
    assert [page["total"] for page in answer.values()] == [0] * 7


def test_markets(extended: Client) -> None:
    """The app's own token finds no show, episode or audiobook without a market."""
    app = Client(extended.sandbox, is_user=False)
    query = "search?q=the&type=show,episode,audiobook"
    assert {page["total"] for page in app.json(query).values()} == {0}
    assert 0 not in {page["total"] for page in app.json(f"{query}&market=US").values()}


def test_nothing_that_is_to_come(fresh: Client) -> None:
    """Episodes are found from their day on."""
    totals = []
    for day in (1, 70):
        fresh.sandbox.move_to(day)
        totals.append(fresh.json("search?q=explained&type=episode")["episodes"]["total"])
    assert totals[0] < totals[1]

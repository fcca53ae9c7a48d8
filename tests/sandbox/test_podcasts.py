"""Shows bring out episodes as the days pass, exist only in a market, and lose some of what they brought out."""

from typing import Any

import pytest

from tasks.sandbox import Sandbox
from tasks.sandbox.catalogue import load
from tasks.sandbox.oddities import odd_id
from tasks.sandbox.podcasts import shows

from .client import EPISODE, ODDITIES, SHOW, Client, refusal

EPISODES = f"shows/{SHOW}/episodes?limit=50"
ALL = ",".join(shows(load()))


def test_shows(extended: Client) -> None:
    """A dozen shows have 30 to 120 episodes each."""
    totals = [show["total_episodes"] for show in extended.json(f"shows?ids={ALL}")["shows"]]
    assert len(totals) == 13
    assert 30 <= min(totals) <= max(totals) <= 120


def test_new_episodes(fresh: Client) -> None:
    """A daily show has one more episode every day, at the top; total, list and show agree."""
    latest = []
    for day in (60, 61):
        fresh.sandbox.move_to(day)
        page = fresh.json(EPISODES)
        assert page["total"] == fresh.json(f"shows/{SHOW}")["total_episodes"]
        latest.append((page["total"], page["items"][0]["release_date"]))
    assert latest == [(92, "2021-04-29"), (93, "2021-04-30")]


def test_nothing_is_out_yet(fresh: Client) -> None:
    """An episode is found from its day on, and not before."""
    last = fresh.json(EPISODES)["items"][0]["id"]
    assert fresh.json(f"episodes/{last}")["id"] == last
    fresh.sandbox.move_to(69)
    assert refusal(fresh.get(f"episodes/{last}")) == (404, "Resource not found")


def test_withdrawn_episodes(extended: Client) -> None:
    """A withdrawn episode is a null that counts; every other is found by its id, with the same facts."""
    page = extended.json(EPISODES)
    listed = [episode for episode in page["items"] if episode]
    assert None in page["items"]
    assert len(extended.items(EPISODES)) == page["total"]
    full = extended.json(f"episodes?ids={','.join(episode['id'] for episode in listed)}")["episodes"]
    assert [{key: value for key, value in episode.items() if key != "show"} for episode in full] == listed
    assert {episode["show"]["id"] for episode in full} == {SHOW}


def test_embedded_page(extended: Client) -> None:
    """A show's own answer has its first 50 episodes, and says where it goes on."""
    embedded = extended.json(f"shows/{SHOW}")["episodes"]
    assert embedded["items"] == extended.json(EPISODES)["items"]
    assert extended.json(embedded["next"])["offset"] == 50


@pytest.mark.parametrize("path", [f"shows/{SHOW}", EPISODES.partition("?")[0], f"episodes/{EPISODE}"])
def test_market(extended: Client, path: str) -> None:
    """The app's own token needs a market, which a user brings along; what is no market is refused."""
    app = Client(extended.sandbox, is_user=False)
    assert refusal(app.get(path)) == (404, "Resource not found")
    assert app.get(f"{path}?market=SE").status_code == 200
    assert refusal(app.get(f"{path}?market=XX")) == (400, "Invalid market code")


def test_batches_without_a_market(extended: Client) -> None:
    """Without a market a batch is nothing but nulls."""
    app = Client(extended.sandbox, is_user=False)
    assert app.json(f"shows?ids={SHOW}") == {"shows": [None]}
    assert app.json(f"episodes?ids={EPISODE}") == {"episodes": [None]}


def test_resume_point(extended: Client) -> None:
    """Where the user stopped is told to the user only."""
    app = Client(extended.sandbox, is_user=False)
    assert "resume_point" in extended.json(f"episodes/{EPISODE}")
    assert "resume_point" not in app.json(f"episodes/{EPISODE}?market=DE")


def test_odd_episode(extended: Client) -> None:
    """The episode in the oddities playlist is found by its id, and is the same."""
    entries = extended.items(f"playlists/{ODDITIES}/items?limit=50&additional_types=episode")
    (entry,) = [entry["item"] for entry in entries if entry["item"] and entry["item"]["id"] == odd_id("Episode")]
    found: dict[str, Any] = extended.json(f"episodes/{odd_id('Episode')}")
    differing = {key for key in found if found[key] != entry[key]}
    assert differing <= {"href", "show"}
    assert found["id"] in {episode["id"] for episode in extended.items(f"shows/{odd_id('Show')}/episodes?limit=50")}


def test_removed_fields(development: Client) -> None:
    """Development mode has no publisher and no markets of a show, wherever it stands."""
    alone, inside = development.json(f"shows/{SHOW}"), development.json(f"episodes/{EPISODE}")["show"]
    assert set() == {"publisher", "available_markets"} & (alone.keys() | inside.keys())


def test_names_are_real(extended: Client) -> None:
    """A show is named after an artist of the catalogue."""
    name = extended.json(f"shows/{SHOW}")["name"]
    assert name.removesuffix(" Explained") in {artist.name for artist in load().artists.values()}


def test_same_in_every_sandbox() -> None:
    """Two sandboxes invent the same."""
    with Sandbox() as one, Sandbox() as other:
        texts = [Client(sandbox).get(EPISODES).text.replace(sandbox.api_url, "") for sandbox in (one, other)]
    assert texts[0] == texts[1]

"""Development mode lacks exactly what the changelogs say; extended mode lacks nothing."""

from typing import Any

import pytest

from tasks.sandbox import Sandbox
from tasks.sandbox.modes import DEVELOPMENT as DEVELOPMENT_MODE

from .client import DEVELOPMENT, EXAMPLES, GERMANY, LONG_ALBUM, ODDITIES, Client, refusal


@pytest.mark.parametrize("template", EXAMPLES)
def test_extended_answers_all(extended: Client, template: str) -> None:
    """Every endpoint answers in extended mode, with and without the trailing slash that spotipy sends."""
    path, _, query = EXAMPLES[template].partition("?")
    assert extended.json(f"{path}?{query}") == extended.json(f"{path}/?{query}")


@pytest.mark.parametrize("template", sorted(EXAMPLES.keys() - DEVELOPMENT.keys()))
def test_removed_endpoints(development: Client, template: str) -> None:
    """Batches and /playlists/{id}/tracks are forbidden in development mode."""
    assert refusal(development.get(EXAMPLES[template])) == (403, "Forbidden")


@pytest.mark.parametrize("template", DEVELOPMENT)
def test_removed_fields(development: Client, template: str) -> None:
    """No answer in development mode has a field that the mode lacks, however deep."""
    answer = development.json(DEVELOPMENT[template])
    assert DEVELOPMENT_MODE.trim(answer) == answer


def test_account_id(either: Client) -> None:
    """Since May 2026 /me has the immutable account_id in both modes."""
    assert either.json("me")["account_id"]


def test_removed_fields_of_me(development: Client) -> None:
    """In development mode /me has lost five fields."""
    assert set() == {"country", "email", "explicit_content", "followers", "product"} & development.json("me").keys()


def test_external_ids_are_back(development: Client) -> None:
    """The removal of external_ids was reverted in March 2026."""
    assert development.json(EXAMPLES["tracks/{id}"])["external_ids"]["isrc"]
    assert development.json(f"albums/{LONG_ALBUM}")["external_ids"]["upc"]


def test_foreign_playlist(development: Client) -> None:
    """Of a playlist that the user does not own, development mode has metadata and no contents."""
    playlist = development.json(f"playlists/{GERMANY}")
    assert (playlist["name"], "items" in playlist, "tracks" in playlist) == ("Top 50 - Germany", False, False)
    assert refusal(development.get(f"playlists/{GERMANY}/items")) == (403, "Forbidden")


def entry_keys(page: dict[str, Any]) -> set[str]:
    """Return under which of the two names an entry has its track."""
    return {name for name in ("track", "item") if name in page["items"][0]}


def test_names_in_development(development: Client) -> None:
    """Development mode says items for tracks, and item for track."""
    playlist = development.json(f"playlists/{ODDITIES}")
    assert "tracks" not in playlist
    assert entry_keys(playlist["items"]) == {"item"}
    assert entry_keys(development.json(f"playlists/{ODDITIES}/items")) == {"item"}
    assert development.json("me/playlists")["items"][0]["items"].keys() == {"href", "total"}


def test_names_in_extended(extended: Client) -> None:
    """Extended mode keeps the old names, and has both at /items, as recorded."""
    playlist = extended.json(f"playlists/{GERMANY}")
    assert "items" not in playlist
    assert entry_keys(playlist["tracks"]) == {"track"}
    assert entry_keys(extended.json(f"playlists/{GERMANY}/tracks")) == {"track"}
    page = extended.json(f"playlists/{GERMANY}/items")
    assert entry_keys(page) == {"track", "item"}
    assert [entry["track"] for entry in page["items"]] == [entry["item"] for entry in page["items"]]
    assert extended.json("me/playlists")["items"][0]["tracks"].keys() == {"href", "total"}


def test_saved_tracks_keep_their_name(either: Client) -> None:
    """Saved tracks and plays say track in both modes."""
    assert "track" in either.json("me/tracks")["items"][0]
    assert "track" in either.json("me/player/recently-played")["items"][0]


@pytest.mark.parametrize(("client", "default", "most"), [("extended", 20, 50), ("development", 5, 10)])
def test_limit_of_discographies(client: str, default: int, most: int, request: pytest.FixtureRequest) -> None:
    """A page of an artist's albums holds at most 10 in development mode, 5 unless asked."""
    asked: Client = request.getfixturevalue(client)
    path = EXAMPLES["artists/{id}/albums"].partition("?")[0]
    assert asked.json(path)["limit"] == default
    assert asked.json(f"{path}?limit={most}")["limit"] == most
    assert refusal(asked.get(f"{path}?limit={most + 1}")) == (400, "Invalid limit")


def test_album_groups(extended: Client, development: Client) -> None:
    """A discography tells own albums from those the artist appears on, where the mode has the field."""
    path = EXAMPLES["artists/{id}/albums"]
    assert {"album", "single", "compilation", "appears_on"} >= {album["album_group"] for album in extended.items(path)}
    assert "album_group" not in development.json(path)["items"][0]
    only = extended.items(f"{path}&include_groups=appears_on")
    assert {"appears_on"} >= {album["album_group"] for album in only}


def test_unknown_mode() -> None:
    """A mode that does not exist is a sentence that names those that do."""
    with pytest.raises(ValueError, match="extended and development"):
        Sandbox(mode="premium")

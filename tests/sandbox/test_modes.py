"""Each mode lacks exactly what the changelogs say; extended quota of before November 2024 lacks nothing."""

from typing import Any

import pytest

from tasks.sandbox import Sandbox
from tasks.sandbox.modes import DEVELOPMENT as DEVELOPMENT_MODE
from tasks.sandbox.routing import routes

from .client import DEVELOPMENT, EXAMPLES, FOREIGN, GERMANY, GRANTED, LONG_ALBUM, ODDITIES, REMOVED, Client, refusal

ALL = EXAMPLES | GRANTED


def test_examples() -> None:
    """Every route has an example, and those that some mode lacks are told apart."""
    assert {route.path for route in routes()} == ALL.keys()
    assert {route.path for route in routes() if route.is_removed and not route.needs_grant} == REMOVED
    assert {route.path for route in routes() if route.needs_grant} == GRANTED.keys()


@pytest.mark.parametrize("template", ALL)
def test_extended_answers_all(extended: Client, template: str) -> None:
    """Every endpoint answers in extended mode, with and without the trailing slash that spotipy sends."""
    path, _, query = ALL[template].partition("?")
    assert extended.json(f"{path}?{query}") == extended.json(f"{path}/?{query}")


@pytest.mark.parametrize("template", sorted(REMOVED))
def test_removed_endpoints(development: Client, template: str) -> None:
    """What February 2026 removed, such as batches and /playlists/{id}/tracks, is forbidden in development mode."""
    assert refusal(development.get(EXAMPLES[template])) == (403, "Forbidden")


@pytest.mark.parametrize("template", EXAMPLES)
def test_left_in_2025(extended_2025: Client, development_2025: Client, template: str) -> None:
    """Without the grant of 2024 every other endpoint answers, batches included."""
    path = EXAMPLES[template].replace(GERMANY, FOREIGN)
    assert [client.get(path).status_code for client in (extended_2025, development_2025)] == [200, 200]


FORBIDDEN, NOT_FOUND = (403, "Forbidden"), (404, "Resource not found")
UNGRANTED = {
    "audio-features": FORBIDDEN,
    "audio-features/{id}": FORBIDDEN,
    "audio-analysis/{id}": FORBIDDEN,
    "artists/{id}/related-artists": NOT_FOUND,
    "browse/featured-playlists": NOT_FOUND,
    "browse/categories/{id}/playlists": NOT_FOUND,
}


@pytest.mark.parametrize("template", UNGRANTED)
def test_ungranted_endpoints(extended_2025: Client, development_2025: Client, template: str) -> None:
    """What November 2024 took away is forbidden or not found for those who have come later."""
    refusals = [refusal(client.get(GRANTED[template])) for client in (extended_2025, development_2025)]
    assert refusals == [UNGRANTED[template]] * 2


@pytest.mark.parametrize("template", UNGRANTED)
def test_ungranted_endpoints_in_development(development: Client, template: str) -> None:
    """In development mode so it is, too, and what is below browse has gone altogether."""
    expected = FORBIDDEN if template.startswith("browse") else UNGRANTED[template]
    assert refusal(development.get(GRANTED[template])) == expected


@pytest.mark.parametrize("place", ["", "/items", "/tracks"])
def test_editorial_playlists(extended: Client, extended_2025: Client, development_2025: Client, place: str) -> None:
    """Playlists of Spotify's own exist only with the grant; those of others are there for all."""
    assert extended.json(f"playlists/{GERMANY}{place}")
    for client in (extended_2025, development_2025):
        assert refusal(client.get(f"playlists/{GERMANY}{place}")) == NOT_FOUND
        assert client.json(f"playlists/{FOREIGN}{place}")


def test_editorial_playlists_in_development(development: Client) -> None:
    """They do not exist in development mode, neither whole nor page by page."""
    for place in ("", "/items"):
        assert refusal(development.get(f"playlists/{GERMANY}{place}")) == NOT_FOUND


def test_followed_editorial_playlists(any_mode: Client) -> None:
    """Those that the listener follows are listed in every mode."""
    assert GERMANY in {playlist["id"] for playlist in any_mode.items("me/playlists") if playlist}


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
    playlist = development.json(f"playlists/{FOREIGN}")
    assert (playlist["name"], "items" in playlist, "tracks" in playlist) == ("The Sound of Medieval", False, False)
    assert refusal(development.get(f"playlists/{FOREIGN}/items")) == FORBIDDEN


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


def test_both_shapes_in_2025(development_2025: Client) -> None:
    """An older app in development mode is served both shapes at once, as recorded."""
    playlist = development_2025.json(f"playlists/{FOREIGN}")
    assert entry_keys(playlist["tracks"]) == entry_keys(playlist["items"]) == {"track", "item"}
    assert playlist["tracks"]["items"] == playlist["items"]["items"]
    assert (playlist["tracks"]["total"], len(playlist["items"]["items"])) == (playlist["items"]["total"], 100)
    listed = development_2025.json("me/playlists")["items"][0]
    assert listed["tracks"]["total"] == listed["items"]["total"]


@pytest.mark.parametrize("place", ["tracks", "items"])
def test_both_names_of_pages_in_2025(development_2025: Client, place: str) -> None:
    """Each shape goes on at its own address, and the pages there have both names, too."""
    first = development_2025.json(f"playlists/{FOREIGN}")[place]
    assert f"/playlists/{FOREIGN}/{place}?" in first["next"]
    page = development_2025.json(first["next"])
    assert [entry["track"] for entry in page["items"]] == [entry["item"] for entry in page["items"]]


@pytest.mark.parametrize("template", ["tracks/{id}", "albums/{id}", "artists/{id}", "artists/{id}/albums", "me"])
def test_fields_in_2025(extended: Client, development_2025: Client, template: str) -> None:
    """An older app still sees every field."""
    assert development_2025.json(EXAMPLES[template]).keys() == extended.json(EXAMPLES[template]).keys()


def test_no_previews(extended_2025: Client) -> None:
    """Without the grant there is no preview of a track."""
    assert {track["preview_url"] for track in extended_2025.json(EXAMPLES["tracks"])["tracks"]} == {None}


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
    with pytest.raises(ValueError, match="extended, extended-2025, development, development-2025"):
        Sandbox(mode="premium")

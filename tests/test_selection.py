"""What a run reads, as a person writes it."""

import pytest
from pydantic import ValidationError

from tasks.selection import NOUNS, Run, labelled, reference

ID = "37i9dQZEVXbJiZcmkrIHGU"
OTHER = "37i9dQZEVXbKXQ4mDTEBXq"


@pytest.mark.parametrize(
    "text",
    [
        ID,
        f"  {ID}\n",
        f"spotify:playlist:{ID}",
        f"spotify:user:anna:playlist:{ID}",  # as written until 2018
        f"https://open.spotify.com/playlist/{ID}",
        f"http://open.spotify.com/playlist/{ID}",
        f"https://open.spotify.com/playlist/{ID}?si=0123456789abcdef&pi=a=b",
        f"https://open.spotify.com/intl-de/playlist/{ID}",
        f"https://open.spotify.com/user/anna/playlist/{ID}",
    ],
)
def test_an_id_a_uri_and_a_link_are_the_same(text: str) -> None:
    """However it was copied."""
    assert ID == reference(text, "playlist")
    assert ID == labelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Germany",
        ID[:-1],  # too short
        f"{ID}x",  # too long
        f"{ID[:-1]}-",  # no letter of base 62
        f"https://example.com/playlist/{ID}",
        f"https://open.spotify.com.example.com/playlist/{ID}",
        f"spotify:{ID}",
        f"{ID} {ID}",
    ],
)
def test_what_is_none_is_refused_with_what_would_be(text: str) -> None:
    """One sentence with the text and the three ways to write it."""
    with pytest.raises(ValueError, match=r"is not an album: give its id .*spotify:album:ID") as refused:
        reference(text, "album")
    assert f'"{text}"' in str(refused.value)


@pytest.mark.parametrize(
    ("text", "kind", "sentence"),
    [
        (f"spotify:playlist:{ID}", "artist", "is a playlist, not an artist: name it under playlists"),
        (f"https://open.spotify.com/album/{ID}", "track", "is an album, not a track: name it under albums"),
        (f"spotify:episode:{ID}", "track", "is an episode, not a track: name it under episodes"),
        (f"spotify:concert:{ID}", "track", "is a concert, not a track"),  # nothing to name it under
    ],
)
def test_another_kind_is_told_its_place(text: str, kind: str, sentence: str) -> None:
    """A link to the wrong thing is an easy mistake."""
    with pytest.raises(ValueError, match=f"{sentence}$"):
        reference(text, kind)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"Germany={ID}", f"Germany={ID}"),
        (f" Côte d'Ivoire = spotify:playlist:{ID}", f"Côte d'Ivoire={ID}"),
        (f"USA=https://open.spotify.com/playlist/{ID}?si=a=b", f"USA={ID}"),
    ],
)
def test_a_playlist_may_have_a_label(text: str, kept: str) -> None:
    """Before the first =; those of a link are its own."""
    assert kept == labelled(text)


def test_a_selection_is_kept_as_ids_in_order_and_once() -> None:
    """The same playlist twice is one."""
    playlists = [f"Germany={ID}", OTHER, f"Germany=spotify:playlist:{ID}"]
    run = Run(playlists=playlists, artists=[f"spotify:artist:{ID}", ID])
    assert ([f"Germany={ID}", OTHER], [ID]) == (run.playlists, run.artists)
    assert ([ID, OTHER], {ID: "Germany"}) == (run.playlist_ids, run.labels)


def test_a_selection_survives_being_stored() -> None:
    """A deployment keeps parameters as JSON and reads them again."""
    run = Run(playlists=[f"Germany={ID}", f"={OTHER}"], tracks=[ID], library=False, mode="full", plan=True)
    assert run == Run.model_validate_json(run.model_dump_json())


def test_nothing_selected_is_empty() -> None:
    """Mode, plan and library select nothing by id."""
    assert Run(mode="full", plan=True, library=True).is_empty
    assert Run(plays=True, playback=True, market="DE", listener="anna").is_empty
    for noun in NOUNS:
        assert not Run.model_validate({noun: [ID]}).is_empty
    assert not Run(browse=True).is_empty


@pytest.mark.parametrize(
    ("text", "user_id"),
    [
        ("anna", "anna"),
        ("spotify:user:anna", "anna"),
        ("https://open.spotify.com/user/anna%20b?si=x", "anna b"),
        ("https://open.spotify.com/intl-de/user/anna", "anna"),
        ("söhne & co", "söhne & co"),  # the id of a user is free text
    ],
)
def test_a_user_goes_by_id_uri_or_link(text: str, user_id: str) -> None:
    """As the id that the API takes."""
    assert [user_id] == Run(users=[text]).users


@pytest.mark.parametrize("text", ["", "spotify:artist:x", "https://example.com/user/x"])
def test_what_is_no_user_is_refused(text: str) -> None:
    """With the ways to name one."""
    with pytest.raises(ValueError, match="is not a user: give an id, spotify:user:ID"):
        Run(users=[text])


def test_a_market_is_a_country() -> None:
    """In upper case; anything else is refused."""
    assert ("DE", "") == (Run(market="de").market, Run().market)
    with pytest.raises(ValueError, match="two letters of ISO 3166-1"):
        Run(market="Germany")


def test_a_search_is_kept_as_it_was_written() -> None:
    """Once, and only where there is something to search for."""
    assert ["artist,track=daft punk"] == Run(search=["artist,track=daft punk"] * 2).search
    with pytest.raises(ValueError, match="search"):
        Run(search=["track="])


def test_parts_are_what_is_switched_on() -> None:
    """A library that nobody has decided on is none yet."""
    assert frozenset({"browse", "playback"}) == Run(browse=True, playback=True).parts
    assert frozenset({"plays"}) == Run(plays=True, library=False).parts
    assert frozenset({"library", "analysis"}) == Run(library=True, analysis=True).parts


@pytest.mark.parametrize(
    "mistake",
    [
        {"playlist": [ID]},
        {"mode": "sometimes"},
        {"playlists": ID},
        {"albums": [f"spotify:track:{ID}"]},
        {"plan": "perhaps"},
    ],
)
def test_mistakes_are_refused(mistake: dict[str, object]) -> None:
    """Nothing is passed over in silence."""
    with pytest.raises(ValidationError):
        Run.model_validate(mistake)


def test_every_parameter_is_described() -> None:
    """The descriptions are the help of the command and the form in the UI."""
    properties = Run.model_json_schema()["properties"]
    assert [] == [name for name, about in properties.items() if not about.get("description")]


def test_only_marts_that_are_rebuilt_are_exported() -> None:
    """Those of an earlier run would be taken for this one's."""
    with pytest.raises(ValidationError, match="only marts that are rebuilt are exported"):
        Run(transform=False, export="folder")

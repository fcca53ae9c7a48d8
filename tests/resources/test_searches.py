"""Searches: what is asked for, how deep, and where each result stands."""

from typing import Any

import pytest

from tasks.resources.app import App
from tasks.resources.need import Need
from tasks.resources.objects.results import TYPES
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, WATERMARKS
from tasks.resources.searches import FIFTY, follow, parse_search, probe, requests, rows

from .answers import MOMENT, READING, answered, artist, spotify_id, track, values

DEVELOPMENT = App(unavailable=frozenset({FIFTY}))


def _need(*searches: str, app: App | None = None, market: str = "", marks: dict[str, str] | None = None) -> Need:
    return Need(
        selected={"search": searches}, app=app or App(), market=market, moment=MOMENT, marks=lambda _: marks or {}
    )


def _page(text: str, lists: dict[str, Any], status: int = 200, app: App | None = None, offset: int = 0) -> Page:
    first = requests(_need(text, app=app))[0]
    return answered(first.at_offset(offset), lists, status)


def _list(*items: object, total: int | None = None) -> dict[str, object]:
    return {"items": list(items), "total": len(items) if total is None else total}


@pytest.mark.parametrize(
    ("text", "types", "terms"),
    [
        ("daft punk", ("track",), "daft punk"),
        ("artist=daft punk", ("artist",), "daft punk"),
        ("artist, Track ,artist= daft punk ", ("artist", "track"), "daft punk"),
        ("album=a=b", ("album",), "a=b"),  # only the first one divides
        ("1+1=2", ("track",), "1+1=2"),  # no types before it
        ("artist,x=y", ("track",), "artist,x=y"),  # not all of them are types
        ("=x", ("track",), "=x"),
        ("episode,audiobook,show,playlist=x", ("episode", "audiobook", "show", "playlist"), "x"),
        ("artist:daft punk year:2001", ("track",), "artist:daft punk year:2001"),  # filters are Spotify's
    ],
)
def test_a_search_is_terms_or_types_and_terms(text: str, types: tuple[str, ...], terms: str) -> None:
    """A "=" belongs to the terms unless all that stands before the first one are types."""
    assert (types, terms) == parse_search(text)


@pytest.mark.parametrize("text", ["", "  ", "artist=", "artist,track= "])
def test_a_search_without_terms_is_a_mistake(text: str) -> None:
    """Said in a sentence that shows what to give."""
    with pytest.raises(ValueError, match=f'^"{text}" names nothing to search for: .* artist=daft punk$'):
        parse_search(text)


@pytest.mark.parametrize(
    ("app", "market", "params"),
    [
        (App(), "", {"limit": "50"}),
        (App(), "SE", {"limit": "50", "market": "SE"}),
        (DEVELOPMENT, "", {"limit": "10"}),  # more is refused
    ],
)
def test_one_request_asks_for_all_types(app: App, market: str, params: dict[str, str]) -> None:
    """As many results as the mode allows."""
    (asked,) = requests(_need("artist,track=daft punk", app=app, market=market))
    assert ("search", {"q": "daft punk", "type": "artist,track", "offset": "0"} | params) == (
        asked.path,
        dict(asked.params),
    )


@pytest.mark.parametrize("app", [App(), DEVELOPMENT])
def test_a_page_of_fifty_is_the_probe(app: App) -> None:
    """Which costs nothing where it is given; what was refused once is tried again."""
    assert {FIFTY: requests(_need("x"))[0]} == probe(_need("x", "y", app=app))
    assert {} == probe(_need(app=app))


def test_equal_searches_are_one() -> None:
    """However they are written; a comma does not divide what is remembered of a search."""
    (asked,) = requests(_need("x, y", "track=x, y", " track = x, y"))
    assert 1 == len(asked.subjects)


def test_a_search_is_made_once_a_day() -> None:
    """In each market; another search is not held up by it."""
    (asked,) = requests(_need("x"))
    marks = {asked.subject: MOMENT.isoformat()}
    assert ["y"] == [dict(one.params)["q"] for one in requests(_need("x", "y", marks=marks))]
    assert 1 == len(requests(_need("x", market="SE", marks=marks)))


@pytest.mark.parametrize(
    ("page", "offsets"),
    [
        (_page("x", {"tracks": _list(total=900)}), []),  # fifty are enough
        (_page("x", {"tracks": _list(total=900)}, app=DEVELOPMENT), [10, 20, 30, 40]),
        (_page("track,album=x", {"tracks": _list(total=3), "albums": _list(total=15)}, app=DEVELOPMENT), [10]),
        (_page("x", {"tracks": _list(total=0)}, app=DEVELOPMENT), []),
        (_page("x", {"tracks": _list(total=900)}, app=DEVELOPMENT, offset=10), []),
        (_page("x", {}, 500, app=DEVELOPMENT), []),
    ],
)
def test_as_many_results_are_read_in_every_mode(page: Page, offsets: list[int]) -> None:
    """Of the type that has most."""
    assert offsets == [one.offset for one in follow(page, App())]


FOUND = {
    "albums": _list({"id": "b", "name": "B", "artists": [artist("anna")]}),
    "artists": _list(None, {"id": "a", "name": "A", "genres": []}),
    "tracks": _list(track("t", linked_from={"id": spotify_id("old")}), track("u")),
    "playlists": _list(None, None, {"id": "p", "name": "P", "owner": {"id": "spotify"}}),
    "shows": _list({"id": "s", "name": "S"}),
    "episodes": _list({"id": "e", "name": "E"}),
    "audiobooks": _list({"id": "k", "name": "K"}),
}
EVERYTHING = "album,artist,track,playlist,show,episode,audiobook=x"


def test_results_have_ranks_by_type() -> None:
    """A null counts for the rank; a relinked track goes by the id that its row has."""
    results = rows([_page(EVERYTHING, FOUND)], READING).frames["spotify.search_results"]
    assert [
        ("album", 1, "b"),
        ("artist", 2, "a"),
        ("track", 1, spotify_id("old")),
        ("track", 2, spotify_id("u")),
        ("playlist", 3, "p"),
        ("show", 1, "s"),
        ("episode", 1, "e"),
        ("audiobook", 1, "k"),
    ] == values(results, "item_type", "rank", "item_id")
    assert [("x", MOMENT.date())] == list(dict.fromkeys(values(results, "query", "observed_on")))


def test_what_was_found_is_kept() -> None:
    """Each in the table of its type: nothing that a page already gave is asked for again."""
    frames = rows([_page(EVERYTHING, FOUND)], READING).frames
    found = {one: set(values(frames[f"spotify.{one}s"], f"{one}_id")) for one in TYPES}
    assert {
        "album": {"b", spotify_id("album")},
        "artist": {"a", spotify_id("anna")},
        "track": {spotify_id("old"), spotify_id("u")},
        "playlist": {"p"},
        "show": {"s"},
        "episode": {"e"},
        "audiobook": {"k"},
    } == found


def test_ranks_go_on_from_page_to_page() -> None:
    """Five pages of ten are one search."""
    pages = [
        _page("x", {"tracks": _list(track("t"), total=11)}, app=DEVELOPMENT),
        _page("x", {"tracks": _list(track("u"), total=900)}, app=DEVELOPMENT, offset=10),
    ]
    found = rows(pages, READING)
    assert [1, 11] == values(found.frames["spotify.search_results"], "rank")
    assert ["x"] == values(found.complete["spotify.search_results"], "query")


def test_a_whole_search_replaces_that_of_the_same_day() -> None:
    """Type by type, those included of which nothing was found."""
    found = rows([_page("track,album=x", {"tracks": _list(track("t")), "albums": _list()})], READING)
    assert [("x", "track", MOMENT.date()), ("x", "album", MOMENT.date())] == values(
        found.complete["spotify.search_results"], "query", "item_type", "observed_on"
    )


def test_what_became_of_each_search_is_remembered() -> None:
    """One that was made in part is made again by the next run; one that is refused rests for a while."""
    pages = [
        _page("x", {"tracks": _list()}),
        _page("y", {"tracks": _list(total=11)}, app=DEVELOPMENT),  # the second page was not answered
        _page("z", {}, 400),
    ]
    found = rows(pages, READING)
    at = MOMENT.isoformat()
    assert [("track=x", at), ("track=z", f"failed 1 {at}")] == values(found.frames[WATERMARKS], "scope", "value")
    assert ["x"] == values(found.complete["spotify.search_results"], "query")


def test_a_result_that_does_not_fit_is_set_aside() -> None:
    """Its rank stays empty."""
    found = rows([_page("x", {"tracks": _list(track("t", duration_ms="long"), track("u"))})], READING)
    assert [(2, spotify_id("u"))] == values(found.frames["spotify.search_results"], "rank", "item_id")
    assert ["$.tracks.items[0].duration_ms"] == values(found.frames[REJECTED], "path")

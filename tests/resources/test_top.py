"""What the listener plays most: which ranges are asked for, and the ranking as rows."""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources import top_artists, top_tracks
from tasks.resources.need import Need
from tasks.resources.page import Page, request
from tasks.resources.reading import REJECTED, WATERMARKS, Reading, Resource

from .answers import MOMENT, READING, answered, artist, spotify_id, track, values

TABLE = "spotify.top_items"
RANGES = ["short_term", "medium_term", "long_term"]


class Kind(NamedTuple):
    """A resource, and how its elements look in Spotify's answers."""

    noun: str
    resource: Resource
    make: Any

    def page(self, *elements: Any, time_range: str = "long_term", offset: int = 0, status: int = 200) -> Page:
        """Return a page of the ranking."""
        asked = request(self.resource.name, self.resource.path, time_range, time_range=time_range, offset=offset)
        return answered(asked, {"items": list(elements), "total": 2742}, status)


KINDS = [
    Kind("artist", top_artists.TOP_ARTISTS, artist),
    Kind("track", top_tracks.TOP_TRACKS, track),
]


@pytest.fixture(params=KINDS, ids=lambda kind: kind.noun)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind in turn."""
    assert isinstance(request.param, Kind)
    return request.param


def _asked(kind: Kind, marks: dict[str, str], user_id: str = "listener") -> list[str]:
    need = Need(user_id=user_id, moment=MOMENT, marks=lambda name: marks if name == kind.resource.name else {})
    asked = list(kind.resource.requests(need))
    assert {("50", "0")} >= {(dict(one.params)["limit"], dict(one.params)["offset"]) for one in asked}
    return [dict(one.params)["time_range"] for one in asked]


def test_each_range_is_asked_for_once_a_day(kind: Kind) -> None:
    """By the marks that a reading leaves; another listener's say nothing."""
    pages = [kind.page(time_range="short_term"), kind.page(time_range="long_term", status=500)]
    marks = {scope: value for _, scope, value in kind.resource.rows(pages, READING).frames[WATERMARKS].rows()}
    assert RANGES == _asked(kind, {})
    assert ["medium_term", "long_term"] == _asked(kind, marks)
    assert RANGES == _asked(kind, marks, "somebody else")


@pytest.mark.parametrize(
    ("age", "is_asked"),
    [
        (timedelta(hours=12), False),  # at midnight, by Spotify's clock
        (timedelta(hours=13), True),  # the evening before
        (timedelta(days=3), True),
    ],
)
def test_a_day_is_one_of_the_calendar(kind: Kind, age: timedelta, is_asked: bool) -> None:
    """In UTC, as is the day that the rows name."""
    marks = {f"{one} listener": (MOMENT - age).isoformat() for one in RANGES}
    assert (RANGES if is_asked else []) == _asked(kind, marks)


def test_ranks_are_places_of_the_list(kind: Kind) -> None:
    """From 1, further down by the page's offset; an empty place and a malformed element keep theirs."""
    elements = [kind.make("a"), None, kind.make("b") | {"id": 7}, kind.make("c")]
    pages = [kind.page(*elements), kind.page(kind.make("d"), time_range="short_term", offset=50)]
    found = kind.resource.rows(pages, READING).frames
    day = MOMENT.date()
    assert [
        ("listener", day, kind.noun, "long_term", 1, spotify_id("a")),
        ("listener", day, kind.noun, "long_term", 4, spotify_id("c")),
        ("listener", day, kind.noun, "short_term", 51, spotify_id("d")),
    ] == values(found[TABLE], "user_id", "observed_on", "item_type", "time_range", "rank", "item_id")
    assert ["$.items[2].id"] == values(found[REJECTED], "path")
    assert [spotify_id(name) for name in "acd"] == values(found[f"spotify.{kind.noun}s"], f"{kind.noun}_id")


def test_top_artists_need_not_be_asked_for() -> None:
    """They come in full."""
    anna = artist("anna", followers={"total": 5}, popularity=7)
    found = top_artists.rows([KINDS[0].page(anna)], READING).frames
    assert [(spotify_id("anna"), 5, 7)] == values(found["spotify.artist_stats"], "artist_id", "followers", "popularity")
    assert ("artists", spotify_id("anna"), MOMENT.isoformat()) in found[WATERMARKS].rows()


def test_a_relinked_track_goes_by_the_asked_id() -> None:
    """As it does in the table of tracks."""
    found = top_tracks.rows([KINDS[1].page(track("new", linked_from={"id": spotify_id("old")}))], READING).frames
    assert [spotify_id("old")] == values(found[TABLE], "item_id") == values(found["spotify.tracks"], "track_id")


def test_the_ranking_of_another_day_is_another(kind: Kind) -> None:
    """The day is that of the reading."""
    reading = Reading(MOMENT + timedelta(days=1), user_id="listener")
    found = kind.resource.rows([kind.page(kind.make("a"))], reading).frames
    assert [reading.observed_at.date()] == values(found[TABLE], "observed_on")


def test_a_second_reading_of_the_day_replaces_the_first(kind: Kind, cleared: Database) -> None:
    """Of its range: a shorter ranking leaves no places behind."""
    readings = [
        [kind.page(kind.make("a"), kind.make("b")), kind.page(kind.make("a"), time_range="short_term")],
        [kind.page(kind.make("c"))],
    ]
    for pages in readings:
        found = kind.resource.rows(pages, READING)
        with loading(cleared, [TABLE]) as load:
            load.merge(TABLE, found.frames[TABLE], found.complete[TABLE])
    with connect(cleared) as connection:
        stored = connection.execute(f"select time_range, rank, left(item_id, 1) from {TABLE} order by 1".encode())
        assert [("long_term", 1, "c"), ("short_term", 1, "a")] == stored.fetchall()

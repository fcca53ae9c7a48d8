"""Plays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources.app import App, Known
from tasks.resources.coverage import Heard, Stretch
from tasks.resources.page import Page
from tasks.resources.reading import REJECTED, Rows
from tasks.resources.recently_played import RECENTLY_PLAYED, REQUEST, rows

from .answers import MOMENT, READING, answered, spotify_id, track, values

PLAYED = datetime(2021, 5, 3, 8, 15, 30, 123000, tzinfo=UTC)


def _play(content: Any, **fields: Any) -> dict[str, Any]:
    return {"played_at": "2021-05-03T08:15:30.123Z", "track": content, "context": None} | fields


def _page(*plays: Any, status: int = 200) -> Page:
    return answered(REQUEST, {"items": list(plays), "next": None, "cursors": None}, status)


def test_a_play_is_exact_to_the_millisecond() -> None:
    """Listener, moment and track are its identity; the context is what the listener chose."""
    found = rows([_page(_play(track("a"), context={"uri": "spotify:album:x"}))], READING)
    uri = f"spotify:track:{spotify_id('a')}"
    assert [("listener", PLAYED, uri, spotify_id("a"), "spotify:album:x", "recently-played")] == values(
        found.frames["spotify.plays"], "user_id", "played_at", "item_uri", "track_id", "context_uri", "source"
    )


def test_odd_plays_are_kept_as_far_as_they_can_be_named() -> None:
    """Each by the address of what was played."""
    local = track("l", id=None, uri="spotify:local::::0", is_local=True)
    found = rows(
        [
            _page(
                _play(track("new", linked_from={"id": spotify_id("old")})),  # relinked -> the asked id
                _play(local),  # local file -> its own address, no track
                _play(None),  # nothing was played -> no row
                _play(track("x", id=None, uri=None)),  # nobody knows what -> no row
                None,  # null element -> no row
            )
        ],
        READING,
    )
    assert [(f"spotify:track:{spotify_id('old')}", spotify_id("old")), ("spotify:local::::0", None)] == values(
        found.frames["spotify.plays"], "item_uri", "track_id"
    )


def test_a_play_without_a_time_is_set_aside() -> None:
    """The neighbours stay."""
    found = rows([_page(_play(track("a")), _play(track("b"), played_at="soon"))], READING)
    assert [spotify_id("a")] == values(found.frames["spotify.plays"], "track_id")
    assert ["$.items[1].played_at"] == values(found.frames[REJECTED], "path")


def test_the_tracks_of_plays_are_tracks() -> None:
    """Nothing that a page already gave is asked for again."""
    assert [spotify_id("a")] == values(rows([_page(_play(track("a")))], READING).frames["spotify.tracks"], "track_id")


def test_no_plays_and_no_answer_are_no_rows() -> None:
    """Neither is an error; but that nothing was played is known, and of what was not answered nothing."""
    for status, covered in ((200, [(MOMENT, MOMENT, True)]), (403, None)):
        found = rows([_page(status=status)], READING)
        assert {"spotify.play_coverage"} >= {table for table, frame in found.frames.items() if frame.height}
        assert covered == _covered(found)


@pytest.mark.parametrize("text", ["30.123Z", "30.123000Z", "30.123456Z", "30.123+00:00", "30.123000000+00:00"])
def test_a_play_is_the_same_however_its_time_is_written(text: str) -> None:
    """To the millisecond, and in UTC."""
    written = rows([_page(_play(track("a"), played_at=f"2021-05-03T08:15:{text}"))], READING)
    assert [PLAYED] == values(written.frames["spotify.plays"], "played_at")


def test_readings_of_the_same_plays_are_one(cleared: Database) -> None:
    """What comes late is older; two tracks of one millisecond are two plays; other digits make no other play."""
    readings = [
        [_play(track("b"), played_at="2021-05-03T09:00:00.001Z"), _play(track("a"))],
        [
            _play(track("b"), played_at="2021-05-03T09:00:00.001000Z"),  # the same
            _play(track("a"), played_at="2021-05-03T08:15:30.123+00:00"),  # the same
            _play(track("c")),  # of the same millisecond as a, and late
            _play(track("a"), played_at="2021-05-03T08:15:30.124Z"),  # a millisecond later
            _play(track("a"), played_at="2021-05-02T23:00:00Z"),  # late, from an evening without a network
        ],
    ]
    for plays in readings:
        found = rows([_page(*plays)], READING).frames["spotify.plays"]
        with loading(cleared, ["spotify.plays"]) as load:
            load.merge("spotify.plays", found)
    with connect(cleared) as connection:
        stored = connection.execute(STORED).fetchall()
    assert [("23:00:00.000", "a"), ("08:15:30.123", "a"), ("08:15:30.123", "c"), ("08:15:30.124", "a")] == stored[:4]
    assert [("09:00:00.001", "b")] == stored[4:]


STORED = b"""
select to_char(played_at at time zone 'UTC', 'HH24:MI:SS.MS'), rtrim(track_id, '0') from spotify.plays
order by played_at, track_id
"""


def _full(*plays: Any, before: str | None = None, behind: str = "") -> Page:
    """Return a page of fifty plays, the given ones the oldest; each of the others a minute after the one before."""
    later = [
        _play(track("n"), played_at=f"2021-05-03T12:{minute:02}:00.000Z") for minute in range(50 - len(plays), 0, -1)
    ]
    asked = REQUEST if before is None else replace(REQUEST, params=(*REQUEST.params, ("before", before)))
    cursors = {"after": "1", "before": "1"}
    return answered(asked, {"items": [*later, *plays], "next": behind or None, "cursors": cursors})


def _covered(found: Rows) -> list[tuple[datetime, datetime, bool]] | None:
    frame = found.frames.get("spotify.play_coverage")
    return None if frame is None else values(frame, "began_at", "ended_at", "is_covered")


def _read_before(until: datetime, last_play: datetime) -> Heard:
    return Heard(DAWN, (Stretch(DAWN, until),), last_play)


DAWN, EARLIER = datetime(2021, 5, 1, 5, tzinfo=UTC), datetime(2021, 5, 2, 12, tzinfo=UTC)
HEARD = _read_before(EARLIER, EARLIER - timedelta(hours=1))
MILLISECONDS = "1620029730123"  # of PLAYED


def test_one_request_reads_all_there_is() -> None:
    """Spotify keeps about fifty plays: where they reach back to the last known one there is nothing to follow."""
    known = App(known=Known(heard=HEARD))
    late = _play(track("a"), played_at="2021-05-02T10:00:00Z")
    for page, app in [
        (_page(_play(track("a"))), known),  # few, and so all since
        (_full(_play(track("a"))), App()),  # nothing is known, so that nothing can lie between
        (_full(late), known),  # one from before the last known play
        (_page(status=500), known),  # no answer
    ]:
        assert [] == list(RECENTLY_PLAYED.follow(page, app))
    assert "50" == dict(REQUEST.params)["limit"]


def test_the_page_before_is_asked_for_where_plays_may_be_lost() -> None:
    """From a millisecond after the oldest play, for there may be two of it; as long as it goes further back."""
    app = App(known=Known(heard=HEARD))
    [asked] = RECENTLY_PLAYED.follow(_full(_play(track("a"))), app)
    cursor = str(int(MILLISECONDS) + 1)
    assert {"limit": "50", "before": cursor} == dict(asked.params)
    older = _play(track("b"), played_at="2021-05-03T07:00:00Z")
    known = _play(track("c"), played_at="2021-05-02T11:00:00Z")
    for plays, more in [
        ([_play(track("a"))], 0),  # the same again -> there is no more
        ([], 0),  # nothing
        ([_play(track("a")), older], 1),  # further back, though fewer than fifty
        ([_play(track("a")), older, known], 0),  # as far as needed
    ]:
        page = answered(asked, {"items": plays, "next": "", "cursors": {}})
        assert more == len(list(RECENTLY_PLAYED.follow(page, app)))


def test_plays_that_may_be_lost_are_told() -> None:
    """A full page that is all new leaves a gap, of which a sentence tells from when to when."""
    reading = replace(READING, heard=HEARD)
    found = rows([_full(_play(track("a")))], reading)
    assert [(DAWN, EARLIER, True), (EARLIER, PLAYED, False), (PLAYED, MOMENT, True)] == _covered(found)
    [note] = found.notes
    assert note.startswith("Plays may be lost from 2021-05-02 12:00 to 2021-05-03 08:15 UTC: ")
    assert [("listener", MOMENT)] == values(found.complete["spotify.play_coverage"], "user_id", "at")


def test_what_the_page_before_has_makes_the_gap_smaller() -> None:
    """Down to nothing."""
    reading, first = replace(READING, heard=HEARD), _full(_play(track("a")))
    older = _play(track("b"), played_at="2021-05-03T07:00:00Z")
    known = _play(track("c"), played_at="2021-05-02T11:00:00Z")
    seven = datetime(2021, 5, 3, 7, tzinfo=UTC)
    smaller = rows([first, _full(older, before=MILLISECONDS)], reading)
    assert [(DAWN, EARLIER, True), (EARLIER, seven, False), (seven, MOMENT, True)] == _covered(smaller)
    closed = rows([first, _full(older, known, before=MILLISECONDS)], reading)
    assert ([(DAWN, MOMENT, True)], ()) == (_covered(closed), closed.notes)


@pytest.mark.parametrize(
    "page",
    [
        _page(_play(track("a"))),  # not full -> all since
        answered(REQUEST, {"items": [_play(track("a"))] * 50, "next": None, "cursors": None}),  # full to the last play
        _full(_play(track("a"), played_at="2021-05-02T11:00:00Z")),  # back to the last known play
    ],
)
def test_nothing_is_lost_where_all_was_told(page: Page) -> None:
    """Then the time since the last reading is covered."""
    found = rows([page], replace(READING, heard=HEARD))
    assert ([(DAWN, MOMENT, True)], ()) == (_covered(found), found.notes)


def test_an_element_that_is_set_aside_does_not_make_a_page_shorter() -> None:
    """Fifty were asked for, and fifty came."""
    page = _full(_play(track("a")), _play(track("b"), played_at="soon"), behind="https://api.spotify.com/v1/me")
    assert 3 == len(_covered(rows([page], replace(READING, heard=HEARD))) or [])


def test_a_reading_that_failed_covers_nothing() -> None:
    """Nor does it take away what was covered: where the page before failed, the first still says what it says."""
    reading, failed = replace(READING, heard=HEARD), _page(status=500)
    assert _covered(rows([failed], reading)) is None
    before = replace(REQUEST, params=(*REQUEST.params, ("before", MILLISECONDS)))
    found = rows([_full(_play(track("a"))), Page(before, 500, b"", MOMENT)], reading)
    assert [(DAWN, EARLIER, True), (EARLIER, PLAYED, False), (PLAYED, MOMENT, True)] == _covered(found)
    assert _covered(rows([_full(_play(track("a")), before=MILLISECONDS)], reading)) is None

"""Audio features, which are asked for once and for all."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from tasks.resources.audio_features import requests, rows
from tasks.resources.need import Need
from tasks.resources.page import Page, request
from tasks.resources.reading import REJECTED, WATERMARKS

from .answers import MOMENT, READING, answered, values


def _need(selected: Sequence[str] = (), met: Sequence[str] = (), **fields: Any) -> Need:
    uses = pl.DataFrame({"track_id": met, "uses": [1] * len(met)}, {"track_id": pl.String, "uses": pl.UInt32})
    return Need(selected={"tracks": selected}, moment=MOMENT, met=lambda *_: uses, **fields)


def _page(*features: dict[str, Any] | None, ids: str) -> Page:
    return answered(request("audio features", "audio-features", ids, ids=ids), {"audio_features": list(features)})


def test_no_track_is_asked_for_twice() -> None:
    """They do not change in a hundred years; one that was never analysed may be some day."""
    ancient = MOMENT - timedelta(days=36500)
    marks = {"a": ancient.isoformat(), "b": f"gone 1 {ancient.isoformat()}", "c": f"gone 1 {MOMENT.isoformat()}"}
    asked = requests(_need(["a", "b", "c", "d"], marks=lambda _: marks))
    assert ["d", "b"] == [one for request in asked for one in request.subjects]


def test_the_selected_come_first_then_the_met_then_the_stored() -> None:
    """Each once, a hundred a request."""
    asked = requests(_need(["s"], ["m", "s"], stored=lambda _: ["x", "m"]))
    assert [("audio-features", ["s", "m", "x"])] == [(one.path, one.subjects) for one in asked]
    many = requests(_need(stored=lambda _: [str(number) for number in range(101)]))
    assert [100, 1] == [len(one.subjects) for one in many]


def test_features_go_by_the_id_that_was_asked_for() -> None:
    """A track that was never analysed is null, and remembered as gone."""
    found = rows([_page({"id": "other", "energy": 0.5, "key": -1}, None, ids="a,b")], READING)
    assert [("a", 0.5, -1)] == values(found.frames["spotify.audio_features"], "track_id", "energy", "key")
    assert [("a", MOMENT.isoformat()), ("b", f"gone 1 {MOMENT.isoformat()}")] == values(
        found.frames[WATERMARKS], "scope", "value"
    )


def test_whole_numbers_are_shares_too() -> None:
    """JSON has one kind of number: 1 stands for 1.0 and 4.0 for 4; a text is none."""
    found = rows([_page({"energy": 1, "key": 4.0}, {"energy": "1"}, ids="a,b")], READING)
    assert [(1.0, 4, False)] == values(found.frames["spotify.audio_features"], "energy", "key", "has_tempo")
    assert ["$.audio_features[1].energy"] == values(found.frames[REJECTED], "path")


def test_a_track_that_is_asked_for_alone_is_read_too() -> None:
    """That happens where its batch failed."""
    page = answered(request("audio features", "audio-features/a", "a"), {"energy": 0.5})
    assert ["a"] == values(rows([page], READING).frames["spotify.audio_features"], "track_id")

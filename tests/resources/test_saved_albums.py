"""Saved albums; what they have in common with all that can be saved is in test_saved.py."""

from typing import Any

from tasks.resources.page import Page
from tasks.resources.reading import WATERMARKS
from tasks.resources.saved_albums import REQUEST, rows

from .answers import MOMENT, READING, answered, artist, spotify_id, values


def _saved(name: str, *tracks: Any, total: int | None = None, **fields: Any) -> dict[str, Any]:
    paging = {"items": list(tracks), "total": len(tracks) if total is None else total}
    album = artist(name, artists=[artist("anna")], tracks=paging, label="Label", popularity=7) | fields
    return {"added_at": "2021-05-01T00:00:00Z", "album": album}


def _track(name: str) -> dict[str, Any]:
    return {"id": spotify_id(name), "name": name, "type": "track", "artists": [artist("ben")], "track_number": 1}


def _page(*saved: Any) -> Page:
    return answered(REQUEST, {"items": list(saved), "total": len(saved)})


def test_a_saved_album_is_a_full_album() -> None:
    """With label, the popularity of the day, its credits, and the tracks of the page that it carries."""
    found = rows([_page(_saved("a", _track("t"), None), None)], READING).frames
    assert [(spotify_id("a"), "Label", 7)] == values(found["spotify.albums"], "album_id", "label", "popularity")
    assert [(spotify_id("a"), MOMENT.date(), 7)] == values(
        found["spotify.album_stats"], "album_id", "observed_on", "popularity"
    )
    assert [(spotify_id("a"), spotify_id("anna"))] == values(found["spotify.album_artists"], "album_id", "artist_id")
    assert [(spotify_id("t"), spotify_id("a"))] == values(found["spotify.tracks"], "track_id", "album_id")
    assert [(spotify_id("t"), spotify_id("ben"))] == values(found["spotify.track_artists"], "track_id", "artist_id")


def test_an_album_with_all_its_tracks_need_not_be_asked_for() -> None:
    """One that has more tracks than its first page shows is still to be read."""
    found = rows([_page(_saved("a", _track("t")), _saved("b", _track("u"), total=51))], READING)
    marks = found.frames[WATERMARKS].rows()
    assert [("albums", spotify_id("a"), MOMENT.isoformat())] == [one for one in marks if one[0] == "albums"]


def test_development_mode_has_no_popularity() -> None:
    """No row of the day then, and the label is not erased."""
    saved = _saved("a")
    del saved["album"]["popularity"], saved["album"]["label"]
    found = rows([_page(saved)], READING).frames
    assert 0 == found["spotify.album_stats"].height
    assert [(False, False)] == values(found["spotify.albums"], "has_label", "has_popularity")

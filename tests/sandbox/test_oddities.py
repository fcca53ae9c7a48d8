"""Every oddity that is declared is served: in the oddities playlist, or where its comment says."""

import json
from typing import Any

import pytest

from tasks.sandbox import oddities
from tasks.sandbox.oddities import ALBUMS, ARTISTS, TRACKS, odd_id

from .client import ODDITIES, Client, refusal


@pytest.fixture(scope="module")
def entries(extended: Client) -> list[Any]:
    """The entries of the oddities playlist, episodes as episodes."""
    return extended.items(f"playlists/{ODDITIES}/items?limit=20&additional_types=track,episode")


def tracks(entries: list[Any], name: str) -> list[Any]:
    """Return the tracks of the playlist with an id."""
    return [entry["track"] for entry in entries if entry["track"] and entry["track"]["id"] == odd_id(name)]


def track(entries: list[Any], name: str) -> Any:
    """Return the one track of the playlist with an id."""
    (found,) = tracks(entries, name)
    return found


def test_ids() -> None:
    """Ids of oddities are well-formed and unique."""
    ids = [odd.record.id for odd in [*ARTISTS, *ALBUMS, *TRACKS]]
    assert {len(key) for key in ids} == {22}
    assert len(set(ids)) == len(ids)


def test_every_track_is_in_the_playlist(entries: list[Any]) -> None:
    """The playlist holds every odd track; of the relinked one it shows the substitute."""
    shown = {entry["track"]["id"] for entry in entries if entry["track"]}
    assert {odd.record.id for odd in TRACKS} - shown == {odd_id("TrackOld")}


def test_every_album_and_artist_is_reached(entries: list[Any]) -> None:
    """Every odd album and artist is that of some track there."""
    served = json.dumps(entries)
    assert [odd.record.id for odd in [*ALBUMS, *ARTISTS] if odd.record.id not in served] == []


def test_null_entries(entries: list[Any]) -> None:
    """Entries without a track have an adder without a name, or none; they count in total."""
    empty = [entry for entry in entries if entry["track"] is None]
    adders = [entry["added_by"] for entry in empty]
    assert (adders[0]["id"], adders[0]["uri"], adders[1]) == ("", "spotify:user:", None)
    assert [entry["added_at"] for entry in empty] == ["2020-02-14T17:31:47Z", None]
    assert len(entries) == len(oddities.ENTRIES)


def test_local_tracks(entries: list[Any]) -> None:
    """A local track has no id, not even of its artists, and a uri whose parts may be empty."""
    local = [entry for entry in entries if entry["is_local"]]
    assert [entry["track"]["uri"] for entry in local] == [
        "spotify:local:A+Friend:Demo+Tape:Rehearsal:128",
        "spotify:local::::0",
    ]
    assert [entry["track"]["id"] for entry in local] == [None, None]
    assert [artist["id"] for artist in local[0]["track"]["artists"]] == [None]
    album = local[0]["track"]["album"]
    assert (album["id"], album["release_date"]) == (None, None)


def test_only_local_tracks_lack_artist_ids(entries: list[Any]) -> None:
    """Every other track's artists have ids."""
    others = [entry["track"] for entry in entries if entry["track"] and not entry["is_local"]]
    assert all(artist["id"] for other in others for artist in other.get("artists", []))


def test_twice(entries: list[Any]) -> None:
    """A track is in the playlist twice, added at different times."""
    added = [e["added_at"] for e in entries if e["track"] and e["track"]["id"] == odd_id("TrackTwice")]
    assert len(set(added)) == len(added) == 2


def test_times_and_adders(entries: list[Any]) -> None:
    """added_at is null or the epoch, added_by null, on entries that have a track."""
    full = [entry for entry in entries if entry["track"]]
    assert {None, "1970-01-01T00:00:00Z"} < {entry["added_at"] for entry in full}
    assert None in [entry["added_by"] for entry in full]


def test_whole_floats(extended: Client) -> None:
    """Whole numbers come as floats: in the text of the answer, not only in what a parser makes of it."""
    track_text = extended.get(f"tracks/{odd_id('TrackFloats')}").text
    artist_text = extended.get(f"artists/{odd_id('ArtistFloats')}").text
    assert '"duration_ms":204053.0' in track_text
    assert '"popularity":85.0' in track_text
    assert '"total":33920.0' in artist_text
    assert '"total_tracks":1.0' in extended.get(f"albums/{odd_id('AlbumFloats')}").text


@pytest.mark.parametrize(
    ("name", "date", "precision"),
    [
        ("TrackYearZero", "0000", "year"),
        ("TrackUnreleased", None, None),
        ("TrackMonth", "1983-11", "month"),
        ("TrackYear", "1971", "year"),
    ],
)
def test_release_dates(entries: list[Any], name: str, date: str | None, precision: str | None) -> None:
    """Release dates come as year 0000, as null, and in the precision of a month."""
    album = track(entries, name)["album"]
    assert (album["release_date"], album["release_date_precision"]) == (date, precision)


def test_images(entries: list[Any], extended: Client) -> None:
    """Images come as an empty list and as null, of albums and of artists."""
    assert track(entries, "TrackNoImages")["album"]["images"] == []
    assert track(entries, "TrackNullImages")["album"]["images"] is None
    assert extended.json(f"artists/{odd_id('ArtistNoImages')}")["images"] == []
    assert extended.json(f"artists/{odd_id('ArtistNullImages')}")["images"] is None


def test_codes_markets_and_durations(entries: list[Any]) -> None:
    """An ISRC in lower case, none at all, no market, no duration."""
    assert track(entries, "TrackLowerIsrc")["external_ids"] == {"isrc": "usrc11301695"}
    assert track(entries, "TrackNoIsrc")["external_ids"] == {}
    assert track(entries, "TrackNoMarkets")["available_markets"] == []
    assert track(entries, "TrackAlbumNowhere")["album"]["available_markets"] == []
    assert track(entries, "TrackNoDuration")["duration_ms"] == 0


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("TrackSpaces", "  leading"),
        ("TrackEmoji", "\U0001f469"),
        ("TrackEmoji", "\u200d"),
        ("TrackRightToLeft", "أغنية"),
        ("TrackJoiner", "\u200d"),
        ("TrackControl", "\u0092"),
        ("TrackNul", "\0"),
        ("TrackSurrogate", "\ud800"),
        ("TrackQuotes", "\\N"),
    ],
)
def test_names(entries: list[Any], name: str, part: str) -> None:
    """Names hold whatever text can hold, and what it cannot."""
    assert part in track(entries, name)["name"]


def test_lengths_of_names(entries: list[Any]) -> None:
    """Names are empty or 243 characters long."""
    assert track(entries, "TrackEmptyName")["name"] == ""
    assert len(track(entries, "TrackLongName")["name"]) == 243


def test_escapes(extended: Client) -> None:
    """NUL and a lone surrogate come as JSON escapes, since the answer is UTF-8."""
    assert "\\u0000" in extended.get(f"tracks/{odd_id('TrackNul')}").text
    assert "\\ud800" in extended.get(f"tracks/{odd_id('TrackSurrogate')}").text


def test_description(either: Client) -> None:
    """The description comes with HTML entities."""
    assert {"&amp;", "&#x27;", "&lt;", "&quot;"} == {
        entity
        for entity in ("&amp;", "&#x27;", "&lt;", "&quot;")
        if entity in either.json(f"playlists/{ODDITIES}")["description"]
    }


def test_relinking(extended: Client, development: Client) -> None:
    """A relinked track names the id asked for in extended mode; in development mode there is no trace of it."""
    old, new = odd_id("TrackOld"), odd_id("TrackNew")
    substitute = extended.json(f"tracks/{old}")
    assert (substitute["id"], substitute["linked_from"]["id"]) == (new, old)
    assert [found["linked_from"]["id"] for found in extended.json(f"tracks?ids={old}")["tracks"]] == [old]
    traceless = development.json(f"tracks/{old}")
    assert (traceless["id"], "linked_from" in traceless) == (new, False)


def test_relinking_needs_a_market(extended: Client) -> None:
    """The app's own token gets a substitute only if it names a market."""
    app = Client(extended.sandbox, is_user=False)
    assert app.json(f"tracks/{odd_id('TrackOld')}")["id"] == odd_id("TrackOld")
    assert app.json(f"tracks/{odd_id('TrackOld')}?market=DE")["id"] == odd_id("TrackNew")


def test_gone(either: Client, entries: list[Any]) -> None:
    """A track and its album are in a playlist, and 404 when asked for by id."""
    assert track(entries, "TrackGone")["album"]["id"] == odd_id("AlbumGone")
    assert refusal(either.get(f"tracks/{odd_id('TrackGone')}")) == (404, "Resource not found")
    assert refusal(either.get(f"albums/{odd_id('AlbumGone')}")) == (404, "Resource not found")


def test_always_500(either: Client, extended: Client) -> None:
    """An artist fails however often one asks; in a batch it is a null among others."""
    key = odd_id("ArtistAlways500")
    assert [refusal(either.get(f"artists/{key}"))[0] for _ in range(3)] == [500] * 3
    assert extended.json(f"artists?ids={key},{oddities.ARTIST}")["artists"][0] is None


def test_wrong_type(entries: list[Any]) -> None:
    """An entry has a text where a number belongs; those beside it are in order."""
    at = next(n for n, e in enumerate(entries) if e["track"] and e["track"]["id"] == odd_id("TrackWrongType"))
    assert entries[at]["track"]["duration_ms"] == "abc"
    assert [isinstance(entries[n]["track"]["duration_ms"], int) for n in (at - 1, at + 1)] == [True, True]


def test_episode(entries: list[Any]) -> None:
    """An episode is among the tracks."""
    (episode,) = [entry["track"] for entry in entries if entry["track"] and entry["track"]["type"] == "episode"]
    assert (episode["episode"], episode["track"], episode["show"]["type"]) == (True, False, "show")


def test_in_the_library(extended: Client) -> None:
    """Some oddities are among the saved tracks, too."""
    names = {item["track"]["name"] for item in extended.items("me/tracks?limit=50")}
    assert {"NUL\0Inside", "Month Precision", "No Duration", "Relinked"} <= names


def test_in_development(development: Client) -> None:
    """Development mode serves the playlist whole, since the listener owns it."""
    entries = development.items(f"playlists/{ODDITIES}/items?limit=50")
    assert len(entries) == len(oddities.ENTRIES)
    assert odd_id("TrackWrongType") in {entry["item"]["id"] for entry in entries if entry["item"]}

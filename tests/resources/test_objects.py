"""Spotify's objects as rows: what is absent, what is null, and what is odd."""

from datetime import date
from typing import Any

import msgspec
import polars as pl
import psycopg
import pytest

from tasks.postgres.fit import fit
from tasks.postgres.table import describe
from tasks.resources.columns import joined
from tasks.resources.objects.album import Album, album_frames
from tasks.resources.objects.artist import Artist, artist_frames
from tasks.resources.objects.image import Image, widest
from tasks.resources.objects.playlist import Entry, Playlist, playlist_frames
from tasks.resources.objects.playlist_item import item_type, item_uri
from tasks.resources.objects.release import first_day
from tasks.resources.objects.track import Track, track_rows
from tasks.resources.objects.user import User, user_frames

from .answers import MOMENT, artist, spotify_id, track, values


def _album(**fields: Any) -> pl.DataFrame:
    frames, _ = album_frames([msgspec.convert({"id": spotify_id("album")} | fields, Album)], MOMENT)
    return frames["spotify.albums"]


def _tracks(*tracks: dict[str, Any]) -> dict[str, pl.DataFrame]:
    return track_rows([msgspec.convert(one, Track) for one in tracks], MOMENT).frames


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-05-07", date(2021, 5, 7)),
        ("2021-05", date(2021, 5, 1)),  # the first day that it allows
        ("2021", date(2021, 1, 1)),
        ("0000", None),  # recorded, with precision year
        ("2021-13", None),  # no such month
        ("2021-02-30", None),  # no such day
        ("", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_release_date_is_the_first_day_that_its_text_allows(text: str | None, day: date | None) -> None:
    """Text and precision are stored as they came; where they name no day the date is null."""
    rows = _album(release_date=text, release_date_precision="day")
    assert [(text, day)] == values(rows, "release_date_text", "release_date")


def test_a_release_date_that_is_absent_has_no_day_to_store() -> None:
    """The flag of the text is the flag of the day: neither erases what is stored."""
    rows = _album(name="Album")
    assert [(False, False)] == values(rows, "has_release_date_text", "has_release_date")


def test_days_are_found_in_a_whole_column_at_once() -> None:
    """Precisions may be mixed."""
    days = pl.DataFrame({"text": ["1971", "1983-11", None]}).select(first_day(pl.col("text")))
    assert [date(1971, 1, 1), date(1983, 11, 1), None] == values(days, "text")


@pytest.mark.parametrize(
    ("codes", "isrc"),
    [
        ({"isrc": "usrc11301695"}, "USRC11301695"),  # recorded in lower case
        ({"isrc": "USRC11301695"}, "USRC11301695"),
        ({"isrc": None}, None),
        ({}, None),
        (None, None),
    ],
)
def test_isrcs_are_upper_case(codes: dict[str, str] | None, isrc: str | None) -> None:
    """One recording has one code, however it was typed."""
    rows = _tracks(track("a", external_ids=codes))["spotify.tracks"]
    assert [isrc] == values(rows, "isrc")
    assert "has_isrc" not in rows.columns  # present, if null: it may erase


def test_an_absent_field_has_a_flag_and_a_null_one_may_erase() -> None:
    """A simplified track says nothing of popularity; a full one with null says that there is none."""
    simplified = {name: value for name, value in track("a").items() if name not in {"external_ids", "album"}}
    rows = _tracks(simplified, track("b", popularity=None))["spotify.tracks"]
    assert [
        (spotify_id("a"), None, False),
        (spotify_id("b"), None, True),
    ] == values(rows, "track_id", "popularity", "has_popularity")
    assert [False, True] == values(rows, "has_isrc")
    assert [False, True] == values(rows, "has_album_id")


@pytest.mark.parametrize("order", [[0, 1], [1, 0]], ids=["full first", "simplified first"])
def test_simplified_and_full_artist_fold_into_one(order: list[int], connection: psycopg.Connection) -> None:
    """Whichever comes last, the columns that only the full one has stay, and a null in it stays null."""
    full = artist("anna", genres=[], popularity=7, followers={"total": None}, images=[{"url": "https://i/1"}])
    both = [msgspec.convert(one, Artist) for one in (full, artist("anna"))]
    rows = artist_frames(both[index] for index in order)["spotify.artists"]
    folded = fit(rows, describe(connection, "spotify.artists"))
    assert [("anna", [], 7, None, "https://i/1")] == values(
        folded, "name", "genres", "popularity", "followers", "image_url"
    )
    assert [(True, True, True)] == values(folded, "has_genres", "has_popularity", "has_followers")


def test_simplified_and_full_artist_of_two_answers_fold_too(connection: psycopg.Connection) -> None:
    """The frames of different answers meet when a run joins them."""
    full = artist_frames([msgspec.convert(artist("anna", popularity=7, images=[]), Artist)])
    simplified = artist_frames([msgspec.convert(artist("anna"), Artist)])
    folded = fit(joined([full, simplified])["spotify.artists"], describe(connection, "spotify.artists"))
    assert [(spotify_id("anna"), 7, True)] == values(folded, "artist_id", "popularity", "has_popularity")


def test_credits_keep_their_order_and_count_from_one() -> None:
    """Every credited artist, once per credit; one without an id cannot be credited."""
    rows = _tracks(track("a", artists=[artist("zoe"), artist("anna"), {"id": None, "name": "A Friend"}]))
    credited = values(rows["spotify.track_artists"], "position", "artist_id")
    assert [(1, spotify_id("zoe")), (2, spotify_id("anna"))] == credited


def test_credits_that_were_read_replace_those_before() -> None:
    """A track's artists come all at once, so they are a complete reading; no list is no reading."""
    some = track_rows([msgspec.convert(track("a"), Track), msgspec.convert(track("b", artists=[]), Track)], MOMENT)
    assert [spotify_id("a")] == values(some.complete["spotify.track_artists"], "track_id")


def test_popularity_is_noted_by_the_day() -> None:
    """No row where the app is not given it."""
    rows = _tracks(track("a", popularity=0), track("b"), track("c", popularity=None))["spotify.track_stats"]
    assert [(spotify_id("a"), 0, MOMENT.date())] == values(rows, "track_id", "popularity", "observed_on")


def test_only_tracks_become_tracks() -> None:
    """Local files and episodes look like tracks and are none."""
    episode, local = track("b", type="episode"), track("c", is_local=True)
    rows = _tracks(track("a"), episode, local, track("d", id=None))
    assert [spotify_id("a")] == values(rows["spotify.tracks"], "track_id")


def test_a_relinked_track_goes_by_the_id_that_was_asked_for() -> None:
    """The one that is played in its place stands beside it."""
    rows = _tracks(track("new", linked_from={"id": spotify_id("old")}), track("plain"))["spotify.tracks"]
    assert [(spotify_id("old"), spotify_id("new")), (spotify_id("plain"), None)] == values(
        rows, "track_id", "relinked_id"
    )


@pytest.mark.parametrize(
    ("content", "kind", "uri"),
    [
        (track("a"), "track", f"spotify:track:{spotify_id('a')}"),
        (track("new", linked_from={"id": spotify_id("old")}), "track", f"spotify:track:{spotify_id('old')}"),
        (track("e", type="episode", uri="spotify:episode:e"), "episode", "spotify:episode:e"),
        (track("l", id=None, uri="spotify:local::::0", is_local=True), "local", "spotify:local::::0"),
        (None, "unavailable", "spotify:unavailable"),
        (track("x", id=None, uri=None), "unavailable", "spotify:unavailable"),  # an empty shell
    ],
)
def test_entries_are_told_apart(content: dict[str, Any] | None, kind: str, uri: str) -> None:
    """By type and is_local, under the old name of the field as under the new one."""
    for name in ("track", "item"):
        entry = msgspec.convert({name: content}, Entry)
        assert (kind, uri) == (item_type(entry), item_uri(entry))


@pytest.mark.parametrize(
    ("images", "url"),
    [
        ([Image("https://i/640"), Image("https://i/64")], "https://i/640"),
        ([None, Image("https://i/64")], "https://i/64"),
        ([], None),
        (None, None),
        (msgspec.UNSET, msgspec.UNSET),
    ],
)
def test_the_widest_image_is_kept(images: Any, url: Any) -> None:
    """The first is the widest; images may be null."""
    assert url == widest(images)


def test_labels_are_written_where_given_and_erased_nowhere() -> None:
    """A playlist without a label in this selection says nothing about its label."""
    playlists = [Playlist(id="a"), Playlist(id="b")]
    rows = playlist_frames(playlists, {"a": "Germany", "c": "Japan"})["spotify.playlists"]
    assert [("a", "Germany", True), ("b", None, False)] == values(rows, "playlist_id", "label", "has_label")


def test_the_owner_is_absent_or_null_or_a_user() -> None:
    """`owner` left out of an answer erases no owner."""
    playlists = [Playlist(id="a", owner=User(id="anna")), Playlist(id="b", owner=None), Playlist(id="c")]
    frames = playlist_frames(playlists, {})
    assert [("anna", True), (None, True), (None, False)] == values(
        frames["spotify.playlists"], "owner_id", "has_owner_id"
    )
    assert ["anna"] == values(frames["spotify.users"], "user_id")


def test_users_without_an_id_are_nobody() -> None:
    """The one who added an entry that is gone has the id ""."""
    users = [User(id=""), User(id=None), None, User(id="ü / emoji 🎧")]
    assert ["ü / emoji 🎧"] == values(user_frames(users)["spotify.users"], "user_id")

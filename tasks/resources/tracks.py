"""Tracks in full, by id: only those that no playlist, library or play has given already."""

from collections.abc import Sequence

import polars as pl

from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.track import TRACK_TABLES, Asked, Track, album_id_of, rows_of
from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading, Resource, Rows
from tasks.resources.wanted import due


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Full tracks under the ids by which they were asked for, and which ids have now been read."""
    found, rejected = by_id(pages, Track, "tracks")
    asked = [Asked(track_id, track, album_id_of(track)) for track_id, track in found]
    marks = seen(pages, (track_id for track_id, _ in found), "tracks", reading)
    return rows_of(asked, reading.observed_at) + Rows(joined([marks, rejected]))


def requests(need: Need) -> list[Request]:
    """The selected, and where one request reads fifty those of which only an album's short form is known."""
    given = _given_in_full(need)
    met = [*_short_forms(need, given), *need.stored("tracks")] if need.app.may(TRACKS.batch_path) else []
    # An album's short form may have been given in full by a list that this run need not read.
    full = {*need.stored("tracks in full"), *given["track_id"]} if met else set()
    met = [one for one in met if one not in full]
    return requests_for(TRACKS, due(TRACKS, need, met), need.app)


def _given_in_full(need: Need) -> pl.DataFrame:
    met = need.met("spotify.tracks", "track_id", "has_isrc")
    # A row without the flag comes from an answer that carried the code: the full track.
    return met.filter(pl.col("has_isrc").cast(pl.Boolean).fill_null(value=True)).select("track_id")


def _short_forms(need: Need, given: pl.DataFrame) -> list[str]:
    met = need.met("spotify.tracks", "track_id").join(given, on="track_id", how="anti")
    return met["track_id"].unique(maintain_order=True).to_list()


TRACKS = Resource(
    name="tracks",
    path="tracks/{id}",
    tables=TRACK_TABLES,
    rows=rows,
    requests=requests,
    batch=50,
    batch_path="tracks?ids=",
    development="one id a request; no popularity",
)

"""The ten most popular tracks of each selected artist in a market, once a day."""

from collections.abc import Mapping, Sequence

import polars as pl
from msgspec import Struct

from tasks.resources.columns import Column, frame, joined
from tasks.resources.details import seen
from tasks.resources.need import Need
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.page import Page, Request, request
from tasks.resources.ranking import completely_on_its_day
from tasks.resources.reading import Reading, Resource, Rows, decoded
from tasks.resources.wanted import once_a_day

NEEDS = "artists/{id}/top-tracks"


class TopTracks(Struct):
    """A list without pages."""

    tracks: list[Track | None] = []


class Ranked(Struct):
    """A track at a rank, from 1, of the answer to a request."""

    request: Request
    rank: int
    track: Track


def artist_of(request: Request) -> str:
    """Return the artist's id; the subject is the id and, where one was asked for, the market: each is read daily."""
    return request.subject.partition(" ")[0]


def market_of(request: Request) -> str:
    """Return the market that was asked for, empty where the listener's country decided."""
    return dict(request.params).get("market", "")


COLUMNS = {
    "artist_id": Column(pl.String, lambda ranked: artist_of(ranked.request)),
    "market": Column(pl.String, lambda ranked: market_of(ranked.request)),
    "rank": Column(pl.Int32, lambda ranked: ranked.rank),
    "track_id": Column(pl.String, lambda ranked: ranked.track.asked_id),
}


def requests(need: Need) -> list[Request]:
    """Each selected artist."""
    return [asked for one in need.of("artists") for asked in _daily(one, need)]


def _daily(artist_id: str, need: Need) -> list[Request]:
    subject = f"{artist_id} {need.market}".strip()
    asked = request("artist top tracks", f"artists/{artist_id}/top-tracks", subject, **need.in_market())
    return once_a_day("artist top tracks", subject, [asked], need)


def probe(need: Need) -> Mapping[str, Request]:
    """The first of them."""
    first = requests(need)[:1]
    return {NEEDS: first[0]} if first else {}


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Ranks of the day, the tracks in full, and whose have now been read."""
    found, rejected = decoded(pages, TopTracks)
    asked = [page.request for page, _ in found]
    own = {"spotify.artist_top_tracks": ranks_of(found, reading)}
    marks = seen(pages, [one.subject for one in asked], "artist top tracks", reading)
    artists, markets = [artist_of(one) for one in asked], [market_of(one) for one in asked]
    complete = completely_on_its_day(reading.observed_at, artist_id=artists, market=markets)
    tracks = track_rows((track for _, top in found for track in top.tracks), reading.observed_at)
    return tracks + Rows(joined([own, marks, rejected]), {"spotify.artist_top_tracks": complete})


def ranks_of(found: Sequence[tuple[Page, TopTracks]], reading: Reading) -> pl.DataFrame:
    """Grain: one rank of an artist in a market on one day; what could not be read leaves its rank empty."""
    ranked = [
        Ranked(page.request, rank, track)
        for page, top in found
        for rank, track in enumerate(top.tracks, 1)
        if track and track.asked_id
    ]
    return frame(ranked, COLUMNS).with_columns(observed_on=pl.lit(reading.observed_at.date()))


ARTIST_TOP_TRACKS = Resource(
    name="artist top tracks",
    path="artists/{id}/top-tracks",
    tables=("spotify.artist_top_tracks", *TRACK_TABLES),
    rows=rows,
    requests=requests,
    wanted_by=("artists",),
    needs=NEEDS,
    probe=probe,
    modes="apps from before February 2026",
    development="not given",
)

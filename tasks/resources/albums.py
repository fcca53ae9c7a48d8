"""Albums in full, by id, with all their tracks: the answer holds the first 50, the rest is asked for."""

from collections import Counter
from collections.abc import Iterable, Sequence

import polars as pl
from msgspec import UNSET, UnsetType

from tasks.resources.app import App
from tasks.resources.columns import joined
from tasks.resources.details import by_id, requests_for, seen
from tasks.resources.need import Need
from tasks.resources.objects.album import Album, album_frames
from tasks.resources.objects.paging import Paging
from tasks.resources.objects.track import TRACK_TABLES, Track, track_rows
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.reading import Reading, Resource, Rows, decoded
from tasks.resources.wanted import due, ids

TRACKS_A_PAGE = 50


class FullAlbum(Album, kw_only=True):
    """An album with the first page of its tracks."""

    tracks: Paging[Track] | UnsetType | None = UNSET

    @property
    def first_tracks(self) -> Paging[Track]:
        """The first page of tracks, empty where there is none."""
        return self.tracks if isinstance(self.tracks, Paging) else Paging()


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the requests for the tracks beyond the first page of each album of an answer."""
    if not page.request.path.endswith("/tracks"):
        for album_id, album in by_id([page], FullAlbum, "albums")[0]:
            first = request("albums", f"albums/{album_id}/tracks", album_id, limit=TRACKS_A_PAGE, offset=0)
            yield from offsets(first, len(album.first_tracks.items), album.first_tracks.total or 0, TRACKS_A_PAGE)


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Full albums, their tracks, their popularity of the day, and which ids have now been read to the end."""
    further = [page for page in pages if page.request.path.endswith("/tracks")]
    albums = [page for page in pages if not page.request.path.endswith("/tracks")]
    found, rejected = by_id(albums, FullAlbum, "albums")
    more, rejected_tracks = decoded(further, Paging[Track])
    listed = [(album_id, track) for album_id, album in found for track in album.first_tracks.items if track]
    listed += [(page.request.subject, track) for page, part in more for track in part.items if track]
    frames, complete = album_frames((album for _, album in found), reading.observed_at)
    whole = _read_to_the_end(found, more)
    unfinished = {album_id for album_id, _ in found} - set(whole)
    marks = seen(albums, whole, "albums", reading, unfinished)
    numbers = {"spotify.album_stats": stats(frames["spotify.albums"], reading)}
    tracks = track_rows(
        (track for _, track in listed), reading.observed_at, {str(track.asked_id): a for a, track in listed}
    )
    return tracks + Rows(joined([frames, numbers, marks, rejected, rejected_tracks]), complete)


def _read_to_the_end(found: Sequence[tuple[str, FullAlbum]], more: Sequence[tuple[Page, Paging[Track]]]) -> list[str]:
    further = Counter[str]()
    for page, part in more:
        further[page.request.subject] += len(part.items)
    return [
        album_id
        for album_id, album in found
        if len(album.first_tracks.items) + further[album_id] >= (album.first_tracks.total or 0)
    ]


def stats(albums: pl.DataFrame, reading: Reading) -> pl.DataFrame:
    """Grain: one album on one day, where the app is given its popularity."""
    return (
        albums.filter(pl.col("popularity").is_not_null())
        .select("album_id", "popularity")
        .with_columns(observed_on=pl.lit(reading.observed_at.date()))
    )


def requests(need: Need) -> list[Request]:
    """Every album met or stored where one request reads twenty; otherwise the selected and those of selected artists.

    In development mode the others would gain a UPC and nothing else, for a request each.
    """
    met = [*ids(need, "spotify.tracks", "album_id"), *ids(need, "spotify.albums", "album_id"), *need.stored("albums")]
    worth = met if need.app.may(ALBUMS.batch_path) else _released(need)
    return requests_for(ALBUMS, due(ALBUMS, need, worth), need.app)


def _released(need: Need) -> list[str]:
    credited = need.met("spotify.album_artists", "album_id", "artist_id")
    theirs = credited.filter(pl.col("artist_id").is_in(list(need.of("artists"))))
    return theirs["album_id"].unique(maintain_order=True).to_list()


ALBUMS = Resource(
    name="albums",
    path="albums/{id}",
    tables=("spotify.albums", "spotify.album_artists", "spotify.album_stats", *TRACK_TABLES),
    rows=rows,
    requests=requests,
    follow=follow,
    batch=20,
    batch_path="albums?ids=",
    development="one id a request; no label, no popularity",
)

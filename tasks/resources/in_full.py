"""Objects that a list gives as fully as their own endpoint does: they are marked as read and not asked for by id."""

from collections.abc import Iterable, Sequence

from tasks.resources.albums import FullAlbum
from tasks.resources.albums import stats as album_stats
from tasks.resources.artists import stats as artist_stats
from tasks.resources.columns import Frames, joined
from tasks.resources.objects.album import album_frames
from tasks.resources.objects.artist import Artist, artist_frames
from tasks.resources.objects.track import track_rows
from tasks.resources.reading import Reading, Rows, watermarks

# What these functions fill.
ARTIST_TABLES = ("spotify.artists", "spotify.artist_stats")


def artists_in_full(artists: Iterable[Artist | None], reading: Reading) -> Frames:
    """Return the rows of artists, their numbers of the day, and that they have been read."""
    known = [artist for artist in artists if artist and artist.id]
    frames = artist_frames(known)
    numbers = {"spotify.artist_stats": artist_stats(frames["spotify.artists"], reading)}
    return joined([frames, numbers, _read("artists", (artist.id for artist in known), reading)])


def albums_in_full(albums: Sequence[FullAlbum], reading: Reading) -> Rows:
    """Return the rows of albums and of the tracks on the page they carry; those with no further page have been read."""
    frames, complete = album_frames(albums, reading.observed_at)
    listed = [(str(album.id), track) for album in albums for track in album.first_tracks.items if track]
    homes = {str(track.asked_id): album_id for album_id, track in listed}
    whole = (one.id for one in albums if len(one.first_tracks.items) >= (one.first_tracks.total or 0))
    numbers = {"spotify.album_stats": album_stats(frames["spotify.albums"], reading)}
    tracks = track_rows((track for _, track in listed), reading.observed_at, homes)
    return tracks + Rows(joined([frames, numbers, _read("albums", whole, reading)]), complete)


def _read(resource: str, ids: Iterable[str | None], reading: Reading) -> Frames:
    return watermarks(resource, {one: reading.observed_at.isoformat() for one in ids if one})

"""What the benchmarks select: every playlist of a catalogue, something of every noun, and every part of a run."""

from tasks.sandbox import audiobooks, podcasts
from tasks.sandbox.world import World
from tasks.selection import Run


def everything(world: World) -> Run:
    """Return a run that takes in all there is; the artist has most albums, the album most tracks."""
    shelf = world.shelf
    artist = max(shelf.artist_albums, key=lambda one: len(shelf.artist_albums[one]))
    album = max(shelf.album_tracks, key=lambda one: len(shelf.album_tracks[one]))
    return Run(
        playlists=list(world.catalogue.playlists),
        artists=[artist],
        albums=[album],
        tracks=[shelf.album_tracks[album][-1]],
        shows=[podcasts.FIRST],
        episodes=[podcasts.ODD_EPISODE],
        audiobooks=[audiobooks.WORLDWIDE],
        chapters=[audiobooks.chapters_of(world.catalogue, audiobooks.FIRST)[0].id],
        users=["sandbox-curator"],
        search=["album,artist,track,playlist,show,episode,audiobook=the"],
        library=True,
        browse=True,
        playback=True,
        analysis=True,
    )

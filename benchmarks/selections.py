"""What the benchmarks select: every playlist of a catalogue, something of every noun, and every part of a run."""

from tasks.sandbox import audiobooks, podcasts
from tasks.sandbox.world import World
from tasks.selection import Run

# An artist with a discography, an album of more than one page of tracks.
ARTIST, ALBUM, TRACK = "06HL4z0CvFAxyc27GXpf02", "5Jazpq8mEgSgQs06mdwkQd", "4iJyoBOLtHqaGxP12qzhQI"


def everything(world: World) -> Run:
    """Return a run that takes in all there is."""
    chapter = audiobooks.chapters_of(world.catalogue, audiobooks.WORLDWIDE)[0]
    return Run(
        playlists=list(world.catalogue.playlists),
        artists=[ARTIST],
        albums=[ALBUM],
        tracks=[TRACK],
        shows=[podcasts.FIRST],
        episodes=[podcasts.ODD_EPISODE],
        audiobooks=[audiobooks.WORLDWIDE],
        chapters=[chapter.id],
        users=["sandbox-curator"],
        search=["album,artist,track,playlist,show,episode,audiobook=the"],
        library=True,
        browse=True,
        playback=True,
        analysis=True,
    )

"""What the answers to a run's lists tell, known without asking: who built the sandbox's world has it at hand."""

from dataclasses import dataclass
from functools import cached_property

from tasks.sandbox.asking import Ask
from tasks.sandbox.availability import COUNTRY
from tasks.sandbox.edits import entries
from tasks.sandbox.library import followed_artists, saved_albums
from tasks.sandbox.listener import followed_by, owned_by, recent_plays, saved
from tasks.sandbox.modes import Mode
from tasks.sandbox.music import related, top_tracks
from tasks.sandbox.objects.albums import credited
from tasks.sandbox.oddities import LISTENER, NOT_FOUND
from tasks.sandbox.playing import playing
from tasks.sandbox.releases import new_releases
from tasks.sandbox.searching import found
from tasks.sandbox.shelves import Listed, listed
from tasks.sandbox.tops import RANGES, top
from tasks.sandbox.world import World
from tasks.selection import Run

PAGE = 50


@dataclass(frozen=True)
class Told:
    """What they tell in one mode of one world."""

    world: World
    mode: Mode
    run: Run

    @property
    def ask(self) -> Ask:
        """What the listener would ask, for the parts of the world that depend on who asks."""
        return Ask("", {}, {}, is_user=True, host="", mode=self.mode, world=self.world)

    @property
    def has_batches(self) -> bool:
        """Whether this is a mode of before February 2026."""
        return self.mode.has_removed_endpoints

    @property
    def mine(self) -> list[Listed]:
        """The playlists in the listener's library."""
        return [*owned_by(LISTENER), *followed_by(self.world.catalogue, LISTENER)]

    @property
    def of_users(self) -> list[Listed]:
        """The public playlists of the selected users, where the mode lists them."""
        every = [listed(self.world.catalogue, key) for key in self.world.catalogue.playlists]
        owners = self.run.users if self.has_batches else []
        return [one for one in every if one and one.owner_id in owners and one.is_public]

    @cached_property
    def read(self) -> list[Listed]:
        """The playlists whose contents this mode gives, of those selected or listed."""
        chosen = [listed(self.world.catalogue, key) for key in self.run.playlist_ids]
        every = {one.id: one for one in [*chosen, *self.mine, *self.of_users] if one}
        return [one for one in every.values() if self.shows(one)]

    def shows(self, playlist: Listed) -> bool:
        """Whether the mode gives a playlist's contents."""
        is_there = self.mode.has_grant or playlist.owner_id != "spotify"
        return is_there and (self.mode.reads_foreign_playlists or playlist.owner_id == LISTENER)

    def found(self, kind: str) -> list[str]:
        """Return what is found of a kind, as far as it is read."""
        terms = [text.rpartition("=")[2] for text in self.run.search]
        return [key for one in terms for key in found(self.world, kind, one)[:PAGE]]

    def tops(self, noun: str) -> list[str]:
        """Return what the listener hears most."""
        day = self.world.date.toordinal()
        return [key for one in RANGES for key in top(self.world.catalogue, noun, one, day, LISTENER)[:PAGE]]

    @cached_property
    def full_tracks(self) -> set[str]:
        """The tracks that some list gives in full."""
        catalogue, now = self.world.catalogue, playing(self.world, LISTENER)
        held = [one.item for playlist in self.read for one in entries(self.world, playlist.id)]
        held += [key for _, key in saved(catalogue, self.world.date)] + self.tops("tracks") + self.found("tracks")
        held += [play.track_id for play in recent_plays(catalogue, self.world.now)]
        held += [key for kind, key in (now.items if now else ()) if kind == "track"]
        held += self._top_tracks if self.has_batches else []
        return {key for key in held if isinstance(key, str)}

    @property
    def _top_tracks(self) -> list[str]:
        return [key for one in self.run.artists for key in top_tracks(self.world, one, COUNTRY)]

    @cached_property
    def full_artists(self) -> set[str]:
        """The artists that some list gives in full."""
        catalogue = self.world.catalogue
        near = [key for one in self.run.artists for key in related(catalogue, one)] if self.mode.has_grant else []
        followed = followed_artists(catalogue, self.world.date, LISTENER)
        return {*followed, *self.tops("artists"), *self.found("artists"), *near}

    @cached_property
    def saved_albums(self) -> list[str]:
        """The albums that the listener has saved; they come in full with their first fifty tracks."""
        return [key for _, key in saved_albums(self.world.catalogue, self.world.date, LISTENER)]

    @cached_property
    def discographies(self) -> dict[str, list[str]]:
        """The discography of each selected artist, without what the artist merely appears on."""
        return {
            one: [key for key in self.world.shelf.artist_albums[one] if self._is_by(one, key)]
            for one in self.run.artists
        }

    def _is_by(self, artist_id: str, album_id: str) -> bool:
        return artist_id in credited(self.ask, album_id)

    @cached_property
    def albums(self) -> set[str]:
        """The albums that some list names, or that some full track is on."""
        released = [key for albums in self.discographies.values() for key in albums]
        named = [*self.saved_albums, *self.found("albums"), *released, *self.run.albums]
        named += new_releases(self.ask) if self.has_batches else []
        return {*named, *(self.world.shelf.tracks[key].album_id for key in self.full_tracks)}

    @cached_property
    def read_albums(self) -> set[str]:
        """The albums that are to be read in full: all, and without batches the selected and selected artists'."""
        if self.has_batches:
            return self.albums
        theirs = {key for key in self.albums if set(credited(self.ask, key)) & set(self.run.artists)}
        return theirs | set(self.run.albums)

    def length(self, album_id: str) -> int:
        """Return how many tracks an album has."""
        return len(self.world.shelf.album_tracks[album_id])

    @cached_property
    def tracks(self) -> set[str]:
        """Every track of which anything is told: those in full, and those of albums that are read."""
        listed_on = [*(self.read_albums - NOT_FOUND), *self.saved_albums]
        return self.full_tracks | {key for one in listed_on for key in self.world.shelf.album_tracks[one]}

    @cached_property
    def artists(self) -> set[str]:
        """Every artist whom a track or an album credits."""
        by_tracks = {key for one in self.tracks for key in self.world.shelf.tracks[one].artist_ids}
        by_albums = {key for one in self.albums for key in credited(self.ask, one)}
        return by_tracks | by_albums | set(self.run.artists)

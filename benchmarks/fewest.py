"""The fewest requests that bring what a run is to have, counted by someone who knows the sandbox's world.

Nothing here asks, and nothing is taken from tasks/resources. The rules, each with its reason:

- one token, which lives longer than a run, and one profile, for nothing else says whose token it is;
- a list takes its length over the greatest page; what was saved takes one page where the length shows that nothing
  else changed, followed artists all pages, for neither times nor order tell; rankings, browsing, searches and all that
  is selected by id are read once a day;
- a playlist takes one request, for nothing else has its followers; none where a list has its version, which is known,
  and its followers were read on the same day; none that was not to be had on the same day;
- entries beyond its first hundred take pages, and such a playlist one request more: pages do not stand still while
  someone edits, so the version must be seen again behind the last one;
- albums, artists and tracks that no list gave in full, and features of all tracks, take their number over the greatest
  batch; without batches one request each for artists (genres), selected albums and those of selected artists;
- an album's tracks beyond the fifty that it carries, an audiobook's chapters and a show's episodes likewise, take pages;
- what the app may not do costs one refused answer for each endpoint or size of page: nothing else tells, and every
  other request could as well have been the first one that works.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from tasks.sandbox.asking import Ask
from tasks.sandbox.audiobooks import books
from tasks.sandbox.availability import COUNTRY
from tasks.sandbox.browsing import CATEGORIES, in_category
from tasks.sandbox.edits import entries
from tasks.sandbox.endpoints.artists import albums as discography
from tasks.sandbox.library import followed_artists, saved_albums, saved_audiobooks, saved_episodes, saved_shows
from tasks.sandbox.listener import followed_by, owned_by, recent_plays, saved
from tasks.sandbox.modes import Mode
from tasks.sandbox.music import related, top_tracks
from tasks.sandbox.objects.albums import credited
from tasks.sandbox.oddities import LISTENER, NOT_FOUND
from tasks.sandbox.playing import playing
from tasks.sandbox.podcasts import out
from tasks.sandbox.releases import new_releases
from tasks.sandbox.searching import found
from tasks.sandbox.shelves import Listed, listed
from tasks.sandbox.tops import RANGES, top
from tasks.sandbox.world import World
from tasks.selection import Run

Counts = Counter[str]

PAGE, ENTRIES, ALBUMS, OBJECTS, FEATURES = 50, 100, 20, 50, 100


def fewest(world: World, mode: Mode, run: Run, edited: Collection[str] | None) -> Counts:
    """Return the fewest requests by family; `edited` has the playlists that changed, None before the first run."""
    told = Told(world, mode, run)
    if edited is None:
        return _always(told) + _daily(told) + _library(told) + _playlists(told) + _details(told) + _refused(told)
    return _always(told) + _playlists_again(told, edited)


def pages(total: int, size: int = PAGE) -> int:
    """Return how many requests a list of so many takes; an empty one has to be looked at, too."""
    return max(1, ceil(total / size))


def beyond(total: int, first: int, size: int) -> int:
    """Return how many pages follow on those elements that come along unasked."""
    return ceil(max(0, total - first) / size)


@dataclass(frozen=True)
class Told:
    """What the answers to a run's lists tell, in one mode of one world."""

    world: World
    mode: Mode
    run: Run

    @property
    def ask(self) -> Ask:
        """What the listener would ask, for the parts of the world that depend on who asks."""
        return Ask("", {}, {}, True, "", self.mode, self.world)  # noqa: FBT003 - a user's token

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
    def discographies(self) -> dict[str, int]:
        """How long the discography of each selected artist is."""
        return {one: int(self._discography(one, 0)["total"]) for one in self.run.artists}

    def _discography(self, artist_id: str, offset: int) -> dict[str, object]:
        greatest = self.mode.artist_albums_limit[1]
        query = {"include_groups": "album,single,compilation", "limit": str(greatest), "offset": str(offset)}
        ask = Ask(f"/v1/artists/{artist_id}/albums", query, {"id": artist_id}, True, "", self.mode, self.world)  # noqa: FBT003
        return dict(discography(ask))

    @cached_property
    def albums(self) -> set[str]:
        """The albums that some list names, or that some full track is on."""
        shelf = self.world.shelf
        released = [
            str(album["id"])
            for one, total in self.discographies.items()
            for offset in range(0, total, self.mode.artist_albums_limit[1])
            for album in self._discography(one, offset)["items"]  # type: ignore[attr-defined]
        ]
        named = [*self.saved_albums, *self.found("albums"), *released, *self.run.albums]
        named += new_releases(self.ask) if self.has_batches else []
        return {*named, *(shelf.tracks[key].album_id for key in self.full_tracks)}

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


def _always(told: Told) -> Counts:
    """Return what every run asks: what can have changed at any moment and says so itself."""
    catalogue, day = told.world.catalogue, told.world.date
    counts = Counter({"token": 1, "me": 1, "me/player/recently-played": 1, "me/player": 1, "me/player/queue": 1})
    counts["me/playlists"] = pages(len(told.mine) + 1)  # one is null, and counts
    counts["me/following"] = pages(len(followed_artists(catalogue, day, LISTENER)))
    counts |= dict.fromkeys(("me/tracks", "me/albums", "me/shows", "me/episodes", "me/audiobooks"), 1)
    if told.has_batches:
        counts["users/{id}/playlists"] = sum(pages(_nulls(told.of_users)) for _ in told.run.users)
    return counts


def _nulls(shown: Sequence[Listed]) -> int:
    """Return how long a list of playlists is: one more is null."""
    return len(shown) + (len(shown) > 2)


def _library(told: Told) -> Counts:
    """Return the pages after the first of what the listener has saved."""
    catalogue, day = told.world.catalogue, told.world.date
    lengths = {
        "me/tracks": len(saved(catalogue, day)),
        "me/albums": len(told.saved_albums) + 1,
        "me/shows": len(saved_shows(catalogue, day, LISTENER)),
        "me/episodes": len(saved_episodes(catalogue, day, LISTENER)) + 1,
        "me/audiobooks": len(saved_audiobooks(catalogue, day, LISTENER)) + 1,
    }
    return Counter({family: pages(length) - 1 for family, length in lengths.items()})


def _daily(told: Told) -> Counts:
    """Return what is read once a day: rankings, browsing, searches, and what was selected by id."""
    run, greatest = told.run, told.mode.artist_albums_limit[1]
    counts = Counter({"me/top/artists": len(RANGES), "me/top/tracks": len(RANGES)})
    counts["search"] = len(run.search) * PAGE // greatest  # there is more of it than anyone reads
    counts["artists/{id}/albums"] = sum(pages(total, greatest) for total in told.discographies.values())
    for show_id in run.shows:
        episodes = len(out(told.world.catalogue, show_id, told.world.date))
        counts += Counter({"shows/{id}": 1, "shows/{id}/episodes": beyond(episodes, PAGE, PAGE)})
    if told.has_batches:
        counts += Counter({"markets": 1, "browse/new-releases": pages(len(new_releases(told.ask)))})
        counts += Counter({"browse/categories": pages(len(CATEGORIES)), "users/{id}": len(run.users)})
        counts["artists/{id}/top-tracks"] = len(run.artists)
    return counts + (_granted(told) if told.mode.has_grant else Counter())


def _granted(told: Told) -> Counts:
    """Return what only apps with the grant of before November 2024 are given."""
    lists = (_nulls(in_category(told.world.catalogue, one)) for one in CATEGORIES)
    counts = Counter({"browse/featured-playlists": 1, "browse/categories/{id}/playlists": sum(map(pages, lists))})
    counts["artists/{id}/related-artists"] = len(told.run.artists)
    counts["audio-analysis/{id}"] = len(told.run.tracks)
    counts["audio-features"] = ceil(len(told.tracks | set(told.run.tracks)) / FEATURES)
    return counts


def _playlists(told: Told) -> Counts:
    """Return what the playlists take when none is known."""
    asked = {*told.run.playlist_ids, *(one.id for one in told.read)}
    return Counter({"playlists/{id}": len(asked)}) + _contents(told, (one.id for one in told.read))


def _playlists_again(told: Told, edited: Collection[str]) -> Counts:
    """Return what they take when all are known, these have changed, and everything was read on the same day."""
    known = {one.id for one in [*told.mine, *told.of_users]}
    readable = {one.id for one in told.read}
    unseen = {key for key in told.run.playlist_ids if key in readable and key not in known}
    changed = readable.intersection(edited)
    return Counter({"playlists/{id}": len(unseen | changed)}) + _contents(told, changed)


def _contents(told: Told, playlist_ids: Iterable[str]) -> Counts:
    """Return the pages beyond the first hundred entries, and for each playlist that has some its version once more."""
    family, size = ("playlists/{id}/tracks", ENTRIES) if told.has_batches else ("playlists/{id}/items", PAGE)
    lengths = [len(entries(told.world, key)) for key in playlist_ids]
    further = [beyond(length, ENTRIES, size) for length in lengths]
    return Counter({family: sum(further), "playlists/{id}": sum(1 for one in further if one)})


def _details(told: Told) -> Counts:
    """Return what albums, tracks, artists, episodes and audiobooks take that no list gives."""
    run, lengths = told.run, {one: told.length(one) for one in told.read_albums - NOT_FOUND}
    whole = {key for key in told.saved_albums if told.length(key) <= PAGE}
    short = (told.tracks - told.full_tracks) if told.has_batches else set()
    counts = Counter({"albums/{id}/tracks": sum(beyond(length, PAGE, PAGE) for length in lengths.values())})
    counts += _by_id(told, "albums", told.read_albums - whole, ALBUMS)
    counts += _by_id(told, "tracks", short | set(run.tracks), OBJECTS)
    counts += _by_id(told, "artists", told.artists - told.full_artists, OBJECTS)
    counts += _by_id(told, "episodes", run.episodes, OBJECTS) + _by_id(told, "chapters", run.chapters, OBJECTS)
    return counts + _by_id(told, "audiobooks", _audiobooks(told), OBJECTS) + _chapters(told)


def _audiobooks(told: Told) -> set[str]:
    """Return the selected, and where one request reads fifty those that some list names: it lacks their chapters."""
    kept = [key for _, key in saved_audiobooks(told.world.catalogue, told.world.date, LISTENER)]
    return {*told.run.audiobooks, *(kept if told.has_batches else ())}


def _chapters(told: Told) -> Counts:
    there = [one for key, one in books(told.world.catalogue).items() if key in _audiobooks(told)]
    totals = [book.total for book in there if COUNTRY in book.markets]
    return Counter({"audiobooks/{id}/chapters": sum(beyond(total, PAGE, PAGE) for total in totals)})


def _by_id(told: Told, noun: str, ids: Collection[str], batch: int) -> Counts:
    """Return what objects by id take: a single one its own request, which every mode has."""
    if told.has_batches and len(ids) > 1:
        return Counter({noun: ceil(len(ids) / batch)})
    return Counter({f"{noun}/{{id}}": len(ids)})


def _refused(told: Told) -> Counts:
    """Return the answers that tell what the mode lacks, one each. Two lists of playlists went together."""
    granted = ("audio-features", "audio-analysis/{id}", "artists/{id}/related-artists", "browse/featured-playlists")
    removed = ("markets", "browse/new-releases", "browse/categories", "users/{id}", "users/{id}/playlists")
    batches = ("albums", "tracks", "artists", "audiobooks")
    pages_of_fifty = ("search", "artists/{id}/albums")
    lacking = () if told.mode.has_grant else granted
    if not told.has_batches:
        lacking += (*removed, "artists/{id}/top-tracks", "playlists/{id}/tracks", *batches, *pages_of_fifty)
    return Counter(lacking)

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
- tracks of albums, chapters of audiobooks and episodes of shows beyond the fifty that these carry take pages;
- what the app may not do costs refused answers, for nothing else tells: two where Spotify answers 403, since one alone
  has been a passing mistake and a day's rows hang on it, one where it answers 404 or 400. What the app may do costs
  none: the first request that is needed anyway shows it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import ceil

from benchmarks.told import PAGE, Told
from tasks.sandbox.audiobooks import books
from tasks.sandbox.availability import COUNTRY
from tasks.sandbox.browsing import CATEGORIES, in_category
from tasks.sandbox.edits import entries
from tasks.sandbox.library import followed_artists, saved_audiobooks, saved_episodes, saved_shows
from tasks.sandbox.listener import saved
from tasks.sandbox.modes import Mode
from tasks.sandbox.oddities import LISTENER, NOT_FOUND
from tasks.sandbox.podcasts import out
from tasks.sandbox.releases import new_releases
from tasks.sandbox.shelves import Listed
from tasks.sandbox.tops import RANGES
from tasks.sandbox.world import World
from tasks.selection import Run

Counts = Counter[str]

ENTRIES, ALBUMS, OBJECTS, FEATURES = 100, 20, 50, 100


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
    counts["artists/{id}/albums"] = sum(pages(len(albums), greatest) for albums in told.discographies.values())
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
    """Return the answers that tell what the mode lacks; the playlists of categories went with the featured ones."""
    mistakable = [] if told.mode.has_grant else ["audio-features", "audio-analysis/{id}"]
    certain = [] if told.mode.has_grant else ["artists/{id}/related-artists"]
    if not told.has_batches:
        mistakable += ["markets", "browse/new-releases", "browse/categories", "browse/featured-playlists"]
        mistakable += ["users/{id}", "users/{id}/playlists", "artists/{id}/top-tracks", "playlists/{id}/tracks"]
        mistakable += ["albums", "tracks", "artists", "audiobooks"]
        certain += ["search", "artists/{id}/albums"]  # refused are pages of fifty
    elif not told.mode.has_grant:
        certain += ["browse/featured-playlists"]
    return Counter(2 * mistakable + certain)

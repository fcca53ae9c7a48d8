"""Playlists with their entries.

The playlist itself carries its first hundred entries; the rest is asked for where the snapshot id is not the one that
was read before. Paging by offset does not stand still while a playlist is edited: one with further pages is asked for
its snapshot id once more at the end, and entries are only kept if it has not moved.
"""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from tasks.resources.app import App
from tasks.resources.collector import collector_paused
from tasks.resources.columns import Frames, joined
from tasks.resources.decode import decode
from tasks.resources.details import is_fresh, seen
from tasks.resources.need import Need
from tasks.resources.objects.playlist import Playlist, playlist_frames
from tasks.resources.objects.playlist_item import history_of
from tasks.resources.objects.track import TRACK_TABLES, track_rows
from tasks.resources.objects.user import user_frames
from tasks.resources.page import Page, Request, offsets, request
from tasks.resources.playlist_pages import Found, Read, found_in, is_head, is_page, path_is_head
from tasks.resources.reading import Reading, Resource, Rows, completely, watermarks
from tasks.resources.wanted import SELECTED_AGAIN_AFTER

TYPES = "track,episode"

# Entries that a playlist itself carries.
CARRIED = 100

# The endpoint that gives the contents of any playlist, and the only one for an app without a user.
CONTENTS = "playlists/{id}/tracks"

# Watermarks of playlists are snapshot ids; these are about those that could not be read, or could again.
MISSED, BACK = "playlists missed", "back "

# And these say when the playlist itself was last read.
HEADS = "playlists themselves"


def requests(need: Need) -> list[Request]:
    """Return one request for each playlist that is selected, or listed with contents that may be read and have changed.

    Without additional_types an episode would come shaped as a track.
    """
    listed = dict(_listed(need).select("playlist_id", "snapshot_id").iter_rows())
    return [
        request("playlists", f"playlists/{one}", one, additional_types=TYPES)
        for one in dict.fromkeys([*need.of("playlists"), *_changed(need)])
        if not (_rests(one, need) or _is_known(one, listed, need))
    ]


def _listed(need: Need, *columns: str) -> pl.DataFrame:
    """Return what the lists of this run say of playlists, the latest of each."""
    listed = need.met("spotify.playlists", "playlist_id", "snapshot_id", "owner_id", *columns)
    return listed.unique("playlist_id", keep="last", maintain_order=True)


def _changed(need: Need) -> list[str]:
    snapshots = need.app.known.snapshots
    return [
        playlist["playlist_id"]
        for playlist in _listed(need, "is_collaborative").iter_rows(named=True)
        if (need.app.may(CONTENTS) or playlist["owner_id"] == need.user_id or playlist["is_collaborative"])
        and snapshots.get(playlist["playlist_id"], "") != playlist["snapshot_id"]
    ]


def _is_known(playlist_id: str, listed: Mapping[str, str | None], need: Need) -> bool:
    """True where a list has the version that was read before; only followers are not in lists, and are of the day."""
    snapshot, mark = listed.get(playlist_id), need.marks(HEADS).get(playlist_id)
    is_same = snapshot is not None and snapshot == need.app.known.snapshots.get(playlist_id)
    return is_same and mark is not None and is_fresh(mark, need.moment, SELECTED_AGAIN_AFTER)


def _rests(playlist_id: str, need: Need) -> bool:
    """True for what was not to be had: asked again after a pause, its name alone once a day."""
    mark = need.marks(MISSED).get(playlist_id, "")
    return not mark.startswith(BACK) and mark != "" and is_fresh(mark, need.moment, SELECTED_AGAIN_AFTER)


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the requests for the entries beyond those that the playlist itself carries."""
    playlist, _ = decode(page.body, Playlist) if is_head(page) else (None, [])
    contents = playlist.contents if playlist else None
    if playlist is None or contents is None or app.known.snapshots.get(playlist.id, "") == playlist.snapshot_id:
        return ()
    first, limit = _first_page(playlist.id, app)
    return offsets(first, len(contents.items or ()), contents.total or 0, limit)


def _first_page(playlist_id: str, app: App) -> tuple[Request, int]:
    # The old endpoint gives twice as many a page.
    path, limit = ("tracks", 100) if app.may(CONTENTS) else ("items", 50)
    path = f"playlists/{playlist_id}/{path}"
    return request("playlists", path, playlist_id, additional_types=TYPES, limit=limit, offset=0), limit


def confirm(pages: Sequence[Page]) -> list[Request]:
    """Return the requests that show whether a playlist of several pages has moved while it was read."""
    paged = dict.fromkeys(page.request.subject for page in pages if not is_head(page) and page.is_good)
    return [request("playlists", f"playlists/{one}", one, fields="snapshot_id") for one in paged]


@collector_paused()
def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Playlists, entries and their history, the tracks in them; entries only of playlists that were read whole."""
    found = found_in(pages)
    read, whole = found.read, [one for one in found.read if one.is_whole]
    playlists = playlist_frames((one.playlist for one in read), reading.labels)
    frames = [playlists, _stats(playlists["spotify.playlists"], reading), *found.rejected, _marks(whole)]
    frames.append(_missed(pages, read, reading))
    frames.append(watermarks(HEADS, {one.playlist.id: reading.observed_at.isoformat() for one in read}))
    frames.append(user_frames(found.entries.users))
    tracks = track_rows((entry.content for entry in found.entries.held), reading.observed_at)
    return tracks + _items(found, whole, reading) + Rows(joined(frames), notes=_notes(pages, read))


def _items(found: Found, whole: Sequence[Read], reading: Reading) -> Rows:
    ids = [one.playlist.id for one in whole]
    items = found.entries.rows()
    if len(whole) < len(found.read):
        items = items.filter(pl.col("playlist_id").is_in(ids))
    complete = completely(reading.observed_at, playlist_id=ids)
    frames: Frames = {
        "spotify.playlist_items": items,
        "spotify.playlist_item_history": history_of(items, reading.observed_at),
    }
    return Rows(frames, dict.fromkeys(frames, complete))


def _marks(whole: Sequence[Read]) -> Frames:
    return watermarks("playlists", {one.playlist.id: str(one.playlist.snapshot_id or "") for one in whole})


def _missed(pages: Sequence[Page], read: Sequence[Read], reading: Reading) -> Frames:
    heads = [page for page in pages if path_is_head(page)]
    closed = [one.playlist.id for one in read if one.playlist.contents is None]
    failing = {page.request.subject for page in heads if reading.failures.get(f"{MISSED} {page.request.subject}")}
    back = failing & {one.playlist.id for one in read} - set(closed)
    missed = seen([page for page in heads if not page.is_good], (), MISSED, reading)
    time = reading.observed_at.isoformat()
    return joined([missed, watermarks(MISSED, dict.fromkeys(closed, time) | dict.fromkeys(back, BACK + time))])


def _stats(playlists: pl.DataFrame, reading: Reading) -> Frames:
    """Grain: one playlist on one day."""
    some = playlists.select("playlist_id", "^(has_)?(followers|items_total)$")
    return {"spotify.playlist_stats": some.with_columns(observed_on=pl.lit(reading.observed_at.date()))}


def _notes(pages: Sequence[Page], read: Sequence[Read]) -> tuple[str, ...]:
    gone = sum(1 for page in pages if path_is_head(page) and page.status == 404)
    closed = sum(1 for one in read if one.playlist.contents is None)
    moved = sum(1 for one in read if one.has_moved)
    asked = {page.request.subject for page in pages if is_page(page)}
    partly = sum(1 for one in read if one.playlist.id in asked and not (one.is_whole or one.has_moved))
    notes = {
        f"{gone} playlists are not to be had by this app (Spotify answers 404); what is stored of them stays": gone,
        f"{closed} playlists: Spotify gives this app their name but not their contents": closed,
        f"{partly} playlists could not be read to the end and are read again by the next run": partly,
        f"{moved} playlists changed while they were read and are read again by the next run": moved,
    }
    return tuple(note for note, count in notes.items() if count)


def _probe(need: Need) -> dict[str, Request]:
    """Any playlist tells whether the old endpoint of contents still answers this app, whoever owns it.

    Best one of the listener's own that is read anyway, with the page that follows on what the playlist itself carries.
    """
    asked = {one.subject for one in requests(need)}
    long = _listed(need, "items_total").filter(pl.col("items_total").cast(pl.Int32) > CARRIED)
    if own := [one for one in long.filter(owner_id=need.user_id)["playlist_id"] if one in asked]:
        return {CONTENTS: _first_page(own[0], App())[0].at_offset(CARRIED)}
    some = [*need.of("playlists"), *_listed(need)["playlist_id"]]
    return {CONTENTS: request("playlists", f"playlists/{some[0]}/tracks", some[0], limit=1)} if some else {}


PLAYLISTS = Resource(
    name="playlists",
    path="playlists/{id}",
    tables=(
        "spotify.playlists",
        "spotify.playlist_items",
        "spotify.playlist_item_history",
        "spotify.playlist_stats",
        "spotify.users",
        *TRACK_TABLES,
    ),
    rows=rows,
    requests=requests,
    probe=_probe,
    wanted_by=("playlists", "library", "users"),
    follow=follow,
    confirm=confirm,
    scope="playlist-read-private playlist-read-collaborative",
    development="contents only of the listener's own and collaborative playlists",
)

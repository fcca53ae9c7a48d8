"""Tracks: name, album, artists and duration are real; codes, popularity and place on the album are invented."""

from typing import Any

import msgspec

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import digits, number, pick
from tasks.sandbox.objects.albums import simple_album
from tasks.sandbox.objects.artists import simple_artist
from tasks.sandbox.objects.common import links, oddly
from tasks.sandbox.objects.markets import markets
from tasks.sandbox.oddities import RELINKED
from tasks.sandbox.world import popularity

DISC = 30  # tracks to a disc


def simple_track(ask: Ask, track_id: str) -> dict[str, Any]:
    """Return the form that albums embed."""
    track = ask.world.shelf.tracks[track_id]
    place = ask.world.shelf.album_tracks[track.album_id].index(track_id)
    simple = links(ask, "track", track_id) | {
        "artists": [simple_artist(ask, artist_id) for artist_id in track.artist_ids],
        "disc_number": place // DISC + 1,
        "duration_ms": track.duration_ms,
        "explicit": number("explicit", track_id) % 5 == 0,
        "is_local": False,
        "name": track.name,
        "preview_url": None,  # null since November 2024
        "track_number": place % DISC + 1,
    }
    return oddly(track_id, simple | markets(ask, track_id))


def track(ask: Ask, track_id: str) -> dict[str, Any]:
    """Return the full form; a relinked track comes under another id, and says so in `linked_from`."""
    served = RELINKED.get(track_id, track_id) if ask.relinks else track_id
    full = simple_track(ask, served) | {
        "album": simple_album(ask, ask.world.shelf.tracks[served].album_id),
        "external_ids": {"isrc": isrc(served)},
        "popularity": popularity(ask.world, served, ask.world.presence.tracks.get(served, 0.0)),
    }
    return oddly(served, full) | ({"linked_from": links(ask, "track", track_id)} if served != track_id else {})


def track_json(ask: Ask, track_id: str) -> msgspec.Raw:
    """Return the full form as this mode serves it, encoded."""
    key = ("track", track_id, ask.relinks, "market" in ask.query)
    return ask.world.encoded(key, lambda: ask.mode.trim(track(ask, track_id)))


def entry_json(ask: Ask, track_id: str) -> msgspec.Raw:
    """Return the full form as an entry of a playlist has it: it says that it is no episode."""
    key = ("entry", track_id, ask.relinks, "market" in ask.query)
    told = {"episode": False, "track": True}
    return ask.world.encoded(key, lambda: ask.mode.trim(track(ask, track_id) | told))


def isrc(track_id: str) -> str:
    """Return a well-formed recording code."""
    return pick(("US", "GB", "DE", "FR", "JP", "BR"), "isrc", track_id) + "SBX" + digits(7, "isrc", track_id)

"""What plays: the item, where it comes from, and the device."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import hexadecimal, number
from tasks.sandbox.objects.common import OPEN
from tasks.sandbox.objects.episodes import episode
from tasks.sandbox.objects.tracks import track_json
from tasks.sandbox.playing import Item, Playing


def item(ask: Ask, found: Item) -> Any:
    """Return what plays as an object: a track, an episode, or a file of the listener's own."""
    kind, key = found
    if kind == "local":
        return ask.mode.trim(key)
    return track_json(ask, str(key)) if kind == "track" else ask.mode.trim(episode(ask, str(key)))


def context(ask: Ask, playing: Playing) -> dict[str, Any] | None:
    """Return where it comes from: a playlist, a show, the saved tracks, or nowhere."""
    if playing.context is None:
        return None
    kind, key = playing.context
    if kind == "collection":
        page, href, uri = "collection/tracks", "me/tracks", f"user:{key}:collection"
    else:
        page, href, uri = f"{kind}/{key}", f"{kind}s/{key}", f"{kind}:{key}"
    return {
        "external_urls": {"spotify": f"{OPEN}/{page}"},
        "href": f"{ask.api}/{href}",
        "type": kind,
        "uri": f"spotify:{uri}",
    }


def currently(ask: Ask, playing: Playing) -> dict[str, Any]:
    """Return what plays; an episode is null for those who did not ask for episodes, and yet they are told its type."""
    kind = "episode" if playing.items[0][0] == "episode" else "track"
    is_shown = kind == "track" or "episode" in ask.query.get("additional_types", "").split(",")
    progress = number("progress", ask.user_id, ask.world.number) % 120_000
    return {
        "timestamp": int(ask.world.now.timestamp()) * 1000 - progress,
        "context": context(ask, playing),
        "progress_ms": progress,
        "item": item(ask, playing.items[0]) if is_shown else None,
        "currently_playing_type": kind,
        "actions": {"disallows": {"resuming": True} if playing.is_playing else {"pausing": True}},
        "is_playing": playing.is_playing,
    }


def device(ask: Ask) -> dict[str, Any]:
    """Return the device; a speaker has no id on every third day, as recorded."""
    is_speaker = ask.world.number % 3 == 0
    return {
        "id": None if is_speaker else hexadecimal(40, "device", ask.user_id),
        "is_active": True,
        "is_private_session": False,
        "is_restricted": is_speaker,
        "name": "Kitchen" if is_speaker else "Desk",
        "supports_volume": True,
        "type": "Speaker" if is_speaker else "Computer",
        "volume_percent": 20 + ask.world.number % 60,
    }

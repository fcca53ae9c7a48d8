"""Episodes of shows; where the user has got to in one is told only to those who may know."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import number
from tasks.sandbox.objects.common import images, links
from tasks.sandbox.objects.shows import PICTURE, simple_show
from tasks.sandbox.oddities import EPISODE
from tasks.sandbox.podcasts import ODD_EPISODE, Episode, episodes, shows

# The odd episode is what the oddities playlist shows, less what only an entry of a playlist has.
ODD = {key: value for key, value in EPISODE.items() if key not in {"href", "episode", "track", "show"}}


def simple_episode(ask: Ask, episode: Episode) -> dict[str, Any]:
    """Return the form that lists of a show's episodes have."""
    show = shows(ask.world.catalogue)[episode.show_id]
    simple = links(ask, "episode", episode.id) | {
        "audio_preview_url": None,
        "description": f"Episode {episode.number} of {show.name}.",
        "duration_ms": 600_000 + number("duration", episode.id) % 5_400_000,
        "explicit": show.is_explicit and episode.number % 2 == 0,
        "html_description": f"<p>Episode {episode.number}.</p>",
        "images": images(episode.id, PICTURE),
        "is_externally_hosted": False,
        "is_playable": True,
        "language": show.language,
        "languages": [show.language],
        "name": episode.name,
        "release_date": episode.released.isoformat(),
        "release_date_precision": "day",
    }
    return simple | resume_point(ask, episode.id) | (ODD if episode.id == ODD_EPISODE else {})


def episode(ask: Ask, episode_id: str) -> dict[str, Any]:
    """Return the full form, which has its show."""
    found = episodes(ask.world.catalogue)[episode_id]
    return simple_episode(ask, found) | {"show": simple_show(ask, found.show_id)}


def resume_point(ask: Ask, key: str) -> dict[str, Any]:
    """Return where the user stopped, and nothing where that was not permitted."""
    if not ask.is_user or "user-read-playback-position" not in ask.scopes:
        return {}
    heard = number("heard", ask.user_id, key) % 4
    position = 0 if heard else number("position", ask.user_id, key) % 600 * 1000
    return {"resume_point": {"fully_played": heard == 1, "resume_position_ms": position}}


def nowhere() -> dict[str, Any]:
    """Return an episode that is gone but still saved: as recorded, every part is there and says null."""
    show: dict[str, Any] = dict.fromkeys(
        (
            *("copyrights", "description", "html_description", "id", "is_externally_hosted", "media_type", "name"),
            *("publisher", "total_episodes", "uri"),
        )
    )
    gone: dict[str, Any] = dict.fromkeys(
        (
            *("audio_preview_url", "description", "duration_ms", "html_description", "id", "is_externally_hosted"),
            *("language", "name", "uri"),
        )
    )
    return gone | {
        **_null_links("episode"),
        "release_date": "0000",
        "release_date_precision": "year",
        "resume_point": {"fully_played": False, "resume_position_ms": None},
        "show": show | _null_links("show"),
    }


def _null_links(kind: str) -> dict[str, Any]:
    return {
        "explicit": False,
        "external_urls": {"spotify": f"https://open.spotify.com/{kind}/null"},
        "href": f"https://api.spotify.com/v1/{kind}s/null",
        "images": [],
        "languages": [None],
        "type": kind,
    }

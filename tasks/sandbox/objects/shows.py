"""Shows: everything but the artist's name in the title is invented."""

from html import escape
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.objects.common import images, links
from tasks.sandbox.objects.markets import MARKETS
from tasks.sandbox.oddities import EPISODE
from tasks.sandbox.podcasts import ODD_SHOW, out, shows

PICTURE = "ab676563"

# What the oddities playlist says of its show is what the show says of itself, a null where text belongs included.
ODD = {key: value for key, value in EPISODE["show"].items() if key not in {"href", "total_episodes"}}


def simple_show(ask: Ask, show_id: str) -> dict[str, Any]:
    """Return the form that episodes and lists embed; `total_episodes` grows as the days pass."""
    show = shows(ask.world.catalogue)[show_id]
    description = f"{show.name} & more, every {show.cadence} days."
    simple = links(ask, "show", show_id) | {
        "available_markets": list(MARKETS),
        "copyrights": [],
        "description": description,
        "explicit": show.is_explicit,
        "html_description": f"<p>{escape(description)}</p>",
        "images": images(show_id, PICTURE),
        "is_externally_hosted": False,
        "languages": [show.language],
        "media_type": "audio",
        "name": show.name,
        "publisher": show.publisher,
        "total_episodes": len(out(ask.world.catalogue, show_id, ask.world.date)),
    }
    return simple | (ODD if show_id == ODD_SHOW else {})

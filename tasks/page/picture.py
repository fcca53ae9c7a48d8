"""The key chart as a PNG, for places that show pictures and no pages."""

from collections.abc import Sequence
from typing import Any

import vl_convert

from tasks.page.section import Figure, Section
from tasks.page.theme import config

# The first of these that the run has.
KEY = ("hours-1", "rising-artists", "rising-tracks", "overlap", "coverage")


def picture(parts: Sequence[Section]) -> tuple[str, bytes] | None:
    """Return what the key chart shows, and its PNG; None where there is no chart."""
    figure = key_figure(parts)
    return (figure.caption, _png(dict(figure.spec))) if figure else None


def key_figure(parts: Sequence[Section]) -> Figure | None:
    """Return the chart that says most."""
    figures = {part.figure.key: part.figure for section in parts for part in section.parts if part.figure}
    return next((figures[key] for key in KEY if key in figures), None)


def _png(spec: dict[str, Any]) -> bytes:
    sized = spec | {"width": 640, "config": {**config("light"), "background": "white"}}
    return bytes(vl_convert.vegalite_to_png(sized, scale=2, allowed_base_urls=[]))

"""The colours, for light and dark; every text has a contrast of at least 4.5 to what it stands on, every mark of 3."""

from collections.abc import Mapping
from typing import Any

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"

# text, muted, line, accent: as in templates/page.css, where the same names are variables.
LIGHT = {"text": "#1c2127", "muted": "#57606a", "line": "#d5dae0", "accent": "#0b7a6f"}
DARK = {"text": "#e9edf1", "muted": "#a3adb8", "line": "#363d46", "accent": "#3fc9b5"}

# From few to many: away from the page, in either scheme. After ColorBrewer, with the accent in the middle.
RAMPS = {
    "light": ["#e3f3ef", "#8fcfc0", "#2f9a8b", "#0b6a61", "#043f3a"],
    "dark": ["#17322f", "#1d5a53", "#2a9788", "#63d9c6", "#d3fff6"],
}

# From known in full to hardly known: the less, the nearer to the page.
KNOWN = {"light": ["#0b7a6f", "#85bdb7", "#e2efed"], "dark": ["#3fc9b5", "#2d7f74", "#1d3f3b"]}

# Okabe and Ito's colours, which the colour-blind can tell apart, darker or lighter as the page needs.
LINES = {
    "light": ["#0b7a6f", "#b4530a", "#3558b8", "#a8327e", "#6b6f12", "#0072a3", "#8a3b12", "#555b66"],
    "dark": ["#3fc9b5", "#f0a04b", "#8fb0ff", "#f08cc8", "#d3d65a", "#63c4f5", "#e59a77", "#b4bcc8"],
}


def config(scheme: str) -> Mapping[str, Any]:
    """Return Vega-Lite's configuration for a scheme, light or dark."""
    colours = LIGHT if scheme == "light" else DARK
    words: dict[str, object] = {
        "labelColor": colours["text"],
        "titleColor": colours["muted"],
        "labelFontSize": 12,
        "titleFontSize": 12,
    }
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "mark": {"color": colours["accent"]},
        "bar": {"stroke": colours["accent"], "strokeWidth": 1},
        "rule": {"color": colours["muted"]},
        "text": {"color": colours["muted"]},
        "axisX": {"labelFlush": False},  # the first and the last would be pushed against their neighbours
        "axis": words | _lines(colours["line"]) | {"titleFontWeight": "normal"},
        "legend": words | {"titleFontWeight": "normal", "symbolFillColor": colours["accent"], "orient": "bottom"},
        "style": {"gap": {"fill": colours["muted"], "fillOpacity": 0.16, "strokeWidth": 0}},
        "range": {
            "category": LINES[scheme],
            "ordinal": KNOWN[scheme],
            "heatmap": RAMPS[scheme],
            "ramp": RAMPS[scheme],
        },
    }


def _lines(colour: str) -> dict[str, object]:
    return {"gridColor": colour, "domainColor": colour, "tickColor": colour}

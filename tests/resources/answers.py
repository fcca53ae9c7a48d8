"""Answers as Spotify would give them, and rows as plain values."""

import json
from datetime import UTC, datetime
from typing import Any

import polars as pl

from tasks.resources.page import Page, Request
from tasks.resources.reading import Reading

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)

READING = Reading(MOMENT, user_id="listener")


def spotify_id(name: str) -> str:
    """Return a well-formed id in which one can read what it is."""
    return name.ljust(22, "0")


def answered(request: Request, body: Any, status: int = 200) -> Page:
    """Return the page that answers a request."""
    return Page(request, status, json.dumps(body).encode(), MOMENT)


def values(frame: pl.DataFrame, *columns: str) -> list[Any]:
    """Return these columns of every row: plain values for one column, tuples for several."""
    rows = frame.select(columns).rows()
    return [row[0] for row in rows] if len(columns) == 1 else rows


def track(name: str, **fields: Any) -> dict[str, Any]:
    """Return a full track of an album by one artist."""
    return {
        "id": spotify_id(name),
        "uri": f"spotify:track:{spotify_id(name)}",
        "name": name,
        "type": "track",
        "is_local": False,
        "duration_ms": 1000,
        "external_ids": {"isrc": "DEA000000001"},
        "album": {"id": spotify_id("album"), "name": "Album", "artists": [artist("anna")]},
        "artists": [artist("anna")],
    } | fields


def artist(name: str, **fields: Any) -> dict[str, Any]:
    """Return a simplified artist."""
    return {"id": spotify_id(name), "name": name} | fields

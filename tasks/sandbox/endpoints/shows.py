"""Shows by id, and their episodes."""

from collections.abc import Mapping
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.availability import market_of
from tasks.sandbox.ids import known, several
from tasks.sandbox.objects.episodes import simple_episode
from tasks.sandbox.objects.shows import simple_show
from tasks.sandbox.paging import Collection, page, page_at
from tasks.sandbox.podcasts import Episode, Show, out, shows
from tasks.sandbox.routing import Route

EMBEDDED = 50  # episodes that a show's own answer holds


def _shelf(ask: Ask) -> Mapping[str, Show]:
    """Return the shows that exist for the one who asks: none without a market."""
    return shows(ask.world.catalogue) if market_of(ask) else {}


def _listed(ask: Ask, episode: Episode) -> dict[str, Any] | None:
    """Return an episode as lists have it: a withdrawn one is null, and counts."""
    return None if episode.is_withdrawn else ask.mode.trim(simple_episode(ask, episode))


def _episodes(ask: Ask, show_id: str) -> Collection:
    listed = out(ask.world.catalogue, show_id, ask.world.date)
    return Collection(f"/v1/shows/{show_id}/episodes", listed, lambda episode: _listed(ask, episode))


def one(ask: Ask) -> Any:
    """GET shows/{id}: with its latest episodes."""
    show_id = known(ask, _shelf(ask))
    return ask.mode.trim(simple_show(ask, show_id)) | {"episodes": page_at(ask, _episodes(ask, show_id), 0, EMBEDDED)}


def many(ask: Ask) -> Any:
    """GET shows?ids=, at most 50: without episodes."""
    return {"shows": several(ask, 50, _shelf(ask), lambda ask, key: ask.mode.trim(simple_show(ask, key)))}


def episodes(ask: Ask) -> Any:
    """GET shows/{id}/episodes: latest first."""
    return page(ask, _episodes(ask, known(ask, _shelf(ask))))


ROUTES = [
    Route("shows/{id}", one),
    Route("shows", many, is_removed=True),
    Route("shows/{id}/episodes", episodes),
]

"""What a run would ask, how much the limits allow now and when the rest would be done; nothing is asked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from math import ceil

import polars as pl
from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.knowledge import known_to, marks_of, stored_ids, waiting
from tasks.openings import openings
from tasks.postgres import known, request_limits
from tasks.postgres.capabilities import Capability, capabilities
from tasks.postgres.connect import transaction
from tasks.postgres.request_limits import Blocked
from tasks.resources import RESOURCES
from tasks.resources.app import App
from tasks.resources.details import is_fresh
from tasks.resources.need import Need
from tasks.resources.page import Request
from tasks.resources.reading import Resource, nothing_more
from tasks.selection import Run
from tasks.session import current
from tasks.spotify.families import family

PlanRow = dict[str, object]


@dataclass(frozen=True)
class Stored:
    """What is stored that a plan goes by; `made` are the calls of the rolling day by family and hour."""

    capabilities: Mapping[str, Capability]
    totals: Mapping[str, int]
    saved: Mapping[str, int]
    made: Mapping[str, Mapping[datetime, int]]
    blocked: Blocked | None
    moment: datetime
    user_id: str


@task(name="plan", task_run_name="plan", cache_policy=NO_CACHE)
def plan(run: Run) -> list[PlanRow]:
    """Return the requests per resource, at least and, where every playlist and library has changed, at most."""
    run, stored = current().expanded(run), _stored()
    need = _need(run, stored)
    wanted = [resource for resource in RESOURCES.values() if resource.is_wanted(need)]
    rows = [_row(run, resource, need, stored) for resource in wanted]
    return [row for row in rows if any(row[name] for name in ("at most", "fresh", "waiting", "remark"))]


def time_it_takes(requests: int) -> str:
    """Return how long so many requests take at the pace that is set, in words; nothing where there is no pace."""
    pace = current().settings.pace
    return f", {requests / pace / 60:.0f} minutes at {pace:g} a second" if pace and requests else ""


def hindrance() -> str:
    """Return until when Spotify wants no requests, and why; nothing where it takes them."""
    blocked = _stored().blocked
    return f"nothing may be asked before {blocked.until:%Y-%m-%d %H:%M} UTC: {blocked.why}" if blocked else ""


def _stored() -> Stored:
    session = current()
    with transaction(session.databases.source) as connection:
        saved = known.saved_by_user(connection)
        user_id = max(saved, key=lambda one: sum(saved[one].values()), default="")
        return Stored(
            capabilities(connection, session.client_id),
            known.playlist_totals(connection),
            saved.get(user_id, {}),
            request_limits.by_hour(connection, session.client_id),
            request_limits.blocked(connection, session.client_id),
            known.clock(connection, session.client_id),
            user_id,
        )


def _need(run: Run, stored: Stored) -> Need:
    missing = frozenset(endpoint for endpoint, one in stored.capabilities.items() if not one.is_available)
    return Need(
        selected=run.selected,
        parts=run.parts,
        market=run.market,
        user_id=stored.user_id,
        app=App(missing, known_to(run, stored.user_id)),
        moment=stored.moment,
        met=_left,
        stored=partial(stored_ids, run),
        marks=cache(partial(marks_of, run)),  # asked for with every id
    )


def _left(table: str, *columns: str) -> pl.DataFrame:
    """Return the playlists that an earlier run had to leave; of the others a plan cannot know whether they changed."""
    left = waiting().get("playlists", []) if table == "spotify.playlists" else []
    rows = pl.DataFrame({"playlist_id": left}, schema={"playlist_id": pl.String})
    absent = [pl.lit(None, pl.String).alias(name) for name in columns if name != "playlist_id"]
    return rows.with_columns(absent, uses=pl.lit(1)).select(*columns, "uses")


def _row(run: Run, resource: Resource, need: Need, stored: Stored) -> PlanRow:
    lacks = resource.needs in need.app.unavailable
    requests = [] if lacks else list(resource.requests(need))
    most = len(requests) + _further(resource, requests, stored)
    least = most if run.mode == "full" else len(requests)
    return {
        "endpoint": family(requests[0].path) if requests else resource.path,
        "at least": least,
        "at most": most,
        "fresh": _fresh(resource, need),
        "waiting": len(waiting().get(resource.name, ())),
        "done": _done_by(requests, most, stored),
        "remark": "not for this app" if lacks else _remark(resource, requests, stored),
    }


def _further(resource: Resource, requests: Sequence[Request], stored: Stored) -> int:
    """Return the pages after the first, as far as stored totals tell."""
    if resource.name == "playlists":
        totals = [stored.totals.get(one.subject, 0) for one in requests]
        return sum(ceil(max(0, total - 100) / 50) + (total > 100) for total in totals)
    saved = [stored.saved[table] for table in resource.tables if table in stored.saved and resource.is_listeners]
    return sum(max(0, ceil(count / 50) - 1) for count in saved[:1]) if requests else 0


def _fresh(resource: Resource, need: Need) -> int:
    """Return how many ids were read so lately that they need not be asked for."""
    is_by_id = "{id}" in resource.path and resource.name != "playlists"
    marks = need.marks(resource.name) if is_by_id else {}
    return sum(1 for mark in marks.values() if is_fresh(mark, need.moment, resource.refresh_after))


def _remark(resource: Resource, requests: Sequence[Request], stored: Stored) -> str:
    new = sum(1 for one in requests if resource.name == "playlists" and one.subject not in stored.totals)
    unread = resource.is_listeners and not stored.saved
    if requests and resource.follow is not nothing_more and (new or unread):
        return "not read before: more follows"
    return "" if stored.totals or resource.wanted_by else "what is read adds more"


def _done_by(requests: Sequence[Request], most: int, stored: Stored) -> str:
    """Return when the limits have let so many requests through: this run, or a day and hour."""
    per_day = current().settings.budget
    begin = max(datetime.now(UTC), stored.blocked.until) if stored.blocked else datetime.now(UTC)
    if not requests:
        return ""
    made = stored.made.get(family(requests[0].path), {})
    *_, (done, _) = openings(made, per_day, most, begin) if per_day else [(begin, most)]
    return "this run" if done <= datetime.now(UTC) else f"{done:%Y-%m-%d %H:%M}"

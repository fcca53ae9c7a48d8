"""What a run would ask, from what is stored, without asking."""

from math import ceil

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.postgres import known
from tasks.postgres.connect import transaction
from tasks.resources import RESOURCES
from tasks.resources.reading import Resource
from tasks.resources.wanted import wanted
from tasks.selection import Run
from tasks.session import current

MORE_FOLLOWS = "not read before: more follows"

PlanRow = dict[str, object]


@task(name="plan", task_run_name="plan", cache_policy=NO_CACHE)
def plan(run: Run) -> list[PlanRow]:
    """Return the requests per resource, at least and, where every playlist has changed, at most."""
    rows = [*(_library(run) if run.library else []), *_playlists(run), *_discographies(run), *_details(run)]
    return [row for row in rows if row["at_most"]]


def time_it_takes(requests: int) -> str:
    """Return how long so many requests take at the pace that is set, in words; nothing where there is no pace."""
    pace = current().settings.pace
    return f", {requests / pace / 60:.0f} minutes at {pace:g} a second" if pace else ""


def _row(resource: str, least: int, most: int, remark: str = "") -> PlanRow:
    return {"resource": resource, "at_least": least, "at_most": most, "remark": remark}


def _library(run: Run) -> list[PlanRow]:
    with transaction(current().databases.source) as connection:
        saved = sum(known.saved_by_user(connection).values())
        playlists = known.count_playlists(connection)
    pages = max(1, ceil(saved / 50))
    return [
        _row("current user", 1, 1),
        _row("recently played", 1, 1),
        _row(
            "saved tracks",
            pages if run.mode == "full" else 1,
            pages,
            "" if saved else MORE_FOLLOWS,
        ),
        _row(
            "my playlists",
            1,
            max(1, ceil(playlists / 50)),
            "" if playlists else MORE_FOLLOWS,
        ),
    ]


def _playlists(run: Run) -> list[PlanRow]:
    with transaction(current().databases.source) as connection:
        totals = known.playlist_totals(connection)
    further = sum(ceil(max(0, totals.get(one, 0) - 100) / 50) + (totals.get(one, 0) > 100) for one in run.playlist_ids)
    new = sum(1 for one in run.playlist_ids if one not in totals)
    remark = f"{new} not read before: those above 100 entries have further pages" if new else ""
    least = len(run.playlist_ids) + (further if run.mode == "full" else 0)
    return [_row("playlists", least, len(run.playlist_ids) + further, remark)]


def _discographies(run: Run) -> list[PlanRow]:
    return [_row("discographies", len(run.artists), len(run.artists), "long ones have further pages")]


def _details(run: Run) -> list[PlanRow]:
    selected = {"albums": run.albums, "tracks": run.tracks, "artists": run.artists}
    return [_detail(run, RESOURCES[name], ids) for name, ids in selected.items()]


def _detail(run: Run, resource: Resource, selected: list[str]) -> PlanRow:
    with transaction(current().databases.source) as connection:
        marks = known.watermarks(connection, resource.name) if run.mode == "incremental" else {}
        stored = known.stored_ids(connection, resource.name)
        moment = known.clock(connection, current().client_id)
    due = len(wanted(resource, selected, stored, marks, moment))
    return _row(resource.name, ceil(due / resource.batch), due, "one id a request in development mode" if due else "")

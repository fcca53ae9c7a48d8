"""Which fields of Spotify's answers are filled, run by run, so that one that vanishes is seen to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import psycopg

# (endpoint, path) -> (objects that could have the field, objects where it was filled, and the same of their answers)
Filled = Mapping[tuple[str, str], tuple[int, int, int, int]]

KEPT = """
insert into etl.filled_fields as f
    (client_id, endpoint, path, objects, filled, answers, filled_answers, first_filled, last_filled, last_seen)
select %(client_id)s, endpoint, path, objects, filled, answers, filled_answers,
    case when filled > 0 then now() end, case when filled > 0 then now() end, now()
from unnest(
    %(endpoints)s::text[], %(paths)s::text[],
    %(objects)s::bigint[], %(filled)s::bigint[], %(answers)s::bigint[], %(filled_answers)s::bigint[]
) as u (endpoint, path, objects, filled, answers, filled_answers)
on conflict (client_id, endpoint, path) do update
set objects = case when excluded.filled > 0 or f.filled = 0 then excluded.objects else f.objects end,
    filled = case when excluded.filled > 0 then excluded.filled else f.filled end,
    answers = case when excluded.filled > 0 or f.filled = 0 then excluded.answers else f.answers end,
    filled_answers = case when excluded.filled > 0 then excluded.filled_answers else f.filled_answers end,
    first_filled = coalesce(f.first_filled, excluded.first_filled),
    last_filled = coalesce(excluded.last_filled, f.last_filled),
    missed_since = case when excluded.filled > 0 then null else f.missed_since end,
    last_seen = excluded.last_seen
"""

MISSED = """
update etl.filled_fields set missed_since = now()
where client_id = %s and endpoint = %s and path = %s and missed_since is null
"""

# A field that was filled in p of all objects is missed once some twenty fillings were to be expected.
EXPECTED = 20

# Entries of one playlist are alike: with an id in the endpoint the answers are about other objects in every run, and
# that all of these lack the field by chance must be less likely than this (rule of succession, so one proves little).
CHANCE = 0.01


@dataclass(frozen=True)
class Vanished:
    """A field that used to be filled and is so no more; `is_new` where the run before still saw it."""

    endpoint: str
    path: str
    objects: int
    last_filled: datetime
    is_new: bool


def known_fields(connection: psycopg.Connection, client_id: str) -> list[tuple[str, str]]:
    """Return (endpoint, path) of every field that was filled in the last 30 days."""
    query = (
        "select endpoint, path from etl.filled_fields where client_id = %s and last_filled > now() - interval '30 days'"
    )
    return [(endpoint, path) for endpoint, path in connection.execute(query, [client_id])]


def keep_filled(connection: psycopg.Connection, client_id: str, filled: Filled) -> list[Vanished]:
    """Store how often each field was filled in this run; return the fields that have vanished."""
    vanished = _vanished(connection, client_id, filled)
    connection.execute(KEPT, {"client_id": client_id, **_columns(filled)})
    for one in vanished:
        connection.execute(MISSED, [client_id, one.endpoint, one.path])
    return vanished


def _vanished(connection: psycopg.Connection, client_id: str, filled: Filled) -> list[Vanished]:
    query = """
        select endpoint, path, last_filled, missed_since is null, filled::float8 / objects,
            (answers - filled_answers + 1)::float8 / (answers + 2)
        from etl.filled_fields where client_id = %s and last_filled > now() - interval '30 days' and objects > 0
    """
    found: list[Vanished] = []
    for endpoint, path, last_filled, is_new, share, empty in connection.execute(query, [client_id]).fetchall():
        objects, count, answers, _ = filled.get((endpoint, path), (0, 0, 0, 0))
        by_chance = "{id}" in endpoint and empty is not None and empty**answers > CHANCE
        if count == 0 and objects * share >= EXPECTED and not by_chance:
            found.append(Vanished(endpoint, path, objects, last_filled, is_new))
    return found


def _columns(filled: Filled) -> dict[str, Sequence[object]]:
    names = ("objects", "filled", "answers", "filled_answers")
    return {
        "endpoints": [endpoint for endpoint, _ in filled],
        "paths": [path for _, path in filled],
        **{name: [counts[at] for counts in filled.values()] for at, name in enumerate(names)},
    }

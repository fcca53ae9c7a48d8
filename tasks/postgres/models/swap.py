"""Puts the candidates in the place of what people read, all of them at one moment.

A mart that others built views on is filled anew instead of being replaced, so that their views live on; privileges
granted on a relation pass to its successor. What no file of this project made is never dropped.
"""

import time
from collections.abc import Iterable

import psycopg
from psycopg import errors, sql

from tasks.postgres.models.catalog import columns, grants, made_here, signatures
from tasks.postgres.models.comments import comment_on
from tasks.postgres.models.discover import of_schema
from tasks.postgres.models.model import PUBLIC, Model, candidate
from tasks.postgres.models.references import ModelError
from tasks.postgres.models.room import in_the_way


def swap(
    connection: psycopg.Connection, models: Iterable[Model], *, attempts: int = 5, lock_timeout_ms: int = 2000
) -> list[str]:
    """Swap and return the names of stale models that were dropped; raises ModelError and then changes nothing.

    Everyone who wants to read a mart queues behind a swap that waits for a long reader: so it waits briefly, lets
    them pass, and tries again.
    """
    wanted = list(models)
    for attempt in range(1, attempts + 1):
        try:
            return _try_swap(connection, wanted, lock_timeout_ms)
        except (errors.LockNotAvailable, errors.DeadlockDetected):
            if attempt < attempts:
                time.sleep(attempt * lock_timeout_ms / 4000)
    raise ModelError(f"The marts are being read by others, {attempts} attempts to swap them failed: the old ones stay.")


def _try_swap(connection: psycopg.Connection, models: list[Model], lock_timeout_ms: int) -> list[str]:
    with connection.transaction():
        connection.execute(f"set local lock_timeout = {lock_timeout_ms}".encode())
        dropped = [
            *_swap_marts(connection, models),
            *_swap_views(connection, of_schema(models, "staging"), "staging"),
            *_swap_public(connection, of_schema(models, PUBLIC)),
        ]
        connection.execute("set local lock_timeout = 0")
    return dropped


def _swap_marts(connection: psycopg.Connection, models: list[Model]) -> list[str]:
    marts, old = of_schema(models, "marts"), made_here(connection, "marts")
    for model in marts:
        _swap_mart(connection, model, exists=model.name in old)
    stale = sorted(old - {model.name for model in marts})
    for name in stale:
        _drop(connection, "table", "marts", [name])
    return [f"marts.{name}" for name in stale]


def _swap_mart(connection: psycopg.Connection, model: Model, *, exists: bool) -> None:
    if exists:
        _copy_grants(connection, "marts", model.name)
        try:
            with connection.transaction():
                connection.execute(sql.SQL("drop table {}").format(sql.Identifier("marts", model.name)))
        except errors.DependentObjectsStillExist as error:
            _require_same_columns(connection, model, error.diag.message_detail or "")
            _refill(connection, model)
            return
    _move(connection, "table", "marts", model.name)


def _require_same_columns(connection: psycopg.Connection, model: Model, dependents: str) -> None:
    if columns(connection, "marts", model.name) != columns(connection, candidate("marts"), model.name):
        raise ModelError(f"{model.full_name} has other columns now but cannot be replaced: {_one_line(dependents)}.")


def _refill(connection: psycopg.Connection, model: Model) -> None:
    old, new = sql.Identifier("marts", model.name), sql.Identifier(candidate("marts"), model.name)
    connection.execute(sql.SQL("truncate {}").format(old))
    connection.execute(sql.SQL("insert into {} table {}").format(old, new))
    connection.execute(sql.SQL("analyze {}").format(old))
    comment_on(connection, model, "marts")


def _swap_public(connection: psycopg.Connection, views: list[Model]) -> list[str]:
    # The schema is everybody's: what has no room is passed over, and a check says so.
    taken = in_the_way(connection, views)
    with_room = [model for model in views if model.name not in taken]
    return [] if taken and not with_room else _swap_views(connection, with_room, PUBLIC)


def _swap_views(connection: psycopg.Connection, views: list[Model], schema: str) -> list[str]:
    # Views that say what they said yesterday stay: nobody has to wait for them, nor lose what was built on them.
    built = signatures(connection, candidate(schema))
    old, new = signatures(connection, schema), {model.name: built[model.name] for model in views}
    if old == new:
        return []
    for name in old.keys() & new.keys():
        _copy_grants(connection, schema, name)
    _drop(connection, "view", schema, sorted(old))
    for name in new:
        _move(connection, "view", schema, name)
    return [f"{schema}.{name}" for name in sorted(old.keys() - new.keys())]


def _drop(connection: psycopg.Connection, kind: str, schema: str, names: list[str]) -> None:
    if not names:
        return
    listed = ", ".join(f'"{schema}"."{name}"' for name in names)
    try:
        connection.execute(f"drop {kind} {listed}".encode())
    except errors.DependentObjectsStillExist as error:
        detail = _one_line(error.diag.message_detail or "")
        raise ModelError(f"What {schema} held cannot be replaced: {detail}.") from None


def _move(connection: psycopg.Connection, kind: str, schema: str, name: str) -> None:
    source = f'"{candidate(schema)}"."{name}"'
    try:
        connection.execute(f'alter {kind} {source} set schema "{schema}"'.encode())
    except (errors.DuplicateTable, errors.DuplicateObject):
        raise ModelError(
            f"{schema}.{name} exists already and was not made by this pipeline: rename it, or the model."
        ) from None


def _copy_grants(connection: psycopg.Connection, schema: str, name: str) -> None:
    target = sql.Identifier(candidate(schema), name).as_string()
    for grant in grants(connection, schema, name, target):
        connection.execute(grant.encode())


def _one_line(text: str) -> str:
    return text.replace("\n", ", ").rstrip(".")

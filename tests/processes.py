"""Several processes that do the same thing at once, and ways of asking for leave that they are given to do."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from threading import Thread
from typing import Any, TypeVar

from tasks.postgres import request_limits
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.request_limits import Blocked, Granted, Spent
from tasks.shared_limits import SharedLimits
from tasks.spotify.errors import Deferred

T = TypeVar("T")

# Its processes are born in a moment, without the threads and connections of the one that tests.
CONTEXT: ForkServerContext = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])


def together(processes: int, function: Callable[..., T], *given: object) -> list[T]:
    """Return what so many processes return that begin when all of them are ready."""
    ready = CONTEXT.Barrier(processes)
    with ProcessPoolExecutor(processes, CONTEXT, _wait, (ready,)) as pool:
        return [one.result(timeout=60) for one in [pool.submit(function, *given) for _ in range(processes)]]


def _wait(ready: Any) -> None:
    ready.wait(60)


def reserved(database: Database, times: int, wanted: dict[str, Any]) -> list[Granted | Blocked | Spent]:
    """Reserve so often."""
    with connect(database, autocommit=True) as connection:
        return [request_limits.reserve(connection, "app", "albums", **wanted) for _ in range(times)]


def acquired(database: Database, times: int, threads: int, limits: dict[str, Any]) -> int:
    """Ask for leave so often in each of so many threads, and return how often it was given."""
    gone: list[int] = []
    shared = SharedLimits(database, "app", **limits)
    workers = [Thread(target=_acquire, args=(shared, times, gone)) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    shared.close()
    return len(gone)


def _acquire(shared: SharedLimits, times: int, gone: list[int]) -> None:
    for _ in range(times):
        try:
            shared.acquire("albums")
        except Deferred:
            return
        gone.append(1)


def ask_for_ever(database: Database, limits: dict[str, Any], told: Connection) -> None:
    """Ask for leave again and again; tell when it was first given, and what ended it."""
    shared = SharedLimits(database, "app", **limits)
    shared.acquire("albums")
    told.send("begun")
    while True:
        try:
            shared.acquire("albums")
        except Deferred as error:
            return told.send(error)

"""Many requests at once: a queue that answers may add to. It knows no endpoint and no client, only `ask`.

One failure is that request's alone. A Deferred error is everybody's: nothing new is started, what is under way ends,
and the caller gets what there is. Answers come back in the order of the requests and not in that of their arrival,
first those that were asked for, then those that they called for, level by level: two crawls of one world are equal.
"""

import contextvars
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

from tasks.spotify.errors import Deferred, SpotifyError

R = TypeVar("R")
A = TypeVar("A")

_GLANCE = 0.2  # seconds between two looks for a Ctrl-C


@dataclass(frozen=True)
class Crawled(Generic[R, A]):
    """What came of a crawl. `left` are the requests that a Deferred error kept from being started."""

    answers: list[tuple[R, A]]
    failures: list[tuple[R, SpotifyError]]
    left: list[R]

    @property
    def deferred(self) -> Deferred | None:
        """The error that ended the crawl early, if one did."""
        return next((error for _, error in self.failures if isinstance(error, Deferred)), None)


@dataclass
class _Step(Generic[R, A]):
    """One request and what came of it: an answer (a list of one), a failure, or nothing if it was not started."""

    request: R
    answer: list[A] = field(default_factory=list)
    failure: BaseException | None = None
    followed_by: "list[_Step[R, A]]" = field(default_factory=list)

    @property
    def ends_everything(self) -> bool:
        """Whether nothing should be started after this: Spotify asks for a rest, or there is a mistake in `ask`."""
        is_theirs = isinstance(self.failure, SpotifyError) and not isinstance(self.failure, Deferred)
        return self.failure is not None and not is_theirs

    def take(self, ask: Callable[[R], A]) -> None:
        try:
            self.answer.append(ask(self.request))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that crawls
            self.failure = error


class _Pool(Generic[R, A]):
    """Threads that take steps. Daemons, unlike concurrent.futures': after Ctrl-C the interpreter need not wait."""

    def __init__(self, ask: Callable[[R], A], workers: int) -> None:
        self.stopped = Event()
        self._ask = ask
        self._to_take: SimpleQueue[_Step[R, A] | None] = SimpleQueue()
        self._taken: SimpleQueue[_Step[R, A]] = SimpleQueue()
        self._open = 0
        # Each thread gets the caller's context variables, so that logging knows the run it belongs to.
        self._threads = [
            Thread(target=contextvars.copy_context().run, args=(self._work,), name=f"crawl-{n}", daemon=True)
            for n in range(workers)
        ]

    def __enter__(self) -> "_Pool[R, A]":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        for _thread in self._threads:
            self._to_take.put(None)

    def put(self, steps: "list[_Step[R, A]]") -> None:
        self._open += len(steps)
        for step in steps:
            self._to_take.put(step)

    def taken(self) -> "Iterator[_Step[R, A]]":
        """Yield steps as they end, until there is none left."""
        while self._open:
            # Not for ever: a Ctrl-C that comes just before a wait without end is only seen after it.
            try:
                step = self._taken.get(timeout=_GLANCE)
            except Empty:
                continue
            self._open -= 1
            yield step

    def _work(self) -> None:
        while (step := self._to_take.get()) is not None:
            if not self.stopped.is_set():
                step.take(self._ask)
            if step.ends_everything:
                self.stopped.set()
            self._taken.put(step)


def crawl(
    requests: Iterable[R],
    ask: Callable[[R], A],
    follow: Callable[[R, A], Iterable[R]],
    workers: int = 4,
    on_answer: Callable[[R, A], None] | None = None,
) -> Crawled[R, A]:
    """Ask every request, and every request that `follow` names for an answer, on `workers` threads.

    `ask` runs in those threads; `follow` and `on_answer` (progress, in order of arrival) run in the calling one.
    Raises whatever `ask` raises beyond SpotifyError, at once.
    """
    roots: list[_Step[R, A]] = [_Step(request) for request in requests]
    with _Pool(ask, workers) as pool:
        pool.put(roots)
        for step in pool.taken():
            _settle(step, pool, follow, on_answer)
    return _collect(roots)


def _settle(
    step: _Step[R, A],
    pool: _Pool[R, A],
    follow: Callable[[R, A], Iterable[R]],
    on_answer: Callable[[R, A], None] | None,
) -> None:
    if step.failure and not isinstance(step.failure, SpotifyError):
        raise step.failure
    for answer in step.answer:
        if on_answer:
            on_answer(step.request, answer)
        step.followed_by = [_Step(request) for request in follow(step.request, answer)]
        pool.put(step.followed_by)


def _collect(roots: list[_Step[R, A]]) -> Crawled[R, A]:
    crawled: Crawled[R, A] = Crawled([], [], [])
    level = roots
    while level:
        for step in level:
            _record(step, crawled)
        level = [after for step in level for after in step.followed_by]
    return crawled


def _record(step: _Step[R, A], crawled: Crawled[R, A]) -> None:
    if isinstance(step.failure, SpotifyError):
        crawled.failures.append((step.request, step.failure))
    elif step.answer:
        crawled.answers.append((step.request, step.answer[0]))
    else:
        crawled.left.append(step.request)

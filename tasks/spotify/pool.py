"""The threads of a crawl, the steps that they take, and which step comes next."""

import contextvars
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

from tasks.spotify.errors import Deferred, SpotifyError

R = TypeVar("R")
A = TypeVar("A")

_AHEAD = 2  # steps that lie ready for each thread, so that none waits for the one that crawls
_GLANCE = 0.2  # seconds between two looks for a Ctrl-C


@dataclass(slots=True, eq=False)
class Step(Generic[R, A]):
    """One request and what came of it: an answer (a list of one), a failure, or nothing if it was not started."""

    request: R
    answer: list[A] = field(default_factory=list)
    failure: BaseException | None = None
    followed_by: "list[Step[R, A]]" = field(default_factory=list)

    @property
    def ends_everything(self) -> bool:
        """Whether nothing should be started after this: Spotify asks for a rest, or there is a mistake in `ask`."""
        is_theirs = isinstance(self.failure, SpotifyError) and not isinstance(self.failure, Deferred)
        return self.failure is not None and not is_theirs

    def take(self, ask: Callable[[R], A]) -> None:
        """Ask, and keep whatever comes of it."""
        try:
            self.answer.append(ask(self.request))
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that crawls
            self.failure = error


@dataclass
class Plan(Generic[R, A]):
    """What is still to be started: first what was asked for, taken from its source when it is due, then the rest."""

    requests: Iterator[R]
    roots: list[Step[R, A]] = field(default_factory=list)
    called_for: deque[Step[R, A]] = field(default_factory=deque)

    def next(self) -> Step[R, A] | None:
        """Return the step to start next, None where there is none at present."""
        for request in self.requests:
            self.roots.append(Step(request))
            return self.roots[-1]
        return self.called_for.popleft() if self.called_for else None

    def follow(self, step: Step[R, A], requests: Iterable[R]) -> None:
        """Add what the answer of a step calls for."""
        step.followed_by = [Step(request) for request in requests]
        self.called_for.extend(step.followed_by)

    def all_roots(self) -> list[Step[R, A]]:
        """Return what was asked for, also what was never started."""
        self.roots.extend(Step(request) for request in self.requests)
        return self.roots


class Pool(Generic[R, A]):
    """Threads that take steps. Daemons, unlike concurrent.futures': after Ctrl-C the interpreter need not wait."""

    def __init__(self, ask: Callable[[R], A], workers: int) -> None:
        self.stopped = Event()
        self._ask = ask
        self._workers = workers
        self._to_take: SimpleQueue[Step[R, A] | None] = SimpleQueue()
        self._taken: SimpleQueue[Step[R, A]] = SimpleQueue()
        self._open = 0
        self._threads: list[Thread] = []

    def __enter__(self) -> "Pool[R, A]":
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        for _thread in self._threads:
            self._to_take.put(None)

    def take(self, plan: Plan[R, A]) -> "Iterator[Step[R, A]]":
        """Start the steps of a plan and yield them as they end, until there is none left."""
        self._fill(plan)
        while self._open:
            # Not for ever: a Ctrl-C that comes just before a wait without end is only seen after it.
            try:
                step = self._taken.get(timeout=_GLANCE)
            except Empty:
                continue
            self._open -= 1
            yield step
            self._fill(plan)

    def _fill(self, plan: Plan[R, A]) -> None:
        while self._open < _AHEAD * self._workers and not self.stopped.is_set() and (step := plan.next()):
            self._open += 1
            self._to_take.put(step)
            if len(self._threads) < min(self._open, self._workers):
                self._hire()

    def _hire(self) -> None:
        # Each thread gets the caller's context variables, so that logging knows the run it belongs to.
        work, name = contextvars.copy_context().run, f"crawl-{len(self._threads)}"
        self._threads.append(Thread(target=work, args=(self._work,), name=name, daemon=True))
        self._threads[-1].start()

    def _work(self) -> None:
        while (step := self._to_take.get()) is not None:
            if not self.stopped.is_set():
                step.take(self._ask)
            if step.ends_everything:
                self.stopped.set()
            self._taken.put(step)

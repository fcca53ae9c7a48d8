"""Many requests at once: a queue that answers may add to. It knows no endpoint and no client, only `ask`.

One failure is that request's alone. A Deferred error is everybody's: nothing new is started, what is under way ends,
and the caller gets what there is. Answers come back in the order of the requests and not in that of their arrival,
first those that were asked for, then those that they called for, level by level: two crawls of one world are equal.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil
from typing import Generic

from tasks.spotify.errors import Deferred, SpotifyError
from tasks.spotify.pool import A, Plan, Pool, R, Step

MOST_WORKERS = 16
"""Threads where nothing bounds the pace; more would mostly wait for each other."""

_LATENCY = 1.0  # seconds that an answer may take without slowing down a pace


def workers_for(pace: float | None) -> int:
    """Return how many threads keep up a pace in requests a second, None for no bound."""
    return MOST_WORKERS if pace is None else min(MOST_WORKERS, 1 + ceil(pace * _LATENCY))


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


def crawl(
    requests: Iterable[R],
    ask: Callable[[R], A],
    follow: Callable[[R, A], Iterable[R]],
    workers: int = 4,
    on_answer: Callable[[R, A], None] | None = None,
) -> Crawled[R, A]:
    """Ask every request, and every request that `follow` names for an answer, on at most `workers` threads.

    `requests` may be an iterator: each is taken when it is due. `ask` runs in those threads; `follow` and `on_answer`
    (progress, in order of arrival) run in the calling one. Raises whatever `ask` raises beyond SpotifyError, at once.
    """
    plan: Plan[R, A] = Plan(iter(requests))
    with Pool(ask, workers) as pool:
        for step in pool.take(plan):
            _settle(step, plan, follow, on_answer)
    return _collect(plan.all_roots())


def _settle(
    step: Step[R, A],
    plan: Plan[R, A],
    follow: Callable[[R, A], Iterable[R]],
    on_answer: Callable[[R, A], None] | None,
) -> None:
    if step.failure and not isinstance(step.failure, SpotifyError):
        raise step.failure
    for answer in step.answer:
        if on_answer:
            on_answer(step.request, answer)
        plan.follow(step, follow(step.request, answer))


def _collect(roots: list[Step[R, A]]) -> Crawled[R, A]:
    crawled: Crawled[R, A] = Crawled([], [], [])
    level = roots
    while level:
        for step in level:
            _record(step, crawled)
        level = [after for step in level for after in step.followed_by]
    return crawled


def _record(step: Step[R, A], crawled: Crawled[R, A]) -> None:
    if isinstance(step.failure, SpotifyError):
        crawled.failures.append((step.request, step.failure))
    elif step.answer:
        crawled.answers.append((step.request, step.answer[0]))
    else:
        crawled.left.append(step.request)

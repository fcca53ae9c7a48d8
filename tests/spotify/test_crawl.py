import contextvars
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import pytest

from tasks.spotify import crawl
from tasks.spotify.crawl import MOST_WORKERS, workers_for
from tasks.spotify.errors import Deferred, NotFound, QuotaExceeded, SpotifyError

UNTIL = datetime(2026, 11, 23, tzinfo=UTC)
PATIENCE = 20  # seconds after which a test that hangs fails


def _nothing(_request: object, _answer: object) -> list[str]:
    return []


def _pages(request: str, _answer: str) -> Iterable[str]:
    """A tree of three levels: a -> a0 a1 -> a00 a01 a10 a11."""
    return [f"{request}0", f"{request}1"] if len(request) < 3 else []


def _upper(request: str) -> str:
    return request.upper()


def _hurried(request: str) -> str:
    time.sleep(random.random() / 200)  # noqa: S311
    return request.upper()


@pytest.mark.parametrize("workers", [1, 2, 16])
@pytest.mark.parametrize("ask", [_upper, _hurried])
def test_answers_stand_in_the_order_of_their_requests(workers: int, ask: Callable[[str], str]) -> None:
    """However long each takes: first what was asked for, then what that called for, level by level."""
    crawled = crawl(["b", "a"], ask, _pages, workers)
    expected = ["b", "a", "b0", "b1", "a0", "a1", "b00", "b01", "b10", "b11", "a00", "a01", "a10", "a11"]
    assert ([(request, request.upper()) for request in expected], [], []) == (
        crawled.answers,
        crawled.failures,
        crawled.left,
    )


def test_nothing_asked_is_nothing_answered() -> None:
    """An empty crawl ends."""
    crawled = crawl([], _upper, _pages)
    assert (crawled.answers, crawled.failures, crawled.left, crawled.deferred) == ([], [], [], None)


def test_equal_requests_are_each_asked() -> None:
    """The queue takes no view of what a request is."""
    assert crawl(["a", "a"], _upper, _nothing).answers == [("a", "A"), ("a", "A")]


def test_a_long_chain_of_pages_is_followed_to_its_end() -> None:
    """Cursors allow no other way; nothing grows with the depth but the list."""
    crawled = crawl([0], lambda n: n + 1, lambda n, _: [n + 1] if n < 5000 else [], workers=2)
    assert list(range(5001)) == [request for request, _ in crawled.answers]


def test_as_many_are_under_way_as_there_are_workers() -> None:
    """Four threads meet in the middle of four requests."""
    together = threading.Barrier(4, timeout=PATIENCE)
    crawled = crawl(range(8), lambda n: (n, together.wait())[0], _nothing_of, workers=4)
    assert list(range(8)) == [answer for _, answer in crawled.answers]


def _nothing_of(_request: int, _answer: int) -> list[int]:
    return []


def test_never_more_are_under_way_than_there_are_workers() -> None:
    """The number of workers is a bound."""
    under_way, most, lock = 0, 0, threading.Lock()

    def ask(request: int) -> int:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        time.sleep(0.002)
        with lock:
            under_way -= 1
        return request

    crawl(range(30), ask, _nothing_of, workers=3)
    assert most == 3


def test_requests_are_taken_when_they_are_due() -> None:
    """Of a long list only a few lie ready: two for each thread, however many there are."""
    answered, most_ahead = 0, 0

    def requests() -> Iterator[int]:
        nonlocal most_ahead
        for request in range(200):
            most_ahead = max(most_ahead, request + 1 - answered)
            yield request

    def count(_request: int, _answer: int) -> None:
        nonlocal answered
        answered += 1

    crawled = crawl(requests(), lambda n: n, _nothing_of, 3, count)
    assert (list(range(200)), 6) == ([answer for _, answer in crawled.answers], most_ahead)


def test_what_was_not_yet_taken_is_left_after_a_deferral() -> None:
    """An iterator is read to its end, and nothing of it is asked."""
    asked = []

    def ask(request: int) -> int:
        asked.append(request)
        raise QuotaExceeded("Too many requests", UNTIL)

    crawled = crawl(iter(range(100)), ask, _nothing_of, workers=1)
    assert ([0], list(range(1, 100))) == (asked, crawled.left)


def test_a_mistake_in_the_requests_ends_the_crawl() -> None:
    """It is raised where the crawl was started."""
    with pytest.raises(ZeroDivisionError):
        crawl((1 // n for n in (1, 1, 0)), lambda n: n, _nothing_of)


def test_one_request_needs_one_thread() -> None:
    """However many there may be."""
    names = crawl(range(1), lambda _: threading.current_thread().name, lambda _, __: [], workers=16).answers
    assert [(0, "crawl-0")] == names


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        (None, MOST_WORKERS),
        (0.1, 2),  # one waits for its turn while the other waits for its answer
        (1.0, 2),
        (3.5, 5),
        (10_000.0, MOST_WORKERS),
    ],
)
def test_the_pace_says_how_many_threads_are_needed(pace: float | None, expected: int) -> None:
    """As many as requests are under way when an answer takes a second, and one that waits."""
    assert expected == workers_for(pace)


def test_one_failure_is_one_requests_own() -> None:
    """The others are answered, and so is what they call for."""

    def ask(request: str) -> str:
        if request in ("b", "a1"):
            raise NotFound("Resource not found", request, 404)
        return request.upper()

    crawled = crawl(["a", "b", "c"], ask, _pages, workers=2)
    answered = [request for request, _ in crawled.answers]
    assert answered == ["a", "c", "a0", "c0", "c1", "a00", "a01", "c00", "c01", "c10", "c11"]
    assert [(request, error.path) for request, error in crawled.failures] == [("b", "b"), ("a1", "a1")]
    assert (crawled.left, crawled.deferred) == ([], None)


def test_after_a_deferral_nothing_new_is_started() -> None:
    """What was answered is there, the failure is there, and what is left to do is named in order."""
    asked = []

    def ask(request: int) -> int:
        asked.append(request)
        if request == 3:
            raise QuotaExceeded("Too many requests", UNTIL, "search", 429)
        return request

    crawled = crawl(range(8), ask, _nothing_of, workers=1)
    assert [request for request, _ in crawled.answers] == [0, 1, 2]
    assert [request for request, _ in crawled.failures] == [3]
    assert (asked, crawled.left) == ([0, 1, 2, 3], [4, 5, 6, 7])
    assert isinstance(crawled.deferred, Deferred)


def test_what_is_under_way_ends_after_a_deferral() -> None:
    """Its answer was paid for."""
    begun, failed = threading.Event(), threading.Event()

    def ask(request: str) -> str:
        if request == "slow":
            begun.set()
            assert failed.wait(PATIENCE)
            return "kept"
        assert begun.wait(PATIENCE)
        failed.set()
        raise QuotaExceeded("Too many requests", UNTIL)

    crawled = crawl(["slow", "quota"], ask, _nothing, workers=2)
    assert crawled.answers == [("slow", "kept")]
    assert [request for request, _ in crawled.failures] == ["quota"]


def test_what_a_deferred_crawl_did_not_get_to_is_left() -> None:
    """Also what the last answers called for: a backlog in the order in which it would have been asked."""

    def ask(request: str) -> str:
        if request == "b":
            raise QuotaExceeded("Too many requests", UNTIL)
        return request.upper()

    crawled = crawl(["a", "b", "c", "d"], ask, _pages, workers=1)
    assert (crawled.answers, crawled.left) == ([("a", "A")], ["c", "d", "a0", "a1"])


@pytest.mark.parametrize("error", [ZeroDivisionError("a mistake"), SystemExit(3)])
def test_a_mistake_ends_the_crawl(error: BaseException) -> None:
    """What is not an answer of Spotify's is raised as it is, in the thread that crawls."""

    def ask(request: int) -> int:
        if request == 2:
            raise error
        return request

    with pytest.raises(type(error)) as caught:
        crawl(range(100), ask, _nothing_of, workers=2)
    assert error is caught.value


def test_a_mistake_in_following_ends_the_crawl() -> None:
    """As does one in `follow`."""
    with pytest.raises(KeyError):
        crawl(["a"], _upper, _no_next)


def _no_next(_request: str, answer: str) -> list[str]:
    return [{"answer": answer}["next"]]


def test_progress_is_told_where_the_crawl_was_started() -> None:
    """`on_answer` and `follow` need no lock; they see every answer once, as it arrives."""
    seen: list[tuple[str, str, str]] = []
    crawl(["a"], _hurried, _pages, 4, lambda r, a: seen.append((r, a, threading.current_thread().name)))
    assert {("a", "A"), ("a0", "A0"), ("a11", "A11")} <= {(request, answer) for request, answer, _ in seen}
    assert (7, {threading.current_thread().name}) == (len(seen), {name for _, _, name in seen})


def test_workers_know_the_context_of_the_caller() -> None:
    """A logger that looks up its run finds it."""
    run = contextvars.ContextVar("run", default="none")
    run.set("noon")
    assert crawl(["a"], lambda _: run.get(), _nothing).answers == [("a", "noon")]


def test_no_thread_outlives_its_crawl() -> None:
    """Whether it ends well or badly."""

    def fail(_request: int) -> int:
        raise ValueError

    crawl(range(5), lambda n: n, _nothing_of, workers=8)
    with pytest.raises(ValueError):  # noqa: PT011
        crawl(range(5), fail, _nothing_of, workers=8)
    for thread in [thread for thread in threading.enumerate() if thread.name.startswith("crawl-")]:
        thread.join(PATIENCE)
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("crawl-")] == []


def test_ctrl_c_ends_the_crawl_at_once() -> None:
    """Whatever the workers are waiting for."""
    released = threading.Event()

    def ask(request: int) -> int:
        if request == 3:
            os.kill(os.getpid(), signal.SIGINT)
        released.wait(PATIENCE)
        return request

    with pytest.raises(KeyboardInterrupt):
        crawl(range(100), ask, _nothing_of, workers=4)
    released.set()


def test_ctrl_c_ends_the_process_at_once() -> None:
    """The interpreter does not wait for workers in the middle of a pause of an hour."""
    program = """
import os, signal, time
from tasks.spotify import crawl
from tasks.spotify.crawl import MOST_WORKERS, workers_for
def ask(request):
    if request == 1:
        os.kill(os.getpid(), signal.SIGINT)
    time.sleep(3600)
crawl([0, 1], ask, lambda request, answer: [], workers=2)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert "KeyboardInterrupt" in ended.stderr
    assert ended.returncode != 0


def test_errors_are_kept_with_their_class() -> None:
    """The policy of each failure is its class."""

    def ask(request: int) -> int:
        raise (NotFound if request else SpotifyError)("no")

    assert [SpotifyError, NotFound] == [type(error) for _, error in crawl(range(2), ask, _nothing_of).failures]

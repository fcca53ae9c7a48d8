from datetime import UTC, datetime
from queue import SimpleQueue
from threading import Barrier, Thread

import pytest

from tasks.spotify.errors import BudgetSpent, QuotaExceeded, SpotifyError
from tasks.spotify.limiter import Bucket, Limiter

UNTIL = datetime(2026, 11, 23, tzinfo=UTC)


def _times(bucket: Bucket, requests: int) -> list[float]:
    """When as many requests go if each goes as soon as it may, by a clock that starts at 0."""
    now, sent = 0.0, []
    for _ in range(requests):
        now += bucket.delay(now)
        bucket.take(now)
        sent.append(round(now, 6))
    return sent


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        (1.0, [0, 1, 2, 3, 4, 5]),
        (0.5, [0, 2, 4, 6, 8, 10]),  # less than one a second still lets the first go at once
        (2.0, [0, 0, 0.5, 1, 1.5, 2]),  # a second's worth at once, then the pace
        (None, [0, 0, 0, 0, 0, 0]),
    ],
)
def test_requests_go_at_the_pace(rate: float | None, expected: list[float]) -> None:
    """Beyond the first second's worth, requests are 1 / rate apart."""
    assert expected == _times(Bucket(rate, now=0.0), 6)


def test_an_idle_hour_saves_up_one_second() -> None:
    """What was not used is not made up for: Spotify's window is 30 seconds, not a day."""
    bucket = Bucket(2.0, now=0.0)
    assert [_go(bucket, 3600.0) for _ in range(3)] == [3600, 3600, 3600.5]


def _go(bucket: Bucket, now: float) -> float:
    at = now + bucket.delay(now)
    bucket.take(at)
    return at


def test_many_threads_keep_one_pace() -> None:
    """Twelve threads that ask at once are all let through, each once."""
    limiter, gone = Limiter(requests_per_second=400.0), SimpleQueue[int]()

    def go() -> None:
        limiter.acquire("me")
        gone.put(1)

    threads = [Thread(target=go) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert gone.qsize() == 12


def test_the_bound_of_a_run_holds() -> None:
    """After max_requests requests every further one is refused, and says by what."""
    limiter = Limiter(max_requests=2)
    limiter.acquire("me")
    limiter.acquire("albums")
    with pytest.raises(BudgetSpent, match="The 2 requests that this process may make") as caught:
        limiter.acquire("me")
    assert caught.value.until > datetime.now(UTC)


def test_tokens_do_not_count_towards_the_bound() -> None:
    """A run of two requests can make two, whatever its tokens cost."""
    limiter = Limiter(max_requests=1)
    limiter.acquire("token")
    limiter.acquire("me")
    limiter.acquire("token")
    with pytest.raises(BudgetSpent):
        limiter.acquire("me")


def test_a_bound_of_nothing_lets_nothing_through() -> None:
    """Zero is a bound and not the lack of one."""
    with pytest.raises(BudgetSpent):
        Limiter(max_requests=0).acquire("me")


def test_after_a_stop_everybody_gets_the_reason() -> None:
    """The same class, words and time for every request, tokens included."""
    limiter = Limiter()
    limiter.stop(QuotaExceeded("Too many requests", UNTIL, "search", 429))
    for family in ("me", "token", "me"):
        with pytest.raises(QuotaExceeded) as caught:
            limiter.acquire(family)
        assert (
            caught.value.message,
            caught.value.until,
            caught.value.path,
            caught.value.status,
        ) == ("Too many requests", UNTIL, "search", 429)


def test_the_first_reason_stays() -> None:
    """What stopped a run is what it says, not what was found out later."""
    limiter = Limiter()
    limiter.stop(SpotifyError("first"))
    limiter.stop(SpotifyError("second"))
    with pytest.raises(SpotifyError, match="first"):
        limiter.acquire("me")


def test_each_refusal_is_an_error_of_its_own() -> None:
    """Threads do not share one exception, whose traceback would grow with each of them."""
    limiter = Limiter()
    limiter.stop(SpotifyError("closed"))
    caught = []
    for _ in range(2):
        with pytest.raises(SpotifyError) as one:
            limiter.acquire("me")
        caught.append(one.value)
    assert caught[0] is not caught[1]


def test_a_pause_reports_what_it_adds() -> None:
    """A longer pause extends, a shorter one changes nothing."""
    limiter = Limiter()
    assert [limiter.pause(30.0), limiter.pause(10.0)] == [30.0, 0.0]
    assert limiter.pause(90.0) > 0


def test_a_pause_ends() -> None:
    """What waits for a pause goes on after it."""
    limiter = Limiter()
    limiter.pause(0.05)
    limiter.acquire("me")
    assert limiter.pause(1.0) == 1.0  # the first is over, so this adds all of its own


def test_a_stop_wakes_who_waits() -> None:
    """A thread in the middle of a pause of an hour is refused at once."""
    limiter, met, ready = Limiter(), [], Barrier(2)
    limiter.pause(3600.0)

    def wait() -> None:
        ready.wait()
        try:
            limiter.acquire("me")
        except SpotifyError as error:
            met.append(str(error))

    thread = Thread(target=wait, daemon=True)
    thread.start()
    ready.wait()
    limiter.stop(SpotifyError("closed"))
    thread.join(timeout=10)
    assert met == ["closed"]


def test_what_is_closed_lets_nothing_through() -> None:
    """And may be closed twice."""
    limiter = Limiter()
    limiter.close()
    limiter.close()
    with pytest.raises(SpotifyError, match="The connection to Spotify has been closed"):
        limiter.acquire("me")

"""The limits of an app in several processes at once: what one is told stops all, and together they keep one bound."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr

from tasks.postgres import request_limits
from tasks.postgres.connect import DatabaseError, connect, transaction
from tasks.postgres.database import Database
from tasks.sandbox import Fault, Sandbox
from tasks.shared_limits import SharedLimits
from tasks.spotify import BudgetSpent, QuotaExceeded, RateLimited, Spotify, SpotifyError
from tasks.spotify import connect as connect_to_spotify

from .processes import CONTEXT, acquired, ask_for_ever, together

Shared = Callable[..., SharedLimits]

KINDS: dict[str, dict[str, Any]] = {
    "paced": {"per_second": 4.0, "per_day": 1000},
    "fast": {"per_second": 100.0, "per_day": 1000},
    "bounded": {"per_day": 1000},
    "free": {},
}
EVERY_KIND = pytest.mark.parametrize("limits", KINDS.values(), ids=KINDS)
PACED_OR_FREE = pytest.mark.parametrize("limits", [KINDS["fast"], KINDS["free"]], ids=["fast", "free"])


@pytest.fixture
def shared(cleared: Database) -> Iterator[Shared]:
    """Make limits of the app; they are closed with the test."""
    with ExitStack() as opened:

        def made(**limits: Any) -> SharedLimits:
            one = SharedLimits(cleared, "app", **limits)
            opened.callback(one.close)
            return one

        yield made


def _spent(database: Database) -> dict[str, int]:
    with transaction(database) as connection:
        return request_limits.spent(connection, "app")


def _blocked(database: Database) -> tuple[bool, str]:
    with transaction(database) as connection:
        found = request_limits.blocked(connection, "app")
    return (True, found.why) if found else (False, "")


@contextmanager
def _running(database: Database, limits: dict[str, Any]) -> Iterator[Connection]:
    """Yield what a process tells that asks for leave for ever; it has begun, and is killed in the end."""
    told, tells = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=ask_for_ever, args=(database, limits, tells), daemon=True)
    process.start()
    try:
        assert told.poll(30)
        assert "begun" == told.recv()
        yield told
    finally:
        process.kill()  # SIGKILL: it can give nothing back
        process.join(30)


def _in(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


@pytest.mark.parametrize("pace", [50.0, 5000.0])
def test_processes_share_one_pace(cleared: Database, pace: float) -> None:
    """At least as many moments of the pace have been taken as requests have gone."""
    each = int(pace / 50)
    with connect(cleared, autocommit=True) as connection:
        connection.execute("insert into etl.request_limits (client_id) values ('app')")
        [(begun,)] = connection.execute("select next_request_at from etl.request_limits").fetchall()
        assert [10 * each] * 2 == together(2, acquired, cleared, each, 10, {"per_second": pace})
        [(free,)] = connection.execute("select next_request_at from etl.request_limits").fetchall()
    assert timedelta(seconds=20 * each / pace) <= free - begun
    assert {"albums": 20 * each} == _spent(cleared)  # what was reserved and not used was given back


@pytest.mark.parametrize("pace", [None, 3000.0])
def test_processes_share_one_day(cleared: Database, shared: Shared, pace: float | None) -> None:
    """Three processes that want far more make exactly what one may, while another family goes on."""
    limits = {"per_second": pace, "per_day": 60}
    assert 60 == sum(together(3, acquired, cleared, 60, 4, limits))
    assert {"albums": 60} == _spent(cleared)
    one = shared(**limits)
    one.acquire("me")
    with pytest.raises(BudgetSpent, match="The 60 requests for albums that SPOTIFY_MAX_REQUESTS allows") as caught:
        one.acquire("albums")
    one.acquire("me")
    assert "albums" == caught.value.path


def test_the_day_opens_again(cleared: Database, shared: Shared) -> None:
    """Old requests make room; whoever asks too early is told when."""
    with transaction(cleared) as connection:
        connection.execute("""
            insert into etl.request_budget (client_id, family, hour, calls) values
                ('app', 'albums', date_trunc('hour', now()) - interval '26 hours', 9), -- of yesterday
                ('app', 'albums', date_trunc('hour', now()) - interval '20 hours', 1) -- of the rolling day
        """)
    one = shared(per_day=2)
    one.acquire("albums")
    with pytest.raises(BudgetSpent) as caught:
        one.acquire("albums")
    assert timedelta(hours=4) < caught.value.until - datetime.now(UTC) <= timedelta(hours=5)


def test_tokens_are_not_of_the_budget(shared: Shared, cleared: Database) -> None:
    """They are counted, and there may always be one more."""
    one = shared(per_day=1, per_second=1000.0)
    for family in ("token", "albums", "token", "token"):
        one.acquire(family)
    one.close()
    assert {"albums": 1, "token": 3} == _spent(cleared)


@EVERY_KIND
def test_a_penalty_of_one_stops_the_others(cleared: Database, shared: Shared, limits: dict[str, Any]) -> None:
    """A process in the middle of its work hears the end and the words of it, and so does one that begins."""
    with _running(cleared, limits) as told:
        shared(**limits).stop(QuotaExceeded("Too many requests", _in(7200), "search", 429))
        assert told.poll(30)
        error = told.recv()
    assert isinstance(error, RateLimited)
    assert "as another run was told: search: Too many requests" in str(error)
    assert timedelta(hours=1) < error.until - datetime.now(UTC) < timedelta(hours=3)
    with pytest.raises(RateLimited):
        shared(**limits).acquire("token")


@PACED_OR_FREE
def test_a_pause_of_one_holds_the_others_back(cleared: Database, shared: Shared, limits: dict[str, Any]) -> None:
    """Up to a minute is waited for in place."""
    shared(**limits).pause(0.5)
    shared(**limits).acquire("albums")
    assert (False, "") == _blocked(cleared)  # it is over
    with transaction(cleared) as connection:
        because = connection.execute("select blocked_because from etl.request_limits").fetchall()
    assert [("Spotify asked for a pause of 0.5 s",)] == because


def test_a_pause_reports_what_it_adds(shared: Shared) -> None:
    """To what this process knows of; a longer one stays."""
    one = shared()
    assert [30.0, 0.0] == [one.pause(30.0), one.pause(10.0)]


@pytest.mark.parametrize(
    "reason", [SpotifyError("closed"), BudgetSpent("The 5 requests", _in(3600), "me")], ids=["error", "budget"]
)
def test_what_is_no_penalty_is_this_process_alone(cleared: Database, shared: Shared, reason: SpotifyError) -> None:
    """The others go on."""
    one = shared()
    one.stop(reason)
    with pytest.raises(type(reason)):
        one.acquire("me")
    shared().acquire("me")
    assert (False, "") == _blocked(cleared)


def test_one_that_is_killed_loses_its_lease(cleared: Database) -> None:
    """What it had reserved counts as made; all else is there for the others at once."""
    with _running(cleared, {"per_second": 100.0, "per_day": 100}):
        pass
    lost = _spent(cleared)["albums"]
    assert 0 < lost < 100
    assert 100 - lost == acquired(cleared, 100, 2, {"per_second": 2000.0, "per_day": 100})
    assert {"albums": 100} == _spent(cleared)


@EVERY_KIND
def test_what_was_asked_is_written_down_in_the_end(cleared: Database, shared: Shared, limits: dict[str, Any]) -> None:
    """Exactly, by family; a second close adds nothing."""
    one = shared(**limits)
    for family in ("me", "albums", "me"):
        one.acquire(family)
    one.close()
    one.close()
    assert {"albums": 1, "me": 2} == _spent(cleared)
    with pytest.raises(SpotifyError, match="The connection to Spotify has been closed"):
        one.acquire("me")


def test_without_limits_requests_do_not_wait_for_postgres(cleared: Database, shared: Shared) -> None:
    """Between two looks they go, even while nobody can read or write the tables."""
    one = shared(look_every=3600.0)
    one.acquire("me")
    with transaction(cleared) as connection:
        connection.execute("lock table etl.request_budget, etl.request_limits")
        for _ in range(1000):
            one.acquire("me")
    one.close()
    assert {"me": 1001} == _spent(cleared)


def test_a_penalty_that_was_lifted_is_over(cleared: Database, shared: Shared) -> None:
    """For whoever looks again, too."""
    one = shared(look_every=0.0)
    with transaction(cleared) as connection:
        request_limits.block(connection, "app", 3600, "by mistake")
    with pytest.raises(RateLimited, match="by mistake"):
        one.acquire("me")
    with transaction(cleared) as connection:
        connection.execute("update etl.request_limits set blocked_until = null")
    one.acquire("me")


def test_a_stop_wakes_who_waits(shared: Shared) -> None:
    """A thread in the middle of a pause is refused at once."""
    one, met = shared(), []
    one.pause(50.0)

    def wait() -> None:
        try:
            one.acquire("me")
        except SpotifyError as error:
            met.append(str(error))

    thread = Thread(target=wait, daemon=True)
    thread.start()
    one.stop(SpotifyError("enough"))
    thread.join(timeout=10)
    assert ["enough"] == met


@PACED_OR_FREE
def test_a_database_that_goes_away_is_one_sentence(
    server: Database, migrated: Database, limits: dict[str, Any]
) -> None:
    """In the middle of a run; and closing does not complain again."""
    one = SharedLimits(migrated, "app", **limits, look_every=0.0)
    one.acquire("me")
    with connect(server, autocommit=True) as connection:
        connection.execute(f"drop database {migrated.name} with (force)".encode())
    with pytest.raises(DatabaseError, match=rf"{migrated.name} cannot be reached: .*does not exist"):
        one.acquire("me")
    one.close()


def test_what_is_never_asked_needs_no_database(cleared: Database) -> None:
    """Closing it is quiet."""
    SharedLimits(cleared.named("never_made"), "app").close()


def test_a_client_keeps_them(cleared: Database, shared: Shared) -> None:
    """What Spotify says to one client reaches the next before it sends anything; every request is counted once."""
    with Sandbox() as sandbox:
        sandbox.inject(Fault("quota", path=r"^/v1/me", after=2, retry_after=7200))
        with _client(sandbox, shared()) as spotify:
            for _ in range(2):
                spotify.ask("me")
            with pytest.raises(QuotaExceeded):
                spotify.ask("me")
        asked = len(sandbox.log)
        with _client(sandbox, shared()) as spotify, pytest.raises(RateLimited, match="as another run was told: me"):
            spotify.ask("me")
        assert asked == len(sandbox.log)
    assert {"me": 3, "token": 1} == _spent(cleared)


def _client(sandbox: Sandbox, limits: SharedLimits) -> Spotify:
    return connect_to_spotify(
        api_url=sandbox.api_url,
        accounts_url=sandbox.accounts_url,
        client_id=sandbox.client_id,
        client_secret=SecretStr(sandbox.client_secret),
        refresh_token=SecretStr(sandbox.refresh_token),
        limits=limits,
    )

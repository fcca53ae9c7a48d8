import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event

import pytest

from tasks.sandbox import Fault, Sandbox
from tasks.spotify import Spotify, connect, crawl
from tasks.spotify.errors import (
    BadRequest,
    BudgetSpent,
    ForbiddenInThisMode,
    Malformed,
    QuotaExceeded,
    RateLimited,
    SpotifyError,
    Unavailable,
)

from .conftest import RawFactory, SpotifyFactory
from .raw import TOKEN_PATH, Heard, at_once, granted, http, scripted

LIMIT = {"error": {"status": 429, "message": "API rate limit exceeded"}}
WAIT, MINUTE = http(429, LIMIT, Retry_After="1"), http(429, LIMIT, Retry_After="60")
QUOTA = http(429, {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}})


def test_an_answer_is_what_spotify_said(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """The body as it came, the time of the world that it describes."""
    spotify = listener()
    answer = spotify.ask("me/playlists", {"limit": 2, "offset": 0, "market": None})
    assert (2, 200, spotify.observed_at()) == (
        len(json.loads(answer.body)["items"]),
        answer.status,
        answer.observed_at,
    )
    assert sandbox.log[-1].query == {"limit": "2", "offset": "0"}  # None is left out


@pytest.mark.parametrize("query", ["", "?limit=1"])
def test_a_whole_address_of_spotifys_is_asked(sandbox: Sandbox, listener: SpotifyFactory, query: str) -> None:
    """A `next` link comes with scheme and host."""
    spotify = listener()
    assert spotify.ask(f"{sandbox.api_url}/me/playlists{query}").status == 200
    assert ("/v1/me/playlists", {"limit": "1"} if query else {}) == (sandbox.log[-1].path, sandbox.log[-1].query)


def test_spotipys_methods_go_the_same_way(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """They build the address, and return an Answer."""
    spotify = listener()
    answer = spotify.current_user_playlists(limit=3)
    assert (len(json.loads(answer.body)["items"]), sandbox.log[-1].path) == (3, "/v1/me/playlists")


def test_nothing_is_written(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """A method of spotipy that would change the listener's library is refused before anything is sent."""
    with pytest.raises(BadRequest, match="so PUT is not sent"):
        listener().current_user_saved_tracks_add(["4iV5W9uYEdYUVa79Axb7Rh"])
    assert sandbox.log == []


@pytest.mark.parametrize(
    "address",
    [
        "{other}/v1/me",
        "{other}/v1/me?next=1",
        "{home}/v2/me",  # the right server, but not its API
        "{home}",
        "https{rest}/v1/me",  # another scheme
        "ftp{rest}/v1/me",
        "//127.0.0.1:{port}/v1/me",  # no scheme
        "http://user:pass@127.0.0.1:{port}/v1/me",  # what stands before the @ is no host
        "{home}@127.0.0.1:{port}/v1/me",
        "http://127.0.0.1:99999999/v1/me",
        "http://[/v1/me",
        "http:///v1/me",
    ],
)
def test_no_other_server_ever_sees_the_token(raw: RawFactory, client: SpotifyFactory, address: str) -> None:
    """An address that is not Spotify's is an error before anything is sent, however it is written."""
    home, other = raw(scripted()), raw(scripted())
    port = other.url.rpartition(":")[2]
    spotify = client(home.url)
    url = address.format(home=home.url, other=other.url, rest=home.url.removeprefix("http"), port=port)
    with pytest.raises(Malformed) as caught:
        spotify.ask(url)
    assert (other.heard, home.heard) == ([], [])
    assert "pass" not in str(caught.value)


def test_an_address_that_two_libraries_read_differently_goes_home(raw: RawFactory, client: SpotifyFactory) -> None:
    """Python sees our host in it, urllib3 the other one: only its path is used."""
    home, other = raw(scripted()), raw(scripted())
    client(home.url).ask(f"{other.url}\\@{home.url.removeprefix('http://')}/v1/me")
    assert (other.heard, home.asked) == ([], ["/v1/me"])


def test_a_user_name_in_an_address_is_dropped(raw: RawFactory, client: SpotifyFactory) -> None:
    """What is sent is built from our own address, so nothing of another's finds its way in."""
    home = raw(scripted())
    client(home.url).ask(home.url.replace("http://", "http://user:pass@") + "/v1/me")
    assert (home.asked, home.heard[-1].headers["Authorization"].split()[0]) == (["/v1/me"], "Bearer")


def test_requests_are_counted_by_family(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """Whatever comes of them."""
    spotify = listener()
    for path in ("playlists/0000000000000000000000", "albums/0000000000000000000000", "albums/bad"):
        with pytest.raises(SpotifyError):
            spotify.ask(path)
    assert Counter({"token": 1, "playlists/{id}": 1, "albums/{id}": 2}) == spotify.requests
    assert len(sandbox.log) == 4


def test_a_pause_is_kept_and_told(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """The question is asked again after the seconds that Spotify named, which are told when the wait begins."""
    told: list[tuple[float, str]] = []
    spotify = listener(on_wait=lambda seconds, reason: told.append((seconds, reason)))
    sandbox.inject(Fault(kind="rate_limit", times=1, retry_after=1))
    assert spotify.ask("me").status == 200
    assert told == [(1.0, "Spotify asks for a pause (me: API rate limit exceeded)")]
    assert (spotify.waited, spotify.requests["me"]) == (1.0, 2)


def test_all_threads_wait_one_wait(raw: RawFactory, client: SpotifyFactory) -> None:
    """Eight threads that run into the limit together wait together, and it is told once."""
    told: list[float] = []
    spotify = client(raw(at_once(8, WAIT, scripted())).url, on_wait=lambda seconds, _: told.append(seconds))
    crawled = crawl(range(8), lambda _: spotify.ask("me"), lambda _, __: [], workers=8)
    assert (len(crawled.answers), crawled.failures, len(told), spotify.requests["me"]) == (8, [], 1, 16)
    assert told[0] <= spotify.waited < 2


@pytest.mark.parametrize(
    ("fault", "expected", "hours"),
    [
        (Fault(kind="quota", retry_after=48925), QuotaExceeded, 13.6),
        (Fault(kind="quota", retry_after=None), QuotaExceeded, 24),
        (Fault(kind="rate_limit", retry_after=61), RateLimited, 61 / 3600),
        (Fault(kind="rate_limit_text", retry_after=19056), RateLimited, 5.3),
    ],
    ids=lambda value: getattr(value, "kind", None),
)
def test_during_a_penalty_nothing_is_sent(
    sandbox: Sandbox, listener: SpotifyFactory, fault: Fault, expected: type[RateLimited | QuotaExceeded], hours: float
) -> None:
    """The first refusal ends it: every further question gets the same error, and Spotify does not hear of it."""
    spotify = listener()
    sandbox.inject(fault)
    errors = []
    for path in ("me", "me/playlists", "me"):
        with pytest.raises(expected) as caught:
            spotify.ask(path)
        errors.append((str(caught.value), caught.value.until))
    assert len(set(errors)) == 1
    assert abs(errors[0][1] - datetime.now(UTC) - timedelta(hours=hours)) < timedelta(minutes=5)
    assert [asked.path for asked in sandbox.log] == ["/api/token", "/v1/me"]


def test_closing_wakes_who_waits(raw: RawFactory, client: SpotifyFactory) -> None:
    """A pause of a minute does not outlast the client."""
    spotify: Spotify = client(raw(scripted(MINUTE)).url, on_wait=lambda *_: spotify.close())
    with pytest.raises(SpotifyError, match="has been closed"):
        spotify.ask("me")


def test_a_penalty_wakes_who_waits(raw: RawFactory, client: SpotifyFactory) -> None:
    """A thread in a pause of a minute is told at once that there is nothing left to wait for."""
    both, replies = Barrier(2, timeout=20), {"/v1/me": MINUTE, "/v1/search": QUOTA}
    server = raw(scripted())
    paused = Event()

    def answer(heard: Heard) -> bytes:
        if heard.path == TOKEN_PATH:
            return granted()
        both.wait()  # both are on their way before either is answered
        if heard.path == "/v1/search":
            paused.wait(20)
        return replies[heard.path]

    server.answer = answer
    spotify = client(server.url, on_wait=lambda *_: paused.set())
    crawled = crawl(["me", "search"], spotify.ask, lambda _, __: [], workers=2)
    assert [QuotaExceeded, QuotaExceeded] == [type(error) for _, error in crawled.failures]


def test_the_bound_of_a_run_ends_it(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """After SPOTIFY_MAX_REQUESTS requests the rest is deferred, and not sent."""
    spotify = listener(max_requests=3)
    crawled = crawl(range(10), lambda _: spotify.ask("me"), lambda _, __: [], workers=2)
    assert (3, BudgetSpent) == (len(crawled.answers), type(crawled.deferred))
    assert (
        spotify.requests["me"],
        len(crawled.answers) + len(crawled.failures) + len(crawled.left),
    ) == (3, 10)
    assert len(sandbox.log) == 4


def test_a_pace_lets_everything_through(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """Pacing delays and loses nothing."""
    spotify = listener(requests_per_second=100.0)
    crawled = crawl(range(20), lambda _: spotify.ask("me"), lambda _, __: [], workers=8)
    assert (len(crawled.answers), len(sandbox.log)) == (20, 21)


@pytest.mark.parametrize(
    "words",
    [
        "Active premium subscription required for the owner of the app. When the subscription status changes, it …",
        "Check settings on developer.spotify.com/dashboard, the user may not be registered.",
    ],
)
@pytest.mark.parametrize("is_plain", [True, False])
def test_spotifys_reason_reaches_the_person(
    raw: RawFactory, client: SpotifyFactory, words: str, *, is_plain: bool
) -> None:
    """A 403 says what is wrong with the app or the user, as JSON or as plain text, and so do we."""
    body = words.encode() if is_plain else {"error": {"status": 403, "message": words}}
    with pytest.raises(ForbiddenInThisMode) as caught:
        client(raw(scripted(http(403, body))).url).ask("me")
    assert words in str(caught.value)


def test_an_error_names_the_path_and_no_query(raw: RawFactory, client: SpotifyFactory) -> None:
    """Search terms are the listener's business."""
    with pytest.raises(Unavailable) as caught:
        client(raw(scripted(http(502))).url).ask("search/?q=secret", {"type": "secret"})
    assert (caught.value.path, caught.value.status) == ("search", 502)
    assert "secret" not in str(caught.value)


def test_a_closed_client_asks_nothing(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """Not even for a token."""
    spotify = listener()
    spotify.close()
    with pytest.raises(SpotifyError, match="has been closed"):
        spotify.ask("me")
    assert sandbox.log == []


def test_concurrency_loses_and_mixes_nothing(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """Every thread gets the answer to its own question."""
    spotify = listener()
    offsets = list(range(10)) * 8
    crawled = crawl(offsets, lambda n: spotify.ask("me/playlists", {"limit": 1, "offset": n}), lambda _, __: [], 16)
    assert offsets == [json.loads(answer.body)["offset"] for _, answer in crawled.answers]
    assert (spotify.requests["me/playlists"], len(sandbox.log)) == (80, 81)


def test_connecting_sends_nothing(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """Whether there is a user is known without asking."""
    assert (listener().has_user, listener(refresh_token=None).has_user) == (True, False)
    assert sandbox.log == []


def test_connect_takes_names_only() -> None:
    """Two strings that look alike cannot be mixed up."""
    with pytest.raises(TypeError):
        connect("http://127.0.0.1", "http://127.0.0.1")  # type: ignore[call-arg]

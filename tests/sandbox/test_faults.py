"""Every fault as a client meets it, and which requests meet it."""

from typing import Any, get_args

import pytest
import requests

from tasks.sandbox import Fault, Sandbox
from tasks.sandbox.faults import Active, Kind

from .client import GERMANY, Client, refusal


def test_rate_limit(fresh: Client) -> None:
    """A rate limit says how long to wait."""
    fresh.sandbox.inject(Fault(kind="rate_limit", times=1, retry_after=2))
    answer = fresh.get("me")
    assert (*refusal(answer), answer.headers["Retry-After"]) == (429, "API rate limit exceeded", "2")
    assert fresh.get("me").status_code == 200


@pytest.mark.parametrize("kind", ["rate_limit", "quota", "rate_limit_text"])
def test_without_retry_after(fresh: Client, kind: Any) -> None:
    """A 429 may say nothing of how long."""
    fresh.sandbox.inject(Fault(kind=kind))
    answer = fresh.get("me")
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, False)


def test_quota(fresh: Client) -> None:
    """A used-up quota gives its reason and hours to wait."""
    fresh.sandbox.inject(Fault(kind="quota", retry_after=48925))
    answer = fresh.get("me")
    expected = {"error": {"status": 429, "message": "Too many requests", "reason": "QUOTA_EXCEEDED"}}
    assert (answer.json(), answer.headers["Retry-After"]) == (expected, "48925")


def test_rate_limit_as_text(fresh: Client) -> None:
    """A 429 may be 17 bytes of plain text."""
    fresh.sandbox.inject(Fault(kind="rate_limit_text", retry_after=19056))
    answer = fresh.get("me")
    assert (answer.content, answer.headers["Content-Length"]) == (b"Too many requests", "17")
    assert answer.headers["Content-Type"] == "text/plain"


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_server_errors(fresh: Client, status: int) -> None:
    """A failure of the server is JSON, HTML or nothing."""
    kinds: list[Any] = ["server_error", "server_error_html", "server_error_empty"]
    for kind in kinds:
        fresh.sandbox.inject(Fault(kind=kind, status=status, times=1))
    as_json, html, empty = (fresh.get("me") for _ in range(3))
    assert [answer.status_code for answer in (as_json, html, empty)] == [status] * 3
    assert as_json.json()["error"]["status"] == status
    assert html.headers["Content-Type"] == "text/html"
    assert html.text.startswith("<html>")
    assert empty.content == b""


def test_reset(fresh: Client) -> None:
    """A reset ends the connection before the first byte; the next request is answered."""
    fresh.sandbox.inject(Fault(kind="reset", times=1))
    with pytest.raises(requests.ConnectionError, match="reset"):
        fresh.get("me")
    assert fresh.get("me").status_code == 200


def test_truncated(fresh: Client) -> None:
    """A truncated body ends before its Content-Length; the next request is answered."""
    fresh.sandbox.inject(Fault(kind="truncated", times=1))
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        fresh.get("me")
    assert fresh.get("me").status_code == 200


@pytest.mark.parametrize("kind", ["broken_json", "html"])
def test_no_json(fresh: Client, kind: Any) -> None:
    """A complete answer of 200 may hold no JSON."""
    fresh.sandbox.inject(Fault(kind=kind, times=1))
    answer = fresh.get("me")
    assert (answer.status_code, int(answer.headers["Content-Length"])) == (200, len(answer.content))
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_expired_token(fresh: Client) -> None:
    """A token that is made to expire stays dead, and a new one works."""
    fresh.sandbox.inject(Fault(kind="expired_token", times=1))
    assert [refusal(fresh.get("me")) for _ in range(2)] == [(401, "The access token expired")] * 2
    fresh.authorise()
    assert fresh.get("me").status_code == 200


def test_forbidden(fresh: Client) -> None:
    """An endpoint can be taken away from this app."""
    fresh.sandbox.inject(Fault(kind="forbidden", path=r"^/v1/artists"))
    assert refusal(fresh.get("artists/06HL4z0CvFAxyc27GXpf02")) == (403, "Forbidden")
    assert fresh.get("me").status_code == 200


def test_premium(fresh: Client) -> None:
    """The owner of the app can stop paying, after which every call fails."""
    fresh.sandbox.inject(Fault(kind="premium"))
    status, message = refusal(fresh.get("tracks/4iJyoBOLtHqaGxP12qzhQI"))
    assert status == 403
    assert message.startswith("Active premium subscription required for the owner of the app.")


def test_unregistered(fresh: Client) -> None:
    """A user who is not on the app's list is told so in plain text."""
    fresh.sandbox.inject(Fault(kind="unregistered"))
    answer = fresh.get("me")
    assert (answer.status_code, answer.headers["Content-Type"]) == (403, "text/plain")
    assert answer.text == "Check settings on developer.spotify.com/dashboard, the user may not be registered."


def test_scope(fresh: Client) -> None:
    """A scope can be missing."""
    fresh.sandbox.inject(Fault(kind="scope", path=r"^/v1/me/tracks$"))
    assert refusal(fresh.get("me/tracks")) == (403, "Insufficient client scope")


def test_silence(fresh: Client) -> None:
    """A server that says nothing makes a client with a timeout give up, and does not keep the sandbox from ending."""
    fresh.sandbox.inject(Fault(kind="silence"))
    with pytest.raises(requests.ReadTimeout):
        fresh.get("me", timeout=0.05)


def test_token_endpoint(fresh: Client) -> None:
    """The token endpoint fails where the path says so, and only there."""
    fresh.sandbox.inject(Fault(kind="server_error", path=r"^/api/token$"))
    assert fresh.token(grant_type="client_credentials").status_code == 503
    assert fresh.get("me").status_code == 200


def statuses(client: Client, path: str, times: int) -> list[int]:
    """Ask several times and return the statuses."""
    return [client.get(path).status_code for _ in range(times)]


def test_after_and_times(fresh: Client) -> None:
    """A fault spares the first requests, strikes as often as it is told to, and is over."""
    fresh.sandbox.inject(Fault(kind="server_error", path=r"^/v1/me$", after=2, times=2))
    assert statuses(fresh, "me", 6) == [200, 200, 503, 503, 200, 200]
    assert [asked.status for asked in fresh.sandbox.log] == [200, 200, 503, 503, 200, 200]


def test_for_ever_until_cleared(fresh: Client) -> None:
    """A fault without `times` ends when it is cleared."""
    fresh.sandbox.inject(Fault(kind="server_error"))
    assert statuses(fresh, "me", 3) == [503, 503, 503]
    fresh.sandbox.clear_faults()
    assert statuses(fresh, "me", 1) == [200]


def test_two_faults(fresh: Client) -> None:
    """Of several faults the first that strikes decides; then it is the next one's turn."""
    fresh.sandbox.inject(Fault(kind="rate_limit", times=1, retry_after=0))
    fresh.sandbox.inject(Fault(kind="forbidden", times=1))
    assert statuses(fresh, "me", 3) == [429, 403, 200]


def test_trailing_slash(fresh: Client) -> None:
    """Paths are matched, and logged, without the trailing slash."""
    fresh.sandbox.inject(Fault(kind="forbidden", path=r"^/v1/me$"))
    assert fresh.get("me/").status_code == 403
    assert [asked.path for asked in fresh.sandbox.log] == ["/v1/me"]


def struck(fault: Fault, requests_made: int) -> list[bool]:
    """Return which of many different requests a fault would strike."""
    active = Active(fault)
    return [active.strikes(f"/v1/tracks/{n}", f"/v1/tracks/{n}?[]") for n in range(requests_made)]


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("rate", [0.01, 0.1])
def test_every_kind_at_a_rate(kind: Kind, rate: float) -> None:
    """Whatever goes wrong can go wrong for one request in a hundred or in ten, for the same ones each time."""
    hits = struck(Fault(kind=kind, rate=rate), 1000)
    assert 0 < sum(hits) < 2.5 * rate * 1000
    assert hits == struck(Fault(kind=kind, rate=rate), 1000)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_in_bursts(kind: Kind) -> None:
    """Whatever goes wrong can go wrong for the first five of every fifty requests, whichever they are."""
    hits = struck(Fault(kind=kind, burst=5), 200)
    assert hits == ([True] * 5 + [False] * 45) * 4


def test_burst_with_after_and_times() -> None:
    """Bursts begin after those that are spared, and end with the last failure that is due."""
    hits = struck(Fault(kind="reset", burst=2, every=4, after=3, times=3), 12)
    assert [place for place, hit in enumerate(hits) if hit] == [3, 4, 7]


def test_id_that_fails_for_good(fresh: Client) -> None:
    """One id can fail for ever while its neighbours answer."""
    fresh.sandbox.inject(Fault(kind="server_error", path=r"/artists/06HL4z0CvFAxyc27GXpf02$"))
    assert statuses(fresh, "artists/06HL4z0CvFAxyc27GXpf02", 3) == [503] * 3
    assert statuses(fresh, "artists/1uNFoZAHBGtllmzznpCI3s", 1) == [200]


@pytest.mark.parametrize("rate", [0.01, 0.1, 0.5])
def test_rate(rate: float) -> None:
    """A rate strikes about that share of the requests, and another share with another seed."""
    hits = struck(Fault(kind="reset", rate=rate), 5000)
    assert abs(sum(hits) / 5000 - rate) < 0.02
    assert hits != struck(Fault(kind="reset", rate=rate, seed=1), 5000)


def test_rate_is_repeatable() -> None:
    """Which requests are struck depends on them, not on when they come; asked again, a request has a new chance."""
    active = Active(Fault(kind="reset", rate=0.5))
    paths = [f"/v1/tracks/{n}" for n in range(50)]
    forwards = {path: active.strikes(path, path) for path in paths}
    again = {path: active.strikes(path, path) for path in paths}
    other = Active(Fault(kind="reset", rate=0.5))
    assert forwards == {path: other.strikes(path, path) for path in reversed(paths)}
    assert forwards != again


def test_wrong_faults() -> None:
    """A fault of an unknown kind, or with a pattern that is none, is a sentence."""
    with pytest.raises(ValueError, match="no fault of the sandbox"):
        Fault(kind="rest")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no regular expression"):
        Fault(kind="reset", path="(")
    with pytest.raises(ValueError, match="no share"):
        Fault(kind="reset", rate=1.5)
    with pytest.raises(ValueError, match="does not fit"):
        Fault(kind="reset", burst=6, every=5)


def test_latency() -> None:
    """With a latency answers differ in nothing but time."""
    with Sandbox(latency=0.01) as slow, Sandbox() as quick:
        bodies = [Client(sandbox).get(f"playlists/{GERMANY}/items").text for sandbox in (slow, quick)]
        assert bodies[0].replace(slow.api_url, "") == bodies[1].replace(quick.api_url, "")


def test_stopped_sandbox() -> None:
    """When a sandbox stops, connections that were kept open end, too."""
    with Sandbox() as sandbox:
        client = Client(sandbox)
        assert client.get("me").status_code == 200
    with pytest.raises(requests.ConnectionError):
        client.get("me")

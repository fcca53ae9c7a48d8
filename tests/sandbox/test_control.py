"""The log, the clock, and control over HTTP."""

from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests

from tasks.sandbox import Asked, Sandbox, SandboxError

from .client import GERMANY, LOFI, ODDITIES, Client


def control(client: Client, method: str, name: str, body: Any = None) -> requests.Response:
    """Ask the sandbox's own endpoints."""
    return requests.request(method, f"{client.sandbox.accounts_url}/_sandbox/{name}", json=body, timeout=10)


def test_log(fresh: Client) -> None:
    """The log has every request with its query and status, tokens included, in order."""
    fresh.get("me/tracks?limit=1&offset=2")
    fresh.get("tracks/short")
    fresh.token(grant_type="client_credentials")
    assert fresh.sandbox.log == [
        Asked("GET", "/v1/me/tracks", {"limit": "1", "offset": "2"}, 200),
        Asked("GET", "/v1/tracks/short", {}, 400),
        Asked("POST", "/api/token", {}, 200),
    ]
    fresh.sandbox.clear_log()
    assert fresh.sandbox.log == []


def test_log_over_http(fresh: Client) -> None:
    """The log can be read and emptied from outside; doing so is not logged."""
    fresh.get("me")
    assert control(fresh, "GET", "log").json() == [{"method": "GET", "path": "/v1/me", "query": {}, "status": 200}]
    control(fresh, "DELETE", "log")
    assert control(fresh, "GET", "log").json() == []


def test_faults_over_http(fresh: Client) -> None:
    """Faults can be injected and cleared from outside."""
    fault = {"kind": "rate_limit", "path": "^/v1/me$", "retry_after": 7}
    assert control(fresh, "POST", "faults", fault).status_code == 200
    assert fresh.get("me").headers["Retry-After"] == "7"
    control(fresh, "DELETE", "faults")
    assert fresh.get("me").status_code == 200


def test_bursts_over_http(fresh: Client) -> None:
    """So can bursts."""
    control(fresh, "POST", "faults", {"kind": "scope", "burst": 1, "every": 2})
    assert [fresh.get("me").status_code for _ in range(4)] == [403, 200, 403, 200]


def test_mode_over_http(fresh: Client) -> None:
    """The quota mode can be changed from outside, and what was served before is forgotten."""
    full = fresh.json("tracks/4iJyoBOLtHqaGxP12qzhQI")
    assert control(fresh, "POST", "mode", {"mode": "development"}).status_code == 200
    assert full.keys() - fresh.json("tracks/4iJyoBOLtHqaGxP12qzhQI").keys() == {"available_markets", "popularity"}
    fresh.sandbox.switch_to("extended")
    assert full == fresh.json("tracks/4iJyoBOLtHqaGxP12qzhQI")


def error_of(client: Client, refresh_token: str) -> str | None:
    """Return what the token endpoint has against a refresh token."""
    body: dict[str, str] = client.token(None, grant_type="refresh_token", refresh_token=refresh_token).json()
    return body.get("error_description")


def test_consents_over_http(fresh: Client) -> None:
    """A consent of any age can be had, and be taken back, from outside."""
    old = control(fresh, "POST", "consents", {"age_days": 200}).json()["refresh_token"]
    new = control(fresh, "POST", "consents", {"user_id": "sandbox-second-listener"}).json()["refresh_token"]
    assert [error_of(fresh, token) for token in (old, new)] == ["Refresh token expired", None]
    assert control(fresh, "DELETE", "consents", {"refresh_token": new}).status_code == 200
    assert error_of(fresh, new) == "Refresh token revoked"
    assert control(fresh, "DELETE", "consents", {"refresh_token": "none"}).status_code == 400


def test_day_over_http(fresh: Client) -> None:
    """The day can be asked for and changed from outside."""
    assert control(fresh, "GET", "day").json() == {"day": 70, "days": 70}
    assert control(fresh, "POST", "day", {"day": 3}).status_code == 200
    assert fresh.sandbox.day == 3


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("faults", {"kind": "rest"}),
        ("faults", {"kind": "reset", "path": "("}),
        ("day", {"day": 0}),
        ("day", {"day": "x"}),
        ("day", {}),
        ("day", []),
        ("faults", {"kind": "reset", "rate": 2}),
        ("faults", {"kind": "reset", "burst": 51}),
        ("consents", {"user_id": "nobody"}),
        ("consents", {"scopes": "everything"}),
        ("mode", {"mode": "premium"}),
        ("changes", {"playlist_ids": ["nothing"]}),
        ("changes", {"playlist_ids": [1]}),
    ],
)
def test_wrong_control(fresh: Client, name: str, body: Any) -> None:
    """A wrong body is 400 with a sentence, and changes nothing."""
    answer = control(fresh, "POST", name, body)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)
    assert (fresh.sandbox.day, fresh.get("me").status_code) == (70, 200)


def test_unknown_control(fresh: Client) -> None:
    """What is no control is 404."""
    assert control(fresh, "GET", "nonsense").status_code == 404


def test_changes_over_http(fresh: Client) -> None:
    """A chosen playlist loses its first entry and gets a new version; the others and the day stay as they are."""
    paths = [f"playlists/{key}" for key in (GERMANY, LOFI, ODDITIES)]
    before = [fresh.json(path) for path in paths]
    assert control(fresh, "POST", "changes", {"playlist_ids": [GERMANY, ODDITIES]}).status_code == 200
    after = [fresh.json(path) for path in paths]
    changed = [one["snapshot_id"] != other["snapshot_id"] for one, other in zip(before, after, strict=True)]
    assert [True, False, True] == changed
    assert before[0]["tracks"]["items"][1:] == after[0]["tracks"]["items"]
    assert [49, 600] == [playlist["tracks"]["total"] for playlist in after[:2]]
    assert [49] == [one["tracks"]["total"] for one in fresh.items("me/playlists") if one and one["id"] == GERMANY]


def test_changes_stay(fresh: Client) -> None:
    """A change outlives a change of mode and of day, and a further one is a further version."""
    fresh.sandbox.change([GERMANY])
    first = fresh.json(f"playlists/{GERMANY}")["snapshot_id"]
    fresh.sandbox.switch_to("extended")
    fresh.sandbox.move_to(70)
    assert first == fresh.json(f"playlists/{GERMANY}")["snapshot_id"]
    fresh.sandbox.change([GERMANY])
    playlist = fresh.json(f"playlists/{GERMANY}")
    assert (False, 48) == (first == playlist["snapshot_id"], playlist["tracks"]["total"])


def test_world_clock(fresh: Client) -> None:
    """Every answer is dated noon of the served day: tokens, refusals and pages alike."""
    fresh.sandbox.move_to(1)
    answers = [fresh.get("me"), fresh.get("tracks/short"), fresh.token(grant_type="client_credentials")]
    assert {answer.headers["Date"] for answer in answers} == {"Mon, 01 Mar 2021 12:00:00 GMT"}
    assert parsedate_to_datetime(fresh.get("me").headers["Date"]).isoformat() == "2021-03-01T12:00:00+00:00"


def test_taken_port() -> None:
    """A port that is taken is one sentence."""
    with Sandbox() as sandbox:
        port = int(sandbox.accounts_url.rpartition(":")[2])
        with pytest.raises(SandboxError, match=f"cannot listen on port {port}"):
            Sandbox(port=port).start()


def test_port_is_free_again() -> None:
    """The port of a sandbox that stopped can be taken at once."""
    with Sandbox() as sandbox:
        port = int(sandbox.accounts_url.rpartition(":")[2])
        Client(sandbox).get("me")
    with Sandbox(port=port) as sandbox:
        assert Client(sandbox).get("me").status_code == 200

import json
from pathlib import Path
from typing import Any

import pytest
from requests.structures import CaseInsensitiveDict

from tasks.spotify import errors
from tasks.spotify.answers import Answer, Reply
from tasks.spotify.classify import answer, is_stale, refusal, token_refusal
from tasks.spotify.complaints import complaint
from tasks.spotify.errors import (
    BadCredentials,
    BadRequest,
    ForbiddenInThisMode,
    Malformed,
    NotFound,
    SpotifyError,
    Unauthorised,
    Unavailable,
)
from tasks.spotify.patience import MOST_WAITS, pause_for

from .raw import DATE

# Bodies that were recorded, or quoted by people who met them.
QUOTED: list[dict[str, Any]] = json.loads(Path(__file__).with_name("quoted_errors.json").read_text())


def _reply(status: int, body: object = b"", **headers: str) -> Reply:
    content = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
    return Reply(status, CaseInsensitiveDict(headers), content)


def _quoted(example: dict[str, Any]) -> Reply:
    return _reply(example["status"], example["body"], **example.get("headers", {}))


def _error(example: dict[str, Any]) -> object:
    if example["status"] == 429:
        return pause_for(_quoted(example), "me", MOST_WAITS)
    if example.get("token"):
        return token_refusal(_quoted(example), "api/token", with_refresh_token=True)
    return refusal(_quoted(example), "me")


@pytest.mark.parametrize("example", QUOTED, ids=lambda example: f"{example['status']} {example['says'][:30]}")
def test_quoted_refusals_are_understood(example: dict[str, Any]) -> None:
    """Each body that was ever seen becomes the right error and keeps Spotify's words."""
    error = _error(example)
    assert isinstance(error, SpotifyError)
    assert (getattr(errors, example["is"]), example["says"]) == (type(error), error.message)


@pytest.mark.parametrize("example", QUOTED, ids=lambda example: f"{example['status']} {example['says'][:30]}")
def test_only_an_expired_token_is_stale(example: dict[str, Any]) -> None:
    """A new token is fetched for the one refusal that it cures."""
    assert example.get("stale", False) == is_stale(_quoted(example))


@pytest.mark.parametrize("message", ["The access token expired", "Invalid access token"])
def test_a_stale_token_is_known_by_its_words_too(message: str) -> None:
    """Not every 401 carries WWW-Authenticate."""
    assert is_stale(_reply(401, {"error": {"status": 401, "message": message}}))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (400, BadRequest),
        (401, Unauthorised),
        (403, ForbiddenInThisMode),
        (404, NotFound),
        (405, BadRequest),
        (408, Unavailable),
        (410, NotFound),
        (414, BadRequest),
        (500, Unavailable),
        (502, Unavailable),
        (503, Unavailable),
        (504, Unavailable),
        (520, Unavailable),  # Cloudflare's own
        (301, Malformed),
        (307, Malformed),
    ],
)
@pytest.mark.parametrize("body", [b"", b"upstream connect error", b"<html><h1>No</h1></html>", b'{"error": "no"}'])
def test_the_status_decides_the_class(status: int, expected: type[SpotifyError], body: bytes) -> None:
    """Whatever the body looks like."""
    error = refusal(_reply(status, body), "albums/1")
    assert (expected, "albums/1", status) == (type(error), error.path, error.status)
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"error": {"status": 502, "message": "Bad gateway."}}, "Bad gateway."),
        ({"error": {"status": 502}}, "Bad Gateway"),
        ({"error": {"status": 502, "message": None}}, "Bad Gateway"),
        ({"error": {"status": 502, "message": {"text": "?"}}}, "Bad Gateway"),
        ({"error": "server_error"}, "server_error"),  # a string there is what made spotipy fail
        ({"error": "server_error", "error_description": "Oh"}, "Oh"),
        ({"error": None}, "Bad Gateway"),
        ({}, "Bad Gateway"),
        ([1], "Bad Gateway"),
        (b'"quoted"', "quoted"),
        (b"17", "Bad Gateway"),
        (b"upstream connect error\r\n\x00\x1b[31m reset", "upstream connect error [31m reset"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b"<!DOCTYPE html><html>", "Bad Gateway"),
        (b"  ", "Bad Gateway"),
        (b"x" * 1000, "x" * 300),
        (b"[" * 100_000, "[" * 300),
    ],
)
def test_a_complaint_is_one_line(body: object, expected: str) -> None:
    """Text is kept, markup and structures give way to the name of the status."""
    assert expected == complaint(_reply(502, body)).message


def test_an_unknown_status_has_a_name() -> None:
    """A proxy may answer with numbers of its own."""
    assert complaint(_reply(599)).message == "status 599"


@pytest.mark.parametrize(
    "body",
    [
        b'{"items": []}',
        b" [1] \n",
        rb'{"name": "\ud800"}',  # half a surrogate pair: legal, and seen
        '{"name": "مرحبا 👨‍👩‍👧 \u0092"}'.encode(),
        b'{"name": "\\u0000"}',
    ],
)
def test_json_passes_as_it_is(body: bytes) -> None:
    """An answer is the bytes that came, with the time Spotify said them."""
    given = answer(_reply(200, body, Date=DATE), "me")
    assert (body, 200, "2026-11-22T12:00:00+00:00") == (given.body, given.status, given.observed_at.isoformat())


def test_no_content_is_an_answer() -> None:
    """204 means nothing is playing, and has no body."""
    given = answer(_reply(204, Date=DATE), "me/player")
    assert (given.status, given.body) == (204, b"")


@pytest.mark.parametrize("body", [b"", b" ", b'{"items": [{"id": "4aa', b"[1, 2", b'{"a": 1}{', rb'{"a": "\ud800'])
def test_json_cut_short_may_come_whole(body: bytes) -> None:
    """A 200 whose JSON stops is worth another try."""
    with pytest.raises(Unavailable, match="incomplete"):
        answer(_reply(200, body), "me")


@pytest.mark.parametrize("body", [b"<html>Sign in to this wifi</html>", b"OK", b"\xff\xd8\xff"])
def test_something_else_than_json_is_malformed(body: bytes) -> None:
    """A 200 that is a page for people will be one the next time too."""
    with pytest.raises(Malformed, match="not JSON"):
        answer(_reply(200, body), "me")


def test_a_redirect_names_only_the_host() -> None:
    """The rest of a Location is nobody's business."""
    error = refusal(_reply(302, Location="https://login.example/?token=abc"), "me")
    assert error.message == "it redirects to login.example, which is not followed"


@pytest.mark.parametrize("status", [500, 503, 408])
def test_a_token_endpoint_that_is_down_is_not_a_wrong_secret(status: int) -> None:
    """Only a refusal is about the credentials."""
    assert Unavailable is type(token_refusal(_reply(status), "api/token", with_refresh_token=True))


@pytest.mark.parametrize(
    ("status", "body"),
    [(400, {"error": "unauthorized_client"}), (403, b"Forbidden"), (401, b""), (400, {"error": "invalid_grant"})],
)
def test_any_other_refusal_of_a_token_says_what_to_check(status: int, body: object) -> None:
    """The sentence names a setting."""
    error = token_refusal(_reply(status, body), "api/token", with_refresh_token=False)
    assert isinstance(error, BadCredentials)
    assert "check SPOTIFY_CLIENT_ID" in str(error)


def test_replies_and_answers_do_not_show_their_bodies() -> None:
    """The body of one kind of reply is a token, and all of them are long."""
    given = answer(_reply(200, b'{"access_token": "BQ-secret"}'), "api/token")
    assert isinstance(given, Answer)
    assert "secret" not in repr(given) + repr(_reply(200, b"BQ-secret", Authorization="secret"))

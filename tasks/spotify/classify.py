"""From a reply to an answer or an error; pure, so that every body ever seen can be a test."""

import json
from urllib.parse import urlsplit

import msgspec

from tasks.spotify.answers import Answer, Reply
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

_KINDS: dict[int, type[SpotifyError]] = {
    401: Unauthorised,
    403: ForbiddenInThisMode,
    404: NotFound,
    408: Unavailable,  # the server's own timeout
    410: NotFound,
    425: Unavailable,  # "too early": a proxy's wish to be asked again
}


def answer(reply: Reply, path: str) -> Answer:
    """Return the answer that a reply is; raises the error that it is otherwise. A 429 is not for here."""
    if not 200 <= reply.status < 300:
        raise refusal(reply, path)
    if reply.status != 204 and not is_json(reply.body):
        raise _no_json(reply, path)
    return Answer(reply.body, reply.observed_at, reply.status)


def refusal(reply: Reply, path: str) -> SpotifyError:
    """Return the error of a reply that is no success."""
    if 300 <= reply.status < 400:
        return Malformed(f"it redirects to {_host(reply)}, which is not followed", path, reply.status)
    fallback = Unavailable if reply.status >= 500 else BadRequest
    return _KINDS.get(reply.status, fallback)(complaint(reply).message, path, reply.status)


def token_refusal(reply: Reply, path: str, *, with_refresh_token: bool) -> SpotifyError:
    """Return the error of a token request that is no success: what is wrong and what to do about it."""
    if not 400 <= reply.status < 500 or _KINDS.get(reply.status) is Unavailable:
        return refusal(reply, path)
    said = complaint(reply)
    if said.code == "invalid_grant" and with_refresh_token:
        what = (
            f"Spotify no longer accepts the listener's refresh token ({said.message}): sign in again with make login, "
            "and remove SPOTIFY_REFRESH_TOKEN where it is set"
        )
    elif said.code == "invalid_client":
        what = f"SPOTIFY_CLIENT_ID or SPOTIFY_CLIENT_SECRET is wrong: Spotify does not accept them ({said.message})"
    else:
        what = f"Spotify gives this app no access token ({said.message}): check SPOTIFY_CLIENT_ID and its settings"
    return BadCredentials(what, path, reply.status)


def is_stale(reply: Reply) -> bool:
    """Tell whether a new token may cure this: a 401 about the token itself, not about what it permits."""
    if reply.status != 401:
        return False
    message = complaint(reply).message.lower()
    about_token = 'error="invalid_token"' in reply.headers.get("WWW-Authenticate", "")
    return about_token or "token expired" in message or "invalid access token" in message


def is_json(body: bytes) -> bool:
    """Tell whether a body is one complete JSON text in UTF-8."""
    try:
        body.decode()
        msgspec.json.decode(body, type=msgspec.Raw)
    except UnicodeDecodeError:
        return False
    except msgspec.DecodeError:
        # msgspec refuses half a surrogate pair ("\ud800"), which is legal JSON and does stand in names.
        return _is_lax_json(body)
    return True


def _is_lax_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _no_json(reply: Reply, path: str) -> SpotifyError:
    """JSON that stops in the middle, or nothing at all, will come whole another time; a page of HTML will not."""
    start = reply.body.lstrip()[:1]
    if start in (b"{", b"[", b""):
        return Unavailable("the answer is incomplete", path, reply.status)
    return Malformed("it is not JSON", path, reply.status)


def _host(reply: Reply) -> str:
    # Only the host: the rest of a Location may hold what nobody should read in a log.
    try:
        return urlsplit(reply.headers.get("Location", "")).hostname or "another path"
    except ValueError:
        return "nowhere"

"""What Spotify answers when it refuses: bodies as recorded or quoted (docs: shared quoted-errors, spotify-api.md 5)."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Refusal(Exception):  # noqa: N818 - a refusal is an answer of the API, not a failure of the sandbox
    """An answer other than 200: status, JSON body, and headers beyond the usual."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


class SandboxError(RuntimeError):
    """The sandbox cannot start; the message is one sentence."""


def refuse(status: int, message: str, headers: dict[str, str] | None = None, **more: str) -> Refusal:
    """Return a refusal in the Web API's form: `{"error": {"status": …, "message": …, "reason"?: …}}`."""
    return Refusal(status, {"error": {"status": status, "message": message, **more}}, headers or {})


def refuse_token(error: str, description: str) -> Refusal:
    """Return a refusal in the token endpoint's form, which is OAuth's (RFC 6749 5.2)."""
    return Refusal(400, {"error": error, "error_description": description})


def unauthorised(message: str) -> Refusal:
    """Return a 401 about the token, with the header that names what is wrong with it."""
    challenge = f'Bearer realm="spotify", error="invalid_token", error_description="{message}"'
    return refuse(401, message, {"WWW-Authenticate": challenge})


def missing_token() -> Refusal:
    """No Authorization header."""
    return refuse(401, "Access token missing", {"WWW-Authenticate": 'Bearer realm="spotify"'})


def expired_token() -> Refusal:
    """A token past its lifetime: the only 401 that a new token cures."""
    return unauthorised("The access token expired")


def no_user() -> Refusal:
    """A token without a user (client credentials) where a user's data is asked for."""
    return refuse(401, "Permissions missing")


def forbidden() -> Refusal:
    """The mode lacks the endpoint, or the playlist is someone else's."""
    return refuse(403, "Forbidden")


def insufficient_scope() -> Refusal:
    """The user did not permit this when consenting; no refresh can add a scope."""
    return refuse(403, "Insufficient client scope")


def no_premium() -> Refusal:
    """The owner of an app in development mode no longer pays for Spotify: every call fails (February 2026)."""
    paid = "When the subscription status changes, it can take a few hours before requests are allowed again."
    return refuse(403, f"Active premium subscription required for the owner of the app. {paid}")


def not_found() -> Refusal:
    """No such id, or none that this user may see."""
    return refuse(404, "Resource not found")


def bad_request(message: str) -> Refusal:
    """A parameter out of range or malformed."""
    return refuse(400, message)


def rate_limited(retry_after: int | None) -> Refusal:
    """The rolling 30-second window is full; some of these come without Retry-After."""
    return refuse(429, "API rate limit exceeded", _wait(retry_after))


def quota_exceeded(retry_after: int | None) -> Refusal:
    """The daily quota is used up (July 2026); Retry-After is hours."""
    return refuse(429, "Too many requests", _wait(retry_after), reason="QUOTA_EXCEEDED")


def server_error(status: int) -> Refusal:
    """A failure of Spotify's own."""
    return refuse(
        status, {500: "Server error.", 502: "Bad gateway.", 503: "Service unavailable"}.get(status, "Timeout")
    )


def _wait(seconds: int | None) -> dict[str, str]:
    return {} if seconds is None else {"Retry-After": str(seconds)}

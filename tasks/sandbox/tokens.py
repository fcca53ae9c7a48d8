"""Access tokens: who holds one, how long it lives, and that it can die early."""

from base64 import b64decode
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any

from tasks.sandbox.errors import Refusal, expired_token, missing_token, refuse, refuse_token, unauthorised
from tasks.sandbox.invented import hexadecimal

CLIENT_ID = hexadecimal(32, "client id")
CLIENT_SECRET = hexadecimal(32, "client secret")
REFRESH_TOKEN = "AQ" + hexadecimal(120, "refresh token")
SCOPES = (
    "user-read-private user-library-read user-read-recently-played playlist-read-private playlist-read-collaborative"
)


@dataclass
class Token:
    """One access token; `is_user` tells a user's from the app's own."""

    is_user: bool
    dies_at: float


@dataclass
class Tokens:
    """The tokens handed out so far; safe to use from many threads."""

    lifetime: int
    _live: dict[str, Token] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def answer(self, authorization: str | None, form: dict[str, str]) -> dict[str, Any]:
        """Answer POST /api/token (RFC 6749 4.4 and 6); raises Refusal as Spotify words it."""
        if _credentials(authorization, form) != (CLIENT_ID, CLIENT_SECRET):
            raise refuse_token("invalid_client", "Invalid client")
        match form.get("grant_type"):
            case "client_credentials":
                return self._grant(is_user=False)
            case "refresh_token" if form.get("refresh_token") == REFRESH_TOKEN:
                # Since July 2026 a refresh brings no new refresh token: the old one stays.
                return self._grant(is_user=True) | {"scope": SCOPES}
            case "refresh_token":
                raise refuse_token("invalid_grant", "Refresh token revoked")
        raise refuse_token("unsupported_grant_type", "grant_type parameter is missing or unknown")

    def check(self, authorization: str | None) -> Token:
        """Return the token of an Authorization header; raises Refusal where it is missing, unknown or expired."""
        kind, _, value = (authorization or "").partition(" ")
        if not value:
            raise missing_token()
        if kind != "Bearer":
            raise refuse(400, "Only valid bearer authentication supported")
        if value not in self._live:
            raise unauthorised("Invalid access token")
        if monotonic() >= self._live[value].dies_at:
            raise expired_token()
        return self._live[value]

    def kill(self, authorization: str | None) -> Refusal:
        """Let the token of a header be expired from now on and return the refusal that says so."""
        token = self._live.get((authorization or "").partition(" ")[2])
        if token:
            token.dies_at = 0.0
        return expired_token()

    def _grant(self, *, is_user: bool) -> dict[str, Any]:
        with self._lock:
            value = "BQ" + hexadecimal(110, "access token", len(self._live))
            self._live[value] = Token(is_user, monotonic() + self.lifetime)
        return {"access_token": value, "token_type": "Bearer", "expires_in": self.lifetime}


def _credentials(authorization: str | None, form: dict[str, str]) -> tuple[str, str]:
    """Return client id and secret from the Basic header or, as Spotify also accepts, from the form."""
    kind, _, value = (authorization or "").partition(" ")
    if kind != "Basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        client_id, _, secret = b64decode(value).decode().partition(":")
    except ValueError:
        return "", ""
    return client_id, secret

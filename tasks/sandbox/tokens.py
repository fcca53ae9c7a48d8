"""Access tokens: who holds one, what it opens, how long it lives, and that it can die early."""

from base64 import b64decode
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any

from tasks.sandbox import scopes
from tasks.sandbox.consents import Consent, Consents
from tasks.sandbox.errors import Refusal, expired_token, missing_token, refuse, refuse_token, unauthorised
from tasks.sandbox.invented import hexadecimal
from tasks.sandbox.listener import SECOND_LISTENER
from tasks.sandbox.oddities import LISTENER

CLIENT_ID = hexadecimal(32, "client id")
CLIENT_SECRET = hexadecimal(32, "client secret")
REFRESH_TOKEN = "AQ" + hexadecimal(120, "refresh token")
SECOND_REFRESH_TOKEN = "AQ" + hexadecimal(120, "refresh token of the second listener")
FIXED = {REFRESH_TOKEN: LISTENER, SECOND_REFRESH_TOKEN: SECOND_LISTENER}

Form = dict[str, str]


@dataclass
class Token:
    """One access token: `user_id` is None for the app's own, `scopes` are what the user permitted."""

    dies_at: float
    user_id: str | None = None
    scopes: frozenset[str] = frozenset()

    @property
    def is_user(self) -> bool:
        """Whether it opens a user's data."""
        return self.user_id is not None


@dataclass
class Tokens:
    """The tokens handed out so far; safe to use from many threads. `lifetime` in seconds."""

    lifetime: int
    consents: Consents = field(default_factory=Consents)
    _live: dict[str, Token] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        for value, user_id in FIXED.items():
            self.consents.keep(Consent(user_id, scopes.read()), value)

    def answer(self, authorization: str | None, form: Form) -> dict[str, Any]:
        """Answer POST /api/token (RFC 6749 4.1.3, 4.4 and 6); raises Refusal as Spotify words it."""
        has_secret = _authenticated(authorization, form)
        match form.get("grant_type"):
            case "client_credentials":
                _demand(has_secret)
                return self._grant()
            case "authorization_code":
                return self._redeem(form, has_secret=has_secret)
            case "refresh_token":
                consent = self.consents.of(form.get("refresh_token", ""))
                _demand(has_secret or not consent.needs_secret)
                # Since July 2026 a refresh brings no new refresh token: the old one stays.
                return self._grant_user(consent)
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

    def _redeem(self, form: Form, *, has_secret: bool) -> dict[str, Any]:
        """Exchange a code; an app without a secret can redeem only what it proves to have asked for."""
        _demand(has_secret or "code_verifier" in form)
        code, redirect_uri = form.get("code", ""), form.get("redirect_uri", "")
        consent = self.consents.redeem(code, redirect_uri, form.get("code_verifier", ""))
        _demand(has_secret or not consent.needs_secret)
        return self._grant_user(consent) | {"refresh_token": self.consents.keep(consent)}

    def _grant_user(self, consent: Consent) -> dict[str, Any]:
        return self._grant(consent.user_id, consent.scopes) | {"scope": scopes.written(consent.scopes)}

    def _grant(self, user_id: str | None = None, permitted: frozenset[str] = frozenset()) -> dict[str, Any]:
        with self._lock:
            value = "BQ" + hexadecimal(110, "access token", len(self._live))
            self._live[value] = Token(monotonic() + self.lifetime, user_id, permitted)
        return {"access_token": value, "token_type": "Bearer", "expires_in": self.lifetime}


def _authenticated(authorization: str | None, form: Form) -> bool:
    """Whether the app gave its secret; raises Refusal for another app, or a wrong secret."""
    client_id, secret = _credentials(authorization, form)
    _demand(client_id == CLIENT_ID and secret in {CLIENT_SECRET, ""})
    return secret == CLIENT_SECRET


def _demand(is_allowed: bool) -> None:
    if not is_allowed:
        raise refuse_token("invalid_client", "Invalid client")


def _credentials(authorization: str | None, form: Form) -> tuple[str, str]:
    """Return client id and secret from the Basic header or, as Spotify also accepts, from the form."""
    kind, _, value = (authorization or "").partition(" ")
    if kind != "Basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        client_id, _, secret = b64decode(value).decode().partition(":")
    except ValueError:
        return "", ""
    return client_id, secret

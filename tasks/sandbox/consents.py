"""What users agreed to: codes that wait to be redeemed, and refresh tokens, which are how an app remembers a consent.

A refresh token lives six months from the consent, whatever is done with it (Spotify, June 2026). That is counted by the
real clock, as those do who keep one; agreed.py can make one that is old already.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from time import monotonic

from tasks.sandbox.errors import refuse_token
from tasks.sandbox.invented import hexadecimal
from tasks.sandbox.pkce import proves

LIFETIME = timedelta(days=182)  # "six months": whether calendar months are meant is not published


@dataclass
class Consent:
    """Who permitted what, and when; `needs_secret` unless the app proved itself with PKCE instead."""

    user_id: str
    scopes: frozenset[str]
    needs_secret: bool = True
    agreed_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    is_revoked: bool = False

    @property
    def is_expired(self) -> bool:
        """Whether its six months are over."""
        return datetime.now(UTC) >= self.agreed_at + LIFETIME


@dataclass(frozen=True)
class Code:
    """What a user agreed to and an app has not yet fetched; `challenge` is empty without PKCE."""

    user_id: str
    scopes: frozenset[str]
    redirect_uri: str
    challenge: str
    dies_at: float


@dataclass
class Consents:
    """The consents of one app; safe to use from many threads. `code_lifetime` in seconds."""

    code_lifetime: int = 600  # RFC 6749 4.1.2: ten minutes at most
    _codes: dict[str, Code] = field(default_factory=dict)
    _given: dict[str, Consent] = field(default_factory=dict)
    _codes_made: int = 0
    _lock: Lock = field(default_factory=Lock)

    def code(self, user_id: str, scopes: frozenset[str], redirect_uri: str, challenge: str) -> str:
        """Return the code of a consent just given."""
        with self._lock:
            self._codes_made += 1
            value = "AQ" + hexadecimal(120, "code", self._codes_made)
            self._codes[value] = Code(user_id, scopes, redirect_uri, challenge, monotonic() + self.code_lifetime)
        return value

    def redeem(self, value: str, redirect_uri: str, verifier: str) -> Consent:
        """Return the consent behind a code, which is used up by that; raises Refusal where the code is no good."""
        with self._lock:
            code = self._codes.pop(value, None)
        if code is None:
            raise refuse_token("invalid_grant", "Invalid authorization code")
        if complaint := _complaint(code, redirect_uri, verifier):
            raise refuse_token(*complaint)
        return Consent(code.user_id, code.scopes, needs_secret=not code.challenge)

    def keep(self, consent: Consent, value: str = "") -> str:
        """Return the refresh token of a consent: the one given, or a new one."""
        with self._lock:
            about = (consent.user_id, sorted(consent.scopes), len(self._given))
            value = value or "AQ" + hexadecimal(120, "refresh token", *about)
            self._given[value] = consent
        return value

    def of(self, refresh_token: str) -> Consent:
        """Return the consent of a refresh token; raises Refusal where it was taken back or is too old."""
        consent = self._given.get(refresh_token)
        if consent is None or consent.is_revoked:
            raise refuse_token("invalid_grant", "Refresh token revoked")
        if consent.is_expired:
            raise refuse_token("invalid_grant", "Refresh token expired")
        return consent

    def revoke(self, refresh_token: str) -> None:
        """Take a consent back, as a user does on the page of connected apps; raises KeyError for an unknown token."""
        self._given[refresh_token].is_revoked = True


def _complaint(code: Code, redirect_uri: str, verifier: str) -> tuple[str, str] | None:
    """Return error and description of what is wrong with a redemption, if anything (RFC 6749 4.1.3, RFC 7636 4.6)."""
    if monotonic() >= code.dies_at:
        return "invalid_grant", "Authorization code expired"
    if redirect_uri != code.redirect_uri:
        return "invalid_grant", "Invalid redirect URI"
    if code.challenge and not verifier:
        return "invalid_request", "code_verifier must be supplied"
    if code.challenge and not proves(verifier, code.challenge):
        return "invalid_grant", "code_verifier was incorrect"
    return None

"""A consent without a browser, so that a test can have one of any age, of few scopes, or of the other listener."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tasks.sandbox import scopes
from tasks.sandbox.consents import Consent
from tasks.sandbox.listener import LISTENERS
from tasks.sandbox.oddities import LISTENER


@dataclass(frozen=True)
class Agreed:
    """What a listener has agreed to: `scopes` separated by blanks (None: all that this sandbox asks for).

    `age_days` is how long ago, by the real clock: a refresh token of more than 182 days is expired. Without
    `needs_secret` the token is one that PKCE brought: refreshed with the client id alone.
    """

    user_id: str = LISTENER
    scopes: str | None = None
    age_days: float = 0.0
    needs_secret: bool = True

    def __post_init__(self) -> None:
        if self.user_id not in LISTENERS:
            raise ValueError(f"{self.user_id!r} is no listener of the sandbox; it knows {', '.join(LISTENERS)}")
        if unknown := self.permitted - scopes.KNOWN:
            raise ValueError(f"{scopes.written(unknown)!r} is no scope of Spotify's")

    @property
    def permitted(self) -> frozenset[str]:
        """The scopes one by one."""
        return scopes.read() if self.scopes is None else frozenset(self.scopes.split())

    def consent(self) -> Consent:
        """Return it as the sandbox keeps it."""
        agreed_at = datetime.now(UTC) - timedelta(days=self.age_days)
        return Consent(self.user_id, self.permitted, self.needs_secret, agreed_at)

# ruff: noqa: N818 - the names are a vocabulary, and "NotFound" reads better in an except clause
"""What can come of a request to Spotify other than an answer. The class is the policy.

    SpotifyError
    ├── Deferred                   stop asking, load what is there, go on at `until`
    │   ├── RateLimited            429 with a Retry-After beyond a minute, or that a minute of waiting did not cure
    │   ├── QuotaExceeded          429 QUOTA_EXCEEDED: the app's allowance of about a day
    │   └── BudgetSpent            our own bound, SPOTIFY_MAX_REQUESTS; nothing was sent
    ├── Unavailable                ask again later: 5xx, a timeout, a reset, a body cut short
    │   └── Unreachable            no connection at all; the sentence names the address
    ├── Unauthorised               401 that a new token does not cure; asking again is no use
    │   └── BadCredentials         the token endpoint refuses: nothing can be asked at all
    ├── ForbiddenInThisMode        403: not for this app's mode, this listener, this playlist
    ├── NotFound                   404, 410: this id, not the run
    ├── BadRequest                 400 and its kin: our mistake
    └── Malformed                  an answer that is no use: not JSON, a redirect, an address that is not Spotify's

Only `Unavailable` is worth a retry, and only `Deferred` ends a run early.
"""

from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar


class SpotifyError(Exception):
    """A request that brought no answer.

    `message` holds Spotify's own words (or ours where Spotify said nothing), `path` what was asked, relative to the
    API and without its query, `status` the HTTP status or None where there was none. `str()` is one sentence.
    """

    says: ClassVar[str] = "{message}"

    def __init__(self, message: str, path: str = "", status: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.status = status

    def __str__(self) -> str:
        return self.says.format(**{**vars(self), "status": _status(self.status)}).strip()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        # Rebuilt without __init__, so that each subclass can be copied and pickled whatever its constructor asks for.
        return _rebuild, (type(self), self.args, vars(self).copy())


class Deferred(SpotifyError):
    """Nothing more may be asked before `until` (aware, UTC)."""

    says = "Spotify is asked nothing more before {until:%Y-%m-%d %H:%M} UTC: {message}"

    def __init__(self, message: str, until: datetime, path: str = "", status: int | None = None) -> None:
        super().__init__(message, path, status)
        self.until = until


class RateLimited(Deferred):
    """Too many requests of late; `retry_after` in seconds, as Spotify said or, where it did not, as we assume."""

    says = "Spotify asks for a pause until {until:%Y-%m-%d %H:%M} UTC ({path}: {message})"

    def __init__(
        self, message: str, until: datetime, retry_after: float, path: str = "", status: int | None = None
    ) -> None:
        super().__init__(message, until, path, status)
        self.retry_after = retry_after


class QuotaExceeded(Deferred):
    """The quota that all apps of one developer account share is used up."""

    says = "The app's quota at Spotify is used up until {until:%Y-%m-%d %H:%M} UTC ({path}: {message})"


class BudgetSpent(Deferred):
    """As many requests as this run may make have been made."""

    says = "{message}"


class Unavailable(SpotifyError):
    """Spotify could not answer now; the same request may succeed later."""

    says = "Spotify could not answer {path}{status}: {message}"


class Unreachable(Unavailable):
    """No connection; the message names the address and what to look at."""

    says = "{message}"


class Unauthorised(SpotifyError):
    """The access token is valid no more, or not for this."""

    says = "Spotify does not accept the sign-in for {path}{status}: {message}"


class BadCredentials(Unauthorised):
    """The token endpoint refuses client id, secret or refresh token; the message says which and what to do."""

    says = "{message}"


class ForbiddenInThisMode(SpotifyError):
    """Not for this app or not for this listener; the message is Spotify's and often says why."""

    says = "Spotify does not give {path} to this app or user{status}: {message}"


class NotFound(SpotifyError):
    """No such thing, or none that may be seen."""

    says = "Spotify does not find {path}{status}: {message}"


class BadRequest(SpotifyError):
    """A request that is wrong in itself."""

    says = "Spotify refuses the request {path}{status}: {message}"


class Malformed(SpotifyError):
    """An answer that cannot be used."""

    says = "Spotify's answer to {path} is of no use{status}: {message}"


def _status(status: int | None) -> str:
    return "" if status is None or status == HTTPStatus.OK else f" ({status})"


def _rebuild(kind: type[SpotifyError], args: tuple[Any, ...], state: dict[str, Any]) -> SpotifyError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error

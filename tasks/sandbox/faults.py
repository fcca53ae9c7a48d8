"""Failures on demand: what goes wrong, for which requests, and how often.

Which requests fail depends on what they ask and how often it was asked before, never on time or on the order of
threads: a run with faults can be repeated. A burst is the exception: it meets whoever comes next, and only how many
fail is certain.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal, get_args

from tasks.sandbox.invented import share

Kind = Literal[
    "rate_limit",  # 429 "API rate limit exceeded", Retry-After as given
    "quota",  # 429 with reason QUOTA_EXCEEDED, Retry-After as given
    "rate_limit_text",  # 429 as 17 bytes of plain text, Retry-After as given
    "server_error",  # `status` (500, 502, 503, 504) with a JSON body
    "server_error_html",  # `status` with the HTML of a proxy
    "server_error_empty",  # `status` with no body at all
    "reset",  # the connection is reset before the first byte
    "truncated",  # a Content-Length that the body does not reach, then the end of the connection
    "broken_json",  # 200 and a complete body that is cut-off JSON
    "html",  # 200 and a page of HTML where JSON was due
    "expired_token",  # 401, and the token of this request is dead from then on
    "forbidden",  # 403 "Forbidden": the app or the user lost something
    "premium",  # 403: the owner of the app has no Premium any more
    "scope",  # 403 "Insufficient client scope"
    "unregistered",  # 403 as plain text: the user is none of the five of an app in development mode
    "silence",  # no answer for `retry_after` seconds (30 if not given), then the end of the connection
]


@dataclass(frozen=True)
class Fault:
    """One failure to inject.

    `path` is a regular expression searched in the path ("/v1/albums/…", no query, no trailing slash). Of the requests
    that match, the first `after` are spared, then `times` of them fail (None: for ever); with `rate` only that share,
    with `burst` only the first so many of every `every`. An id that fails for good is a path that ends in it.
    `retry_after` in seconds, None for a 429 that does not say how long to wait.
    """

    kind: Kind
    path: str = r"^/v1/"
    times: int | None = None
    after: int = 0
    rate: float | None = None
    burst: int | None = None
    every: int = 50
    retry_after: int | None = None
    status: int = 503
    seed: int = 0

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind!r} is no fault of the sandbox; it knows {', '.join(get_args(Kind))}")
        try:
            re.compile(self.path)
        except re.error as error:
            raise ValueError(f"{self.path!r} is no regular expression: {error}") from error
        if self.rate is not None and not 0 <= self.rate <= 1:
            raise ValueError(f"The rate {self.rate} is no share from 0 to 1")
        if self.burst is not None and not 1 <= self.burst <= self.every:
            raise ValueError(f"A burst of {self.burst} does not fit into every {self.every}")


@dataclass
class Active:
    """A fault that was injected, and whom it has met so far."""

    fault: Fault
    met: int = 0
    struck: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    def strikes(self, path: str, target: str) -> bool:
        """Decide whether this request fails, and count it."""
        if not re.search(self.fault.path, path) or self.struck == self.fault.times:
            return False
        self.met += 1
        self.asked[target] += 1
        struck = self.met > self.fault.after and self._is_in_burst() and self._drawn(target)
        self.struck += struck
        return struck

    def _is_in_burst(self) -> bool:
        burst, place = self.fault.burst, self.met - self.fault.after - 1
        return burst is None or place % self.fault.every < burst

    def _drawn(self, target: str) -> bool:
        rate = self.fault.rate
        return rate is None or share(self.fault.seed, target, self.asked[target]) < rate


@dataclass
class Faults:
    """The faults in force, in order of injection; the first that strikes wins."""

    _active: list[Active] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def inject(self, fault: Fault) -> None:
        """Let a fault be in force from now on."""
        with self._lock:
            self._active.append(Active(fault))

    def clear(self) -> None:
        """Let nothing fail any more."""
        with self._lock:
            self._active.clear()

    def strike(self, path: str, target: str) -> Fault | None:
        """Return the fault that this request meets; `target` is its path with the query."""
        with self._lock:
            return next((active.fault for active in self._active if active.strikes(path, target)), None)

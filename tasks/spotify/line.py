"""The line to Spotify that all threads share: it waits its turn, counts, sends, and waits again where a 429 asks.

A 429 is settled here and nowhere else: it comes back as a wait (up to a minute) or as a Deferred error, after which
nothing more is sent, because asking during a penalty lengthens it.
"""

from collections import Counter
from collections.abc import Callable
from threading import Lock

from tasks.spotify.answers import Reply
from tasks.spotify.complaints import complaint
from tasks.spotify.errors import Deferred
from tasks.spotify.exchange import Session
from tasks.spotify.limiter import Limits
from tasks.spotify.patience import pause_for
from tasks.spotify.session import Call, transmit

OnWait = Callable[[float, str], None]
"""Called with seconds and the reason when a wait begins, in the thread that met it."""


class Line:
    """`requests` counts what was sent by family, `waited` the seconds that Spotify's pauses took."""

    def __init__(self, session: Session, limits: Limits, on_wait: OnWait | None = None) -> None:
        self.session = session
        self.limits = limits
        self.requests: Counter[str] = Counter()
        self.waited = 0.0
        self._on_wait = on_wait
        self._lock = Lock()

    def send(self, call: Call) -> Reply:
        """Return a reply that is not a 429; raises Deferred, Unavailable."""
        waits = 0
        while (reply := self._send_once(call)).status == 429:
            self._settle(pause_for(reply, call.path, waits), reply, call)
            waits += 1
        return reply

    def _send_once(self, call: Call) -> Reply:
        self.limits.acquire(call.family)
        with self._lock:
            self.requests[call.family] += 1
        return transmit(self.session, call)

    def _settle(self, verdict: float | Deferred, reply: Reply, call: Call) -> None:
        if isinstance(verdict, Deferred):
            self.limits.stop(verdict)
            raise verdict
        longer = self.limits.pause(verdict)
        with self._lock:
            self.waited += longer
        # Sixteen threads that run into one limit wait once: what adds less than a second is not news.
        if self._on_wait and longer >= min(verdict, 1.0):
            self._on_wait(longer, f"Spotify asks for a pause ({call.family}: {complaint(reply).message})")

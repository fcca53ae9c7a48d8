"""What the app at hand may ask, and what earlier runs have left that need not be asked again."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Saved:
    """How much of a kind the listener has saved, and when the newest was, as Spotify writes a time."""

    count: int = 0
    newest: str = ""


@dataclass(frozen=True)
class Known:
    """What earlier runs have stored: snapshot ids by playlist, and what the listener has saved by table."""

    snapshots: Mapping[str, str] = field(default_factory=dict)
    saved: Mapping[str, Saved] = field(default_factory=dict)


@dataclass(frozen=True)
class App:
    """What the app at hand may ask, and what need not be asked again; a full run knows nothing."""

    unavailable: frozenset[str] = frozenset()
    known: Known = Known()

    def may(self, endpoint: str) -> bool:
        """True unless a probe found that the endpoint is not for this app."""
        return endpoint not in self.unavailable

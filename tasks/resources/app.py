"""What the app at hand may ask, and what earlier runs have left that need not be asked again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tasks.resources.coverage import Heard


@dataclass(frozen=True)
class Saved:
    """How much of a kind the listener has saved, and when the newest was, as Spotify writes a time."""

    count: int = 0
    newest: str = ""


@dataclass(frozen=True)
class Known:
    """What earlier runs have stored: snapshot ids by playlist, what the listener has saved by table, and has heard."""

    snapshots: Mapping[str, str] = field(default_factory=dict)
    saved: Mapping[str, Saved] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)


@dataclass(frozen=True)
class App:
    """What the app at hand may ask, and what need not be asked again; a full run knows only what was heard."""

    unavailable: frozenset[str] = frozenset()
    known: Known = Known()

    def may(self, endpoint: str) -> bool:
        """True unless a probe found that the endpoint is not for this app."""
        return endpoint not in self.unavailable

"""What a run wants and what is known: from it each resource chooses its requests, asking and reading nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import polars as pl

from tasks.resources.app import App


def _nothing_met(table: str, *columns: str) -> pl.DataFrame:
    return pl.DataFrame(schema=dict.fromkeys(columns, pl.String) | {"uses": pl.UInt32})


def _nothing_stored(resource: str) -> Sequence[str]:
    return ()


def _never_read(resource: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Need:
    """The circumstances under which a resource chooses its requests.

    `selected` has the selected ids (or search terms, or user ids) by noun: "playlists", "artists", "shows", "search" …;
    `parts` what else the run takes in: "library", "plays", "browse", "playback", "analysis". `market` is an
    ISO 3166-1 code, or empty where the listener's country decides. `user_id` is the listener's, empty without one.

    `met(table, *columns)` returns distinct rows of these columns, with `uses`, how often they came, of what this run
    has read so far, such as met("spotify.track_artists", "artist_id"); columns that no row has are null.
    `stored(resource)` returns the ids in the database that full objects exist for, most used first; `marks(resource)`
    the watermarks by id: when it was last read to the end, see details.py.
    """

    selected: Mapping[str, Sequence[str]] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()
    market: str = ""
    user_id: str = ""
    app: App = field(default_factory=App)
    moment: datetime = field(default_factory=lambda: datetime.now(UTC))
    met: Callable[..., pl.DataFrame] = _nothing_met
    stored: Callable[[str], Sequence[str]] = _nothing_stored
    marks: Callable[[str], Mapping[str, str]] = _never_read

    def hoping_for(self, endpoint: str) -> "Need":
        """Return the same, were the endpoint there: what a probe asks, so that its answer is of use where it is."""
        return replace(self, app=replace(self.app, unavailable=self.app.unavailable - {endpoint}))

    def of(self, noun: str) -> Sequence[str]:
        """Return what is selected of a noun."""
        return self.selected.get(noun, ())

    def has(self, *wants: str) -> bool:
        """True where any of these nouns is selected or any of these parts is taken in."""
        return any(want in self.parts or self.of(want) for want in wants)

    @property
    def is_of_plays_alone(self) -> bool:
        """True for a run that comes every hour for the plays: what it meets is left to runs that read more."""
        return self.parts == {"plays"} and not any(self.selected.values())

    def in_market(self) -> dict[str, str]:
        """Return the parameter that names the market, none where the listener's country decides."""
        return {"market": self.market} if self.market else {}

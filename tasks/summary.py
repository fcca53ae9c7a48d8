"""What a run did, as plain values: for the terminal, for Prefect's artifacts, for the rows of pipeline_logs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tasks.postgres.load import Counts
from tasks.postgres.models.build import Rebuilt
from tasks.resources.reading import REJECTED


@dataclass
class Summary:
    """The facts of one run, filled in as it goes on."""

    run_id: str
    config: dict[str, Any]
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    status: str = "start"
    message: str = ""
    error_class: str = ""
    counts: Mapping[str, Counts] = field(default_factory=dict)
    requests: Mapping[str, int] = field(default_factory=dict)
    waited: float = 0.0
    notes: tuple[str, ...] = ()
    rebuilt: Rebuilt | None = None
    read_up_to: str = ""
    before_that: str = ""

    @property
    def seconds(self) -> float:
        """Seconds since the run began."""
        return (datetime.now(UTC) - self.started_at).total_seconds()

    @property
    def asked(self) -> int:
        """Requests made, those for tokens left out."""
        return sum(count for family, count in self.requests.items() if family != "token")

    @property
    def changed(self) -> int:
        """Rows of Spotify's that the run wrote."""
        return sum(counts.changed for table, counts in self.counts.items() if table.startswith("spotify."))

    @property
    def rejected(self) -> int:
        """Rows that no table could keep."""
        return self.counts[REJECTED].read if REJECTED in self.counts else 0

    def tables(self) -> list[dict[str, object]]:
        """Return one row a table of schema spotify, as the terminal and the artifact show it."""
        return [
            {
                "table": table.removeprefix("spotify."),
                "read": counts.read,
                "inserted": counts.inserted,
                "updated": counts.updated,
                "unchanged": counts.unchanged,
                "removed": counts.removed,
            }
            for table, counts in sorted(self.counts.items())
            if table.startswith("spotify.")
        ]

    def checks(self) -> list[dict[str, object]]:
        """Return one row a check, those that found something first."""
        found = sorted(self.rebuilt.checked, key=lambda check: -check.failures) if self.rebuilt else []
        return [
            {
                "check": check.name,
                "severity": check.severity,
                "rows": check.failures,
                "sample": str(check.sample[:1]),
            }
            for check in found
        ]

    def offended(self) -> list[str]:
        """Return the checks of severity fail that found something."""
        return [check.name for check in self.rebuilt.checked if check.blocks] if self.rebuilt else []

    def say(self, status: str, message: str, error: BaseException | None = None) -> None:
        """Note how the run ended."""
        self.status, self.message = status, message
        self.error_class = type(error).__name__ if error else ""

    @property
    def result(self) -> str:
        """What the run brought, in a sentence."""
        if not self.changed:
            return f"Nothing has changed since the last run ({self.asked} requests)"
        rejected = f", {self.rejected} rejected" if self.rejected else ""
        rows = "1 row" if self.changed == 1 else f"{self.changed:,} rows"
        return f"{rows} written{rejected}, {self.asked:,} requests, {self.seconds:.0f} s"

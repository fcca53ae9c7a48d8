"""What a run did, as plain values: for the terminal, for Prefect's artifacts, for the rows of pipeline_logs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tasks.postgres.load import Counts
from tasks.postgres.models.build import Rebuilt
from tasks.resources.reading import REJECTED
from tasks.resources.recently_played import COVERAGE


@dataclass
class Summary:
    """The facts of one run, filled in as it goes on.

    `databases` are SOURCE and TARGET as host:port/name, `extracted` what was moved between them, by extract;
    `watermarks` has how far was read, before and after; `page` is the address of the report for people.
    """

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
    flow_run_id: str | None = None
    databases: Mapping[str, str] = field(default_factory=dict)
    extracted: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    watermarks: dict[str, Any] = field(default_factory=dict)
    page: str = ""

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
        """Rows of Spotify's that the run wrote; a reading always moves the end of what it covers, played or not."""
        tables = (table for table in self.counts if table.startswith("spotify.") and table != COVERAGE)
        return sum(self.counts[table].changed for table in tables)

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
                "rejected": counts.rejected,
                "removed": counts.removed,
            }
            for table, counts in sorted(self.counts.items())
            if table.startswith("spotify.")
        ]

    def moves(self) -> list[dict[str, object]]:
        """Return one row an extract: what went from SOURCE to TARGET; every row has the same columns."""
        columns = dict.fromkeys(name for values in self.extracted.values() for name in values)
        return [
            {"extract": name, **{column: values.get(column, "") for column in columns}}
            for name, values in self.extracted.items()
        ]

    def moved(self) -> list[dict[str, object]]:
        """Return the moves that changed something in TARGET."""
        written = ("inserted", "updated", "removed")
        return [row for row in self.moves() if any(row.get(name) for name in written)]

    def offended(self) -> list[str]:
        """Return the checks that keep yesterday's marts, with the reason for one that cannot be run."""
        blocking = [check for check in self.rebuilt.checked if check.blocks] if self.rebuilt else []
        return [f"{check.name} ({check.error.rstrip('.')})" if check.error else check.name for check in blocking]

    def begin(self) -> None:
        """Note that the work begins now; what was before was waiting for others."""
        self.started_at = datetime.now(UTC)

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

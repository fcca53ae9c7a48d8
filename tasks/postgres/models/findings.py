"""What a build found out about its marts before anybody reads them; there also where it ends in an error."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import psycopg

from tasks.postgres.models.checks import Checked, run_checks
from tasks.postgres.models.model import Model
from tasks.postgres.models.null_shares import check_null_shares
from tasks.postgres.models.past import Past
from tasks.postgres.models.room import check_room
from tasks.postgres.models.stats import MartStats, measure_marts
from tasks.postgres.models.volume import check_volume


@dataclass
class Findings:
    """What each check found, and what each mart is like; `is_in_place` once the marts are those that people read."""

    checked: list[Checked] = field(default_factory=list)
    stats: list[MartStats] = field(default_factory=list)
    is_in_place: bool = False

    @property
    def blocks(self) -> bool:
        """Whether yesterday's marts must stay."""
        return any(check.blocks for check in self.checked)

    def examine(self, connection: psycopg.Connection, models: Iterable[Model], past: Past) -> None:
        """Check the candidates, by themselves and against the builds before; raises psycopg.Error."""
        wanted = list(models)
        self.stats = measure_marts(connection, wanted)
        self.checked = [
            *run_checks(connection, wanted),
            *check_room(connection, wanted),
            *check_volume(self.stats, past),
            *check_null_shares(self.stats, past),
        ]

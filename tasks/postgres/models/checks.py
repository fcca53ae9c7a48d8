"""Checks are SELECTs of offending rows: none = pass. They run on the candidates, before anybody reads these."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import psycopg

from tasks.postgres.models.discover import of_schema
from tasks.postgres.models.grain import grain_check
from tasks.postgres.models.model import Model
from tasks.postgres.models.references import ModelError
from tasks.postgres.models.run import run_model

SAMPLE = 5


@dataclass(frozen=True)
class Checked:
    """What a check found: how many rows offend, and the first few of them as JSON values by column.

    `error` is what Postgres said of a check that cannot be run, which nobody may take for one that found nothing.
    """

    name: str
    severity: str
    failures: int
    sample: tuple[dict[str, Any], ...]
    comment: str
    seconds: float
    error: str = ""

    @property
    def status(self) -> str:
        """One of passed, failed, error."""
        return "error" if self.error else "failed" if self.failures else "passed"

    @property
    def blocks(self) -> bool:
        """Whether yesterday's marts must stay."""
        return bool(self.error) or (self.failures > 0 and self.severity == "fail")


def warned(name: str, found: Sequence[Mapping[str, Any]], comment: str) -> Checked:
    """Return what a check of severity warn found that is no SELECT."""
    return Checked(name, "warn", len(found), tuple(dict(row) for row in found[:SAMPLE]), comment, 0.0)


def run_checks(connection: psycopg.Connection, models: Iterable[Model]) -> list[Checked]:
    """Run every check, and for each mart that its grain holds; one that cannot be run does not stop the others."""
    return [_attempted(connection, check) for check in all_checks(models)]


def all_checks(models: Iterable[Model]) -> list[Model]:
    """Return the checks of the folder and those that follow from the grain of the marts."""
    found = list(models)
    return [*of_schema(found, "checks"), *(grain_check(mart) for mart in of_schema(found, "marts"))]


def _attempted(connection: psycopg.Connection, check: Model) -> Checked:
    started = monotonic()
    try:
        with connection.transaction():
            return run_check(connection, check)
    except ModelError as error:
        severity, seconds = check.header.notes["severity"], monotonic() - started
        return Checked(check.name, severity, 0, (), check.header.prose, seconds, str(error))


def run_check(connection: psycopg.Connection, check: Model, sample: int = SAMPLE) -> Checked:
    """Run one check on the candidates; raises ModelError."""
    started = monotonic()
    failures, rows = _offending(connection, check, sample)
    severity = check.header.notes["severity"]
    return Checked(check.name, severity, failures, rows, check.header.prose, monotonic() - started)


def _offending(connection: psycopg.Connection, check: Model, sample: int) -> tuple[int, tuple[dict[str, Any], ...]]:
    counted = f") select count(*) over (), to_jsonb(o) from offending as o limit {sample}"
    found = run_model(connection, check, "with offending as materialized (", counted).fetchall()
    return (found[0][0] if found else 0), tuple(row for _, row in found)

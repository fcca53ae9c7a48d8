"""Transforming: every model rebuilt beside the one in use, checked, and swapped, in one transaction."""

from dataclasses import replace

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger

from tasks.console.terminal import complain
from tasks.masking import masked, secrets_of
from tasks.postgres.connect import DatabaseError, transaction
from tasks.postgres.models.build import Rebuilt, rebuild
from tasks.postgres.models.checks import Checked
from tasks.postgres.models.discover import discover
from tasks.postgres.models.findings import Findings
from tasks.postgres.models.past import Past, read_past
from tasks.postgres.models.record import record
from tasks.postgres.models.trends import Trend, read_trends
from tasks.retrying import RETRYING
from tasks.run_lock import stay_alone
from tasks.session import current


@task(name="build marts", task_run_name="build marts", cache_policy=NO_CACHE, **RETRYING)
def build_marts(run_id: str = "") -> Rebuilt:
    """Rebuild and check the marts of TARGET; raises ModelError, DatabaseError."""
    stay_alone()
    findings, trends = Findings(), dict[str, Trend]()
    try:
        rebuilt = rebuild(current().databases.target, discover(), _past(), findings)
    finally:
        if findings.checked:
            trends = _recorded(run_id, findings)
    return replace(rebuilt, trends=trends)


def _past() -> Past:
    with transaction(current().databases.target) as connection:
        return read_past(connection)


def _recorded(run_id: str, findings: Findings) -> dict[str, Trend]:
    """Write down what was found and return how each check has fared.

    The marts are in place, or stay, whether or not that can be written: a warning is enough.
    """
    found = replace(findings, checked=[_masked(check) for check in findings.checked])
    try:
        with transaction(current().databases.target) as connection:
            record(connection, run_id, found)
            return read_trends(connection)
    except DatabaseError as error:
        sentence = f"What the checks found could not be kept for later runs: {error}"
        complain(f"Warning: {sentence}")
        get_run_logger().warning(sentence)
        return {}


def _masked(check: Checked) -> Checked:
    secrets = secrets_of(current())
    return replace(check, sample=tuple(masked(check.sample, secrets)), error=masked(check.error, secrets))

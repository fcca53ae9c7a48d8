"""Whether the pipeline is well: did it run lately, does one hang, did the checks pass, will it be able to go on.

The doctor looks whether it could run here and asks Spotify; this asks nobody but the databases, and starts none.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from tasks.console.plain import plain
from tasks.databases import configured
from tasks.doctor import Finding, found, ok, problem, warning
from tasks.doctor_databases import judged
from tasks.doctor_quota import Quota
from tasks.doctor_spotify import age_of
from tasks.listener_token import resolve
from tasks.postgres import health
from tasks.postgres.connect import DatabaseError, transaction
from tasks.postgres.database import Database
from tasks.postgres.embedded import EmbeddedError, running
from tasks.postgres.examine import examined, has_table
from tasks.run_config import address
from tasks.settings import Settings
from tasks.spotify.consent import THRESHOLDS, threshold

OPEN_AT_MOST = timedelta(days=1)
"""A run that takes longer hangs, or is dead and no other has come since."""

LAST_RUN = "last run"


def examination(settings: Settings, limit: timedelta, listener: str = "") -> Iterator[Finding]:
    """Yield what is found; the last run that ended well must not be older than `limit`."""
    named: dict[str, Database] = {}
    for role in ("target", "source", "logging"):
        yield from found(role.upper(), partial(_name, settings, role, named))
    answering = {}
    for database in dict.fromkeys(named.values()):
        finding = _answers(database)
        answering[database] = finding.level != "problem"
        if not answering[database]:
            yield finding
    there = {role: database for role, database in named.items() if answering[database]}
    if "logging" in there and "source" in named:
        yield from found(LAST_RUN, partial(_runs, there["logging"], named["source"], limit))
    for database in dict.fromkeys(there[role] for role in ("source", "target") if role in there):
        yield from found("open runs", partial(_open_runs, database))
    if "target" in there:
        yield from found("checks", partial(_checks, there["target"]))
    if not settings.uses_sandbox:
        yield from found("quota", Quota(there.get("source"), settings.spotify_client_id).findings)
        yield from found("sign-in", partial(_sign_in, settings, listener))


def _name(settings: Settings, role: str, named: dict[str, Database]) -> Iterator[Finding]:
    """Find out which database it is, by the address; the embedded one only if it runs."""
    yield from ()
    if database := configured(settings, role):
        named[role] = database
    elif role == "target":
        named[role] = running(settings.data_dir)
    elif "target" in named:
        named[role] = named["target"]


def _answers(database: Database) -> Finding:
    try:
        return judged(database, examined(database), "database")
    except (DatabaseError, EmbeddedError) as error:
        return problem("database", str(error))


def _runs(logging: Database, source: Database, limit: timedelta) -> Iterator[Finding]:
    if not has_table(logging, "etl.pipeline_logs"):
        yield problem(LAST_RUN, f"nothing has ever run here ({logging} has no etl.pipeline_logs)")
        return
    only = None if logging == source else address(source)
    with transaction(logging) as connection:
        well, failed = health.last_ended_well(connection, only), health.last_failed(connection, only)
    yield _judged(well, limit)
    if failed and (well is None or failed.ended_at > well.ended_at):
        yield warning(LAST_RUN, f"the one at {_moment(failed.ended_at)} failed: {plain(failed.message or '')}")


def _judged(well: health.Ended | None, limit: timedelta) -> Finding:
    if well is None:
        return problem(LAST_RUN, "none has ever ended well: see etl.pipeline_runs")
    about = f"ended well at {_moment(well.ended_at)}, {well.age / timedelta(hours=1):.1f} hours ago"
    if well.age > limit:
        most = limit / timedelta(hours=1)
        return problem(LAST_RUN, f"{about}, and {most:g} at most are allowed: see that a schedule runs it")
    return ok(LAST_RUN, about)


def _open_runs(database: Database) -> Iterator[Finding]:
    if not has_table(database, "etl.open_runs"):
        return
    with transaction(database) as connection:
        too_long = health.open_longer_than(connection, OPEN_AT_MOST)
    for one in too_long:
        where = f"process {one.process} of {plain(one.host)}"
        yield problem(
            "open runs", f"{one.run_id} ({where}) has not ended since {_moment(one.since)}: it hangs or was killed"
        )


def _checks(target: Database) -> Iterator[Finding]:
    if not has_table(target, "etl.check_results"):
        return
    with transaction(target) as connection:
        failed = health.failed_checks(connection)
    for one in failed:
        say = problem if one.severity == "fail" else warning
        yield say("checks", f"{one.name} has {one.status} since {_moment(one.since)}: see etl.check_results")
    if not failed:
        yield ok("checks", "all passed in the last build")


def _sign_in(settings: Settings, listener: str) -> Iterator[Finding]:
    token = resolve(settings, listener)
    if token is None:
        return
    finding = age_of(token)
    reached = threshold(token.authorised_at, datetime.now(UTC)) if token.authorised_at else None
    is_near = reached is not None and reached <= min(THRESHOLDS)
    yield problem(finding.about, finding.text) if is_near else finding


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"

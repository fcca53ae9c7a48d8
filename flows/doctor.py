"""Look at everything that a run needs and say what to do: python flows/doctor.py --help."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack

from flows.exit_codes import INTERRUPTED
from tasks.console.terminal import complain, say
from tasks.doctor import Finding, found, problem
from tasks.doctor_databases import Reached
from tasks.doctor_machine import data_dir_findings, prefect_findings, settings_findings
from tasks.doctor_quota import Quota
from tasks.doctor_spotify import Inquiry, redirect_findings
from tasks.settings import Settings, SettingsError, load_settings


def options(arguments: list[str]) -> argparse.Namespace:
    """Return the options; ends the program for --help and for a mistake."""
    parser = argparse.ArgumentParser(
        prog="python flows/doctor.py",
        description="Look at settings, Spotify, databases and Prefect, and say what to do where something is wrong.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--listener", default="", metavar="NAME", help="whose sign-in to look at, where there are several"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Print one line a finding and return the exit code: 1 if any is a problem."""
    given, problems, warnings = options(arguments), 0, 0
    try:
        for finding in examination(given.listener):
            say(str(finding))
            problems += finding.level == "problem"
            warnings += finding.level == "warning"
    except KeyboardInterrupt:
        complain("Interrupted.")
        return INTERRUPTED
    say(f"{_count(problems, 'problem')}, {_count(warnings, 'warning')}.")
    return 1 if problems else 0


def examination(listener: str) -> Iterator[Finding]:
    """Yield every finding, what is quick and near first; changes nothing."""
    try:
        settings = load_settings()
    except SettingsError as error:
        yield problem("settings", str(error))
        return
    yield from found("settings", lambda: settings_findings(settings))
    yield from found("DATA_DIR", lambda: data_dir_findings(settings))
    with ExitStack() as stack:
        reached = Reached(settings, stack)
        yield from reached.findings()
        if not settings.uses_sandbox:
            yield from _spotify(settings, listener, Quota(reached.source, settings.spotify_client_id))
    yield from found("Prefect", prefect_findings)


def _spotify(settings: Settings, listener: str, quota: Quota) -> Iterator[Finding]:
    yield from found("redirect address", lambda: redirect_findings(settings))
    yield from found("quota", quota.findings)
    if quota.is_blocked:
        return
    inquiry = Inquiry(settings, listener)
    yield from inquiry.findings()
    yield from found("quota", lambda: quota.note(inquiry.requests, inquiry.deferred))


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Say in one line whether the pipeline is well, for a monitor: python flows/healthcheck.py --help."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import timedelta

from flows.exit_codes import INTERRUPTED
from tasks.console.terminal import complain, say
from tasks.doctor import Finding, problem
from tasks.healthcheck import LAST_RUN, examination
from tasks.settings import SettingsError, load_settings

HOURS = 26.0  # a day, and what a run may take longer than the one before


def options(arguments: list[str]) -> argparse.Namespace:
    """Return the options; ends the program for --help and for a mistake."""
    parser = argparse.ArgumentParser(
        prog="python flows/healthcheck.py",
        description="Say in one line whether the pipeline is well, and exit with 0 or 1. Asks the databases alone.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--hours", type=_hours, default=HOURS, help="how long ago the last run may have ended well; 26 by default"
    )
    parser.add_argument(
        "--listener", default="", metavar="NAME", help="whose sign-in to look at, where there are several"
    )
    parser.add_argument("--json", action="store_true", help="print one object with all that was found")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Print one line and return the exit code: 0 where all is well, 1 where it is not."""
    given = options(arguments)
    try:
        findings = found(timedelta(hours=given.hours), given.listener)
    except KeyboardInterrupt:
        complain("Interrupted.")
        return INTERRUPTED
    print(_object(findings)) if given.json else say(line(findings))  # noqa: T201 - no colours, no wrapping
    return 0 if is_healthy(findings) else 1


def found(limit: timedelta, listener: str) -> list[Finding]:
    """Return every finding, also that the settings are wrong."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return [problem("settings", str(error))]
    return list(examination(settings, limit, listener))


def is_healthy(findings: Sequence[Finding]) -> bool:
    """Tell whether there is no problem; a warning is none yet."""
    return not any(finding.level == "problem" for finding in findings)


def line(findings: Sequence[Finding]) -> str:
    """Return what matters most, in one line."""
    told = [one for one in findings if one.level == "problem"]
    if is_healthy(findings):
        told = [one for one in findings if one.about == LAST_RUN and one.level == "ok"]
    told += [one for one in findings if one.level == "warning"]
    verdict = "Healthy" if is_healthy(findings) else "Unhealthy"
    return f"{verdict}: {'; '.join(f'{one.about}: {one.text}' for one in told)}"


def _object(findings: Sequence[Finding]) -> str:
    listed = [{"level": one.level, "about": one.about, "text": one.text} for one in findings]
    return json.dumps({"healthy": is_healthy(findings), "findings": listed})


def _hours(text: str) -> float:
    hours = float(text)
    if not 0 < hours < 24 * 366:
        raise ValueError(text)
    return hours


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

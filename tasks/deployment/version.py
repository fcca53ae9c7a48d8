"""What a deployment is called by in the UI: ETL_VERSION from CI, by hand the commit of this checkout."""

import subprocess
from collections.abc import Mapping
from importlib.metadata import version

from tasks.deployment.file import ROOT


def with_version(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment with ETL_VERSION in it."""
    return {**environment, "ETL_VERSION": environment.get("ETL_VERSION") or _commit() or version("spotify-etl")}


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty"]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""  # no git, or no repository: an image has neither

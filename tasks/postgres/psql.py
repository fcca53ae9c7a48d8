"""psql on the embedded Postgres: python -m tasks.postgres.psql [DATA_DIR [ARGUMENT OF PSQL...]]."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tasks.postgres.embedded import EmbeddedError, embedded, psql_command


def main(arguments: list[str]) -> int:
    """Start or join the server for as long as psql runs, and return psql's exit code."""
    data_dir = Path(arguments[0] if arguments else ".data")
    try:
        with embedded(data_dir):
            return run([*psql_command(data_dir), *arguments[1:]])
    except EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def run(command: list[str]) -> int:
    """Run psql, which alone hears Ctrl-C: there it ends a query, not the session."""
    with subprocess.Popen(command, env=environment()) as process:  # noqa: S603  the psql of the wheel
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return process.wait()
        finally:
            signal.signal(signal.SIGINT, before)


def environment() -> dict[str, str]:
    """Return our environment with a pager that leaves short results alone, and none where there is no less."""
    pager = "less -FSX" if shutil.which("less") else ""
    return {"PSQL_PAGER": os.environ.get("PAGER", pager), **os.environ}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

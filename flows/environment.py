"""Prefect's own settings for a run by hand: its state beside our data, its log in the UI and not on the terminal.

Whoever has set up Prefect (an API address, a profile) keeps what they have. Deployed runs have an API address.
"""

import os
import signal
import sys
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tasks import logs

ROOT = Path(__file__).resolve().parents[1]

PROGRAMS = ("main.py", "export.py")


def prepare() -> None:
    """Set what is not set; but for the logs, only where a file of this folder that runs a flow is the program."""
    logs.spare_tracebacks()
    if logs.are_json():
        logs.begin()
    if Path(sys.argv[0]).name not in PROGRAMS:
        return
    # Docker stops a container with SIGTERM, which Python as its first process would not even notice.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if not logs.are_json():
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    if "PREFECT_API_URL" not in os.environ and not (Path.home() / ".prefect" / "profiles.toml").exists():
        data_dir = Path(os.environ.get("DATA_DIR") or ".data")
        _home(data_dir.resolve() / "prefect")
    for name, value in _declared():
        os.environ.setdefault(name, value)


def start_server() -> None:
    """Start Prefect's temporary server, which a Ctrl-C must not reach: it has yet to hear how the run ended.

    A terminal sends SIGINT to every process of the group. A process inherits the mask of signals of the thread that
    starts it, so the thread is one that blocks SIGINT, while this one stays interruptible.
    """
    starting = threading.Thread(target=_start_deaf, daemon=True)
    starting.start()
    while starting.is_alive():
        starting.join(0.1)  # any thread may be given the signal, and one that waits without end would not notice


def _start_deaf() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    # Prefect starts the same server when it first needs one; where it cannot, it is the one to say so.
    with suppress(ImportError, RuntimeError, OSError):
        from prefect.server.api.server import SubprocessASGIServer

        SubprocessASGIServer().start()


def _home(folder: Path) -> None:
    # A folder that cannot be made is said by whoever needs DATA_DIR first, in a sentence.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("PREFECT_HOME", str(folder))


def _declared() -> Iterator[tuple[str, str]]:
    """Yield [tool.prefect] of pyproject.toml as variables, for Prefect itself finds it only in the current folder."""
    file = ROOT / "pyproject.toml"
    if file.exists():
        yield from _flat("PREFECT", tomllib.loads(file.read_text())["tool"]["prefect"])


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}_{name.upper()}", value)
        else:
            yield f"{prefix}_{name.upper()}", str(value).lower() if isinstance(value, bool) else str(value)


prepare()

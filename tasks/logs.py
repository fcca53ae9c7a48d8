"""Everything that a run prints as lines of JSON, where LOG_FORMAT is json.

What Prefect logs goes to stderr, what is told to people to stdout, each record with the run it belongs to and without
secrets. Prefect reads the place of its logging's settings when it is imported; where it was first, as in a container
that it starts, its handler is replaced.
"""

import logging
import os
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from tasks import env_file
from tasks.console import terminal
from tasks.console.json_lines import NAME, JsonFormatter
from tasks.masking import masked, secrets_of

VARIABLE = "LOG_FORMAT"

SETTINGS = Path(terminal.__file__).with_name("logging.yml")

LOG = logging.getLogger(NAME)

WARNINGS = logging.getLogger("py.warnings")


def are_json() -> bool:
    """Tell whether lines of JSON are wanted; what is wrong with ENV_FILE is said by whoever needs the settings."""
    wanted = os.environ.get(VARIABLE)
    if not wanted:
        with suppress(env_file.EnvFileError):
            wanted = env_file.values().get(VARIABLE)
    return wanted == "json"


def begin() -> None:
    """Print lines of JSON from now on."""
    os.environ.setdefault("PREFECT_LOGGING_SETTINGS_PATH", str(SETTINGS))
    root = logging.getLogger()
    root.handlers = [_instead(one) for one in root.handlers]
    LOG.handlers, LOG.propagate = [_handler(sys.stdout)], False
    LOG.setLevel(logging.INFO)
    terminal.tell_by(LOG)
    logging.captureWarnings(capture=True)
    WARNINGS.handlers, WARNINGS.propagate = [_handler(sys.stderr)], False
    sys.excepthook = _uncaught
    threading.excepthook = lambda given: _uncaught(
        given.exc_type, given.exc_value or given.exc_type(), given.exc_traceback
    )


def spare_tracebacks() -> None:
    """Leave out Prefect's traceback of its own exception where a flow has returned Failed: its sentence is logged."""
    for name in ("prefect.flow_runs", "prefect.engine"):
        logging.getLogger(name).addFilter(_is_no_echo)


def _is_no_echo(record: logging.LogRecord) -> bool:
    return not (record.exc_info and record.exc_info[0] and record.exc_info[0].__name__ == "FailedRun")


def formatter(*_: object, **__: object) -> JsonFormatter:
    """Return what makes a record a line."""
    return JsonFormatter(run_of_now, without_secrets)


def run_of_now() -> Mapping[str, str]:
    """Return the flow run and the task run that this thread works for, as far as there are any."""
    if "prefect.context" not in sys.modules:
        return {}
    from prefect.context import FlowRunContext, TaskRunContext

    flow, task = FlowRunContext.get(), TaskRunContext.get()
    known: dict[str, str] = {}
    if flow and flow.flow_run:
        known |= {"flow_run_id": str(flow.flow_run.id), "flow_run_name": flow.flow_run.name}
    if flow and flow.flow:
        known["flow_name"] = flow.flow.name
    if task:
        known |= {"task_run_id": str(task.task_run.id), "task_run_name": task.task_run.name}
        known["task_name"] = task.task.name
    return known


def without_secrets(value: Any) -> Any:
    """Return a value without the secrets of the session, if one is open, and those that a URL shows."""
    secrets: list[str] = []
    if "tasks.session" in sys.modules:
        from tasks.session import current

        with suppress(IndexError):  # none is open
            secrets = secrets_of(current())
    return masked(value, secrets)


def _instead(handler: logging.Handler) -> logging.Handler:
    """Return what prints as JSON what a handler prints for people."""
    if getattr(handler, "stream", None) not in {sys.stderr, sys.stdout}:
        return handler
    return _handler(sys.stderr, handler.level)


def _handler(stream: Any, level: int = logging.NOTSET) -> logging.Handler:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    handler.setLevel(level)
    return handler


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    LOG.critical("%s", error, exc_info=(kind, error, trace))

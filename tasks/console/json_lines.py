"""One line of JSON a record, for a machine that collects what many containers print."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

# What a record says of the run it belongs to.
OF_A_RUN = ("flow_name", "flow_run_id", "flow_run_name", "task_name", "task_run_id", "task_run_name")

NAME = "spotify-etl"
"""The logger of what a run tells people."""


class JsonFormatter(logging.Formatter):
    """A record as one line: time, level, logger, message, the run, and an exception with its traceback.

    `about` returns what is known of the run of now, `masked` a value without its secrets.
    """

    def __init__(self, about: Callable[[], Mapping[str, str]], masked: Callable[[Any], Any]) -> None:
        super().__init__()
        self._about = about
        self._masked = masked

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        return json.dumps(self._masked(self._told(record)), default=str)

    def _told(self, record: logging.LogRecord) -> dict[str, Any]:
        known = {**self._about(), **{name: str(getattr(record, name)) for name in OF_A_RUN if hasattr(record, name)}}
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **{name: known[name] for name in OF_A_RUN if name in known},
        }
        if record.exc_info and record.exc_info[0]:
            told["exception"] = self.formatException(record.exc_info)
        return told | {name: getattr(record, name) for name in ("rows",) if hasattr(record, name)}

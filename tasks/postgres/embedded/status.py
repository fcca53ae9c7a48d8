"""What the server of the embedded Postgres tells of itself: its lock whether it is alive, postmaster.pid the rest."""

import socket
import time
from contextlib import suppress

from tasks.postgres.embedded.cluster import last_complaint
from tasks.postgres.embedded.error import EmbeddedError
from tasks.postgres.embedded.folder import Folder
from tasks.postgres.embedded.lock import is_free

HOST = "127.0.0.1"
START_SECONDS = 180
"""Replaying the log of a killed server takes that long at most: 2 GB of it, see max_wal_size."""


def wait_until_ready(folder: Folder) -> bool:
    """Return True as soon as the server answers, and False as soon as no process of it is alive."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if is_free(folder.server):
            return False
        if is_ready(folder):
            return True
        time.sleep(0.01)
    raise EmbeddedError(f"The embedded Postgres takes over {START_SECONDS} s to start: {last_complaint(folder.log)}")


def is_ready(folder: Folder) -> bool:
    """Tell whether the server says so and takes connections; one that was killed says so for ever."""
    lines = postmaster(folder)
    if len(lines) < 8 or lines[7].strip() != "ready":
        return False
    with socket.socket() as client:
        return client.connect_ex((HOST, int(lines[3]))) == 0


def running_port(folder: Folder) -> int:
    """Return the port of the server; raises EmbeddedError when there is none."""
    lines = postmaster(folder)
    if len(lines) < 4:
        raise EmbeddedError(f"The embedded Postgres does not run (any more): {last_complaint(folder.log)}")
    return int(lines[3])


def postmaster(folder: Folder) -> list[str]:
    """Return what the server tells of itself: process, folder, start, port, socket folder, address, memory, status."""
    with suppress(FileNotFoundError):
        return (folder.cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    return []

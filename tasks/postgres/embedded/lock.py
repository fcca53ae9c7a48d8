"""The three locks of the embedded Postgres: flock, because the kernel takes them back however their holder dies.

    lock      exclusive, briefly: who joins or leaves does so alone
    holders   shared by all who use the server; its supervisor waits for it exclusively, that is: for the last to leave
    server    inherited by initdb, the supervisor and every process of Postgres; free means that none of them is alive

An flock belongs to the open file, which child processes share: unlocking gives it up for all of them, closing does not.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """Open a lock file; what children inherited of it stays locked afterwards."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until nobody holds the lock, then hold it."""
    with opened(path) as descriptor:
        take(descriptor)
        try:
            yield
        finally:
            unlock(descriptor)


def take(descriptor: int) -> None:
    """Hold the lock alone; waits while anybody holds it."""
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def share(descriptor: int) -> None:
    """Hold the lock together with others; waits while someone holds it alone."""
    fcntl.flock(descriptor, fcntl.LOCK_SH)


def unlock(descriptor: int) -> None:
    """Give the lock up, also for a child that was forked just now and has not yet closed its copy."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)


def is_free(path: Path) -> bool:
    """Tell whether nobody holds the lock."""
    return _could(path, fcntl.LOCK_EX)


def is_shared(path: Path) -> bool:
    """Tell whether someone holds the lock together with others, as distinct from alone."""
    return not is_free(path) and _could(path, fcntl.LOCK_SH)


def _could(path: Path, operation: int) -> bool:
    with opened(path) as descriptor:
        try:
            fcntl.flock(descriptor, operation | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        unlock(descriptor)
        return True

"""A Postgres of a test's own, to be stopped, killed and restarted at will."""

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

import psycopg

from tasks.postgres.database import Database
from tasks.postgres.embedded.account import server_account
from tasks.postgres.embedded.binaries import ENVIRONMENT, program, wrapped
from tasks.postgres.embedded.cluster import ensure_cluster
from tasks.postgres.embedded.folder import USER, Folder
from tasks.postgres.embedded.lock import opened
from tasks.postgres.embedded.server import free_port
from tasks.postgres.embedded.status import HOST

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": ".",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "fsync": "off",
}

FAST, IMMEDIATE = signal.SIGINT, signal.SIGQUIT


class OwnServer:
    """A cluster and the server that runs on it, or does not."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.port = free_port(0)
        self.account = server_account(folder)
        # Linux stops a server with the thread that started it: so this is always the same one.
        self._hand = ThreadPoolExecutor(1)
        self._process: subprocess.Popen[bytes] | None = None
        with opened(folder.server) as lock:
            ensure_cluster(folder, self.account, lock)

    @property
    def database(self) -> Database:
        """The database of its superuser."""
        return Database(HOST, self.port, USER, "postgres", self.folder.password(), sslmode="disable")

    def start(self, settings: Mapping[str, str] = MappingProxyType({}), *, wait: bool = True) -> None:
        """Start the server, and wait until it answers."""
        self._hand.submit(self._start, dict(settings)).result()
        while wait and not self.answers():
            time.sleep(0.02)

    def stop(self, how: signal.Signals = FAST) -> None:
        """Stop the server if it runs."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)

    def restart(self, how: signal.Signals = FAST) -> None:
        """Stop and start the server."""
        self.stop(how)
        self.start()

    def answers(self) -> bool:
        """Tell whether it lets us in."""
        with suppress(psycopg.OperationalError):
            psycopg.connect(self.database.conninfo()).close()
            return True
        assert self._process is None or self._process.poll() is None, self.folder.log.read_text()[-2000:]
        return False

    def close(self) -> None:
        """Stop the server for good."""
        self.stop(IMMEDIATE)
        self._hand.shutdown()

    def _start(self, settings: dict[str, str]) -> None:
        values = SETTINGS | {"port": str(self.port)} | settings
        command = [
            program("postgres"),
            "-D",
            str(self.folder.cluster),
            *(f"--{name}={values[name]}" for name in values),
        ]
        with self.folder.log.open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                wrapped("-", command, self.folder.cluster, self.account),
                env=ENVIRONMENT,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


@contextmanager
def own_server(parent: Path | None = None, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[OwnServer]:
    """Yield a running server whose data lie below `parent`, which may be a small disk; it is gone afterwards."""
    # Not pytest's folder: it is closed to all but its owner, and the server may be somebody else.
    path = Path(tempfile.mkdtemp(prefix="pg-", dir=parent))
    folder = Folder(path)
    folder.create()
    server = OwnServer(folder)
    try:
        server.start(settings)
        yield server
    finally:
        server.close()
        shutil.rmtree(path)


@contextmanager
def meanwhile(condition: Callable[[], bool], action: Callable[[], object]) -> Iterator[None]:
    """Act once, as soon as the condition holds, while the block runs; it must have come to hold."""
    ended = False

    def watch() -> bool:
        while not ended:
            if condition():
                action()
                return True
            time.sleep(0.01)
        return False

    with ThreadPoolExecutor(1) as watcher:
        acted = watcher.submit(watch)
        try:
            yield
        finally:
            ended = True
        assert acted.result(30), "what was waited for never happened"

"""Starting the server of the embedded Postgres, and stopping it by hand; `lock` is held meanwhile."""

import socket
from contextlib import suppress

from tasks.postgres.embedded.account import Account, server_account
from tasks.postgres.embedded.binaries import program, run, supervise
from tasks.postgres.embedded.cluster import ensure_cluster
from tasks.postgres.embedded.folder import Folder, writable
from tasks.postgres.embedded.lock import opened, take
from tasks.postgres.embedded.status import HOST

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": ".",  # the cluster itself, and relative: its length does not count
    "timezone": "UTC",
    "log_timezone": "UTC",
    "shared_buffers": "128MB",
    "maintenance_work_mem": "256MB",  # primary keys and indexes are built after the load
    "max_wal_size": "2GB",  # a whole load between two checkpoints
    "wal_level": "minimal",  # nobody replicates it, so COPY into a new table need not be logged
    "max_wal_senders": "0",
    "jit": "off",  # compiles for longer than these queries run
    # synchronous_commit stays on: off, a killed server forgets the last commits, after we have said "loaded". A run
    # commits a few times only, so there is nothing to gain.
}


def start(folder: Folder) -> None:
    """Start a server under a supervisor; returns before it is ready."""
    with writable(folder.data_dir), opened(folder.server) as server:
        take(server)
        begin_log(folder)
        account = server_account(folder)
        ensure_cluster(folder, account, server)
        launch(folder, account, server)


def launch(folder: Folder, account: Account | None, server: int) -> None:
    """Hand the server's lock, and an own view of the holders', to the supervisor."""
    settings = {**SETTINGS, "port": str(choose_port(folder))}
    command = [program("postgres"), "-D", str(folder.cluster), *(f"--{name}={settings[name]}" for name in settings)]
    with opened(folder.holders) as holders, folder.log.open("a", encoding="utf-8") as log:
        supervise(command, folder.cluster, account, log, (holders, server))


def begin_log(folder: Folder) -> None:
    """Begin a log for this start and keep that of the last one."""
    with suppress(FileNotFoundError):
        folder.log.replace(folder.log.with_suffix(".log.1"))
    folder.write(folder.log, "")


def choose_port(folder: Folder) -> int:
    """Return the remembered port if nobody has taken it, else a free one, which is remembered from now on."""
    with suppress(FileNotFoundError, ValueError, OSError):
        return free_port(int(folder.port.read_text(encoding="utf-8")))
    port = free_port(0)
    folder.write(folder.port, f"{port}\n")
    return port


def free_port(port: int) -> int:
    """Return the port, or any for 0; raises OSError when it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Postgres does: a port just left is free
        probe.bind((HOST, port))
        return int(probe.getsockname()[1])


def stop(folder: Folder) -> None:
    """Stop a server by its own means: it is slow, or its supervisor was killed where Linux does not see to that."""
    command = [program("pg_ctl"), "stop", "-D", str(folder.cluster), "--mode=fast"]
    with opened(folder.server) as server, folder.log.open("a", encoding="utf-8") as log:
        run(command, folder.cluster, server_account(folder), log, server)

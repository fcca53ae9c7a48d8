"""As whom the server runs when we are root, which Postgres refuses to be."""

import os
import pwd
from pathlib import Path
from typing import NamedTuple

from tasks.postgres.embedded.error import EmbeddedError
from tasks.postgres.embedded.folder import Folder


class Account(NamedTuple):
    """A user of the system by its numbers."""

    uid: int
    gid: int


NOBODY = Account(65534, 65534)


def server_account(folder: Folder) -> Account | None:
    """Return as whom the server shall run, None for who we are.

    For root it is the owner of the cluster, else of DATA_DIR (a checkout or a mounted folder of an ordinary user), else
    nobody. initdb looks its own user up, so a mounted folder's owner whom this system does not know will not do.
    """
    if os.geteuid() != 0:
        return None
    return _owner(folder.cluster) or _known(_owner(folder.data_dir)) or _nobody()


def hand_over(path: Path, account: Account | None) -> None:
    """Give a folder and all in it to the account; raises EmbeddedError where root may not (a bare user namespace)."""
    if account is None:
        return
    try:
        for entry in (path, *path.rglob("*")):
            os.chown(entry, *account, follow_symlinks=False)
    except OSError as error:
        raise EmbeddedError(
            f"Postgres does not run as root, and root cannot give files to user {account.uid} here ({error.strerror}): "
            "run this as an ordinary user, or set TARGET_SERVER_NAME to another Postgres."
        ) from error


def _owner(path: Path) -> Account | None:
    if not path.exists():
        return None
    stat = path.stat()
    return Account(stat.st_uid, stat.st_gid) if stat.st_uid != 0 else None


def _known(account: Account | None) -> Account | None:
    try:
        return account and Account(account.uid, pwd.getpwuid(account.uid).pw_gid)
    except KeyError:
        return None


def _nobody() -> Account:
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        return NOBODY
    return Account(entry.pw_uid, entry.pw_gid)

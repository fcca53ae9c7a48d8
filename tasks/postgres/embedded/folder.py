"""What the embedded Postgres keeps under DATA_DIR, and to whom it belongs there.

DATA_DIR/postgres/
  cluster/             the data folder of Postgres and its unix socket; belongs to whom the server runs as
  cluster.unfinished/  an initdb under way, or one that was killed
  pgpass               the password, as a libpq passfile, 0600
  port                 the port of the last start, tried first at the next
  server.log           of this start; server.log.1 is of the start before
  lock, holders, server   see lock.py
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from tasks.postgres.embedded.error import EmbeddedError

USER = "spotify"
"""The superuser of the cluster and the name of its database."""


@dataclass(frozen=True)
class Folder:
    """The files of one embedded Postgres; `data_dir` is absolute."""

    data_dir: Path

    @property
    def root(self) -> Path:
        """The folder that holds everything else."""
        return self.data_dir / "postgres"

    @property
    def cluster(self) -> Path:
        """The data folder of the server."""
        return self.root / "cluster"

    @property
    def unfinished(self) -> Path:
        """Where initdb works, so that `cluster` is there whole or not at all."""
        return self.root / "cluster.unfinished"

    @property
    def passfile(self) -> Path:
        """The password in libpq's format, so that any tool can be pointed at it."""
        return self.root / "pgpass"

    @property
    def port(self) -> Path:
        """The remembered port."""
        return self.root / "port"

    @property
    def log(self) -> Path:
        """What initdb and the server said since the last start."""
        return self.root / "server.log"

    @property
    def lock(self) -> Path:
        """Held alone by who joins or leaves."""
        return self.root / "lock"

    @property
    def holders(self) -> Path:
        """Held together by all who use the server."""
        return self.root / "holders"

    @property
    def server(self) -> Path:
        """Held by every process of the server."""
        return self.root / "server"

    def create(self) -> None:
        """Make the folder, and prove that it can be written by making its locks."""
        with writable(self.data_dir):
            self.root.mkdir(parents=True, exist_ok=True)
            self.own(self.root)
            for path in (self.lock, self.holders, self.server):
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
                self.own(path)

    def own(self, path: Path) -> None:
        """Give what root made to the owner of DATA_DIR, who may run the next time without being root."""
        if os.geteuid() == 0:
            owner = self.data_dir.stat()
            os.chown(path, owner.st_uid, owner.st_gid)

    def write(self, path: Path, text: str) -> None:
        """Write a file that only its owner can read."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        self.own(path)

    def password(self) -> SecretStr:
        """Return the password of the cluster."""
        try:
            return SecretStr(self.passfile.read_text(encoding="utf-8").strip().rpartition(":")[2])
        except FileNotFoundError as error:
            raise EmbeddedError(
                f'The password file "{self.passfile}" is gone: put it back, or remove "{self.root}" to begin anew.'
            ) from error

    def write_password(self) -> SecretStr:
        """Make up a password and keep it; its 32 letters need no escaping in a passfile."""
        password = secrets.token_urlsafe(24)
        self.write(self.passfile, f"*:*:*:{USER}:{password}\n")
        return SecretStr(password)


@contextmanager
def writable(data_dir: Path) -> Iterator[None]:
    """Turn a refusal of the file system into the sentence that names DATA_DIR."""
    try:
        yield
    except OSError as error:
        raise EmbeddedError(
            f'DATA_DIR "{data_dir}" cannot be written: {error.strerror}. Set DATA_DIR to a folder that can be.'
        ) from error

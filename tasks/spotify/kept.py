"""Answers kept on disk until their run has ended, so that a restarted run asks nothing that it was already told.

One file an answer, named by a digest of the question: a first line of JSON with status and time, then the body. That is
compressed: a crawl of 20,000 playlists keeps half a gigabyte instead of four. A file appears whole or not at all,
whenever the process is killed.
"""

import hashlib
import json
import os
import shutil
import threading
import time
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

# An eighth of the size for a millisecond a page, in which other threads go on; higher levels gain a tenth of that.
LEVEL = 1

# Seconds; a window is given up after a day.
ABANDONED_AFTER = 2 * 86_400


@dataclass(frozen=True)
class Kept:
    """A status, a body, and the time by Spotify's clock."""

    status: int
    body: bytes
    observed_at: datetime


class KeptError(ValueError):
    """The folder cannot be used; the message says which setting to look at."""


class Answers:
    """The answers of one run in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Kept | None:
        """Return the answer to this question, None where there is none yet."""
        try:
            head, _, body = self._path(key).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        about = json.loads(head)
        return Kept(about["status"], zlib.decompress(body), datetime.fromisoformat(about["observed_at"]))

    def put(self, key: str, answer: Kept) -> None:
        """Keep an answer; bodies are what anyone may read of Spotify, never a token."""
        head = json.dumps({"status": answer.status, "observed_at": answer.observed_at.isoformat()})
        self._write(self._path(key), head.encode() + b"\n" + zlib.compress(answer.body, LEVEL))

    def _write(self, path: Path, content: bytes) -> None:
        partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            partial.write_bytes(content)
        except FileNotFoundError:  # the first answer of this folder
            self.prepare(path.parent)
            partial.write_bytes(content)
        partial.replace(path)

    def prepare(self, folder: Path | None = None) -> None:
        """Make the folder; raises KeptError with a sentence where it cannot be made."""
        try:
            (folder or self._folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KeptError(f"DATA_DIR cannot be written, answers are kept there: {error.strerror}") from error

    def forget(self) -> None:
        """Remove them all, and what runs that nobody took up again have left beside them."""
        shutil.rmtree(self._folder, ignore_errors=True)
        for folder in self._folder.parent.glob("*"):
            if time.time() - folder.stat().st_mtime > ABANDONED_AFTER:
                shutil.rmtree(folder, ignore_errors=True)

    def _path(self, key: str) -> Path:
        digest = hashlib.sha256(key.encode()).hexdigest()
        return self._folder / digest[:2] / digest

"""Answers that are kept until their run has ended, so that a restarted run asks nothing that it was already told.

One object an answer, named by a digest of the question: a first line of JSON with status and time, then the body. That
is compressed: a crawl of 20,000 playlists keeps half a gigabyte instead of four. Where they are kept is a store's
business: a folder of this machine, or what all machines reach.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

# An eighth of the size for a millisecond a page, in which other threads go on; higher levels gain a tenth of that.
LEVEL = 1


class Store(Protocol):
    """Where answers are kept; many threads use it, and processes share it. An object appears whole or not at all."""

    def prepare(self) -> None:
        """Raise KeptError with a sentence where nothing can be kept."""

    def read(self, name: str) -> bytes | None:
        """Return an object, None where there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Keep an object, in place of the one of its name."""

    def remove(self) -> None:
        """Remove every object, as far as that is possible."""


@dataclass(frozen=True)
class Kept:
    """A status, a body, and the time by Spotify's clock."""

    status: int
    body: bytes
    observed_at: datetime


class KeptError(ValueError):
    """Answers cannot be kept; the message says which setting to look at."""


class Answers:
    """The answers of one run in one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def prepare(self) -> None:
        """Raise KeptError with a sentence where nothing can be kept."""
        self._store.prepare()

    def get(self, key: str) -> Kept | None:
        """Return the answer to this question, None where there is none yet."""
        content = self._store.read(_name(key))
        if content is None:
            return None
        head, _, body = content.partition(b"\n")
        about = json.loads(head)
        return Kept(about["status"], zlib.decompress(body), datetime.fromisoformat(about["observed_at"]))

    def put(self, key: str, answer: Kept) -> None:
        """Keep an answer; bodies are what anyone may read of Spotify, never a token."""
        head = json.dumps({"status": answer.status, "observed_at": answer.observed_at.isoformat()})
        self._store.write(_name(key), head.encode() + b"\n" + zlib.compress(answer.body, LEVEL))

    def forget(self) -> None:
        """Remove them all."""
        self._store.remove()


def _name(key: str) -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{digest[:2]}/{digest}"

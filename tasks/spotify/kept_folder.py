"""A folder of this machine in which answers are kept. A file appears whole or not at all, whenever one is killed."""

import os
import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tasks.spotify.kept import KeptError

# Seconds; a window is given up after a day.
ABANDONED_AFTER = 2 * 86_400


@dataclass(frozen=True)
class Folder:
    """A store in a folder, which stands beside those of other runs."""

    path: Path

    def prepare(self, folder: Path | None = None) -> None:
        """Make the folder; raises KeptError with a sentence where it cannot be made."""
        try:
            (folder or self.path).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KeptError(f"DATA_DIR cannot be written, answers are kept there: {error.strerror}") from error

    def read(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file beside the one of its name, and put it in its place."""
        path = self.path / name
        partial = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        try:
            partial.write_bytes(content)
        except FileNotFoundError:  # the first answer of this folder
            self.prepare(path.parent)
            partial.write_bytes(content)
        partial.replace(path)

    def remove(self) -> None:
        """Remove the folder, and those beside it that runs have left which nobody took up again."""
        shutil.rmtree(self.path, ignore_errors=True)
        for folder in self.path.parent.glob("*"):
            if time.time() - folder.stat().st_mtime > ABANDONED_AFTER:
                shutil.rmtree(folder, ignore_errors=True)

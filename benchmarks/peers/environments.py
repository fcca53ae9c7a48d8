"""Virtual environments of the tools, one each: their dependencies would quarrel with each other and with ours."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

from benchmarks.peers.tools import Tool


def environment(cache: Path, tool: Tool) -> Path | None:
    """Return the folder of a tool's environment, made where it is missing; None, and a line, where that fails.

    What is ours runs in our own.
    """
    if not tool.requires:
        return Path(sys.prefix)
    folder = cache / _name(tool)
    finished = folder / "finished"
    if not finished.exists():
        print(f"Installing {' '.join(tool.requires)}", flush=True)
        if problem := _install(folder, tool):
            print(f"{tool.name} is left out: {problem}", flush=True)
            return None
        finished.touch()
    return folder


def _name(tool: Tool) -> str:
    """Return the first package and a digest of all of them: tools with the same packages share an environment."""
    digest = hashlib.sha256(repr((sys.version_info[:2], tool.requires)).encode()).hexdigest()
    return f"{re.split('[^a-z-]', tool.requires[0])[0]}-{digest[:8]}"


def _install(folder: Path, tool: Tool) -> str:
    """Return what went wrong, nothing where all went well."""
    made = [sys.executable, "-m", "venv", "--clear", str(folder)]
    filled = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", *tool.requires]
    for command in (made, filled):
        done = subprocess.run(  # noqa: S603 - Python itself, and versions that stand in tools.py
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False
        )
        if done.returncode:
            return next((line for line in done.stderr.splitlines() if line.startswith("ERROR")), done.stderr.strip())
    return ""

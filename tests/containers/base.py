"""What the Dockerfile builds on: the image it names, pulled, or a stand-in where no registry can be reached.

A stand-in proves the Dockerfile and what comes of it, not the official image: Debian's own packages, and a CPython
that the machine has, where the official image has it.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.containers.engine import Docker

ROOT = Path(__file__).resolve().parents[2]

STAND_IN, TRUSTING = "spotify-etl-base:stand-in", "spotify-etl-base:trusting"

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

PIP = f"[global]\ncert = {CERTIFICATES}\ndisable-pip-version-check = true\n"

# The build stage alone asks a package index, which may have a certificate that only this machine knows.
DOCKERFILE = f"""
FROM {{python}}
COPY certificates.crt {CERTIFICATES}
COPY pip.conf /etc/pip.conf
ENV SSL_CERT_FILE={CERTIFICATES}
"""


class Base(NamedTuple):
    """Tags for the arguments PYTHON_IMAGE and BUILD_IMAGE of the Dockerfile."""

    python: str
    build: str


def base_of(docker: "Docker") -> Base:
    """Return the images, made or pulled where they are missing; skips where neither is possible."""
    python = named()
    if not (docker.has(python) or docker("pull", python, check=False).returncode == 0):
        python = _stand_in(docker)
    return Base(python, _trusting(docker, python))


def named() -> str:
    """Return the tag that the Dockerfile names."""
    (tag,) = re.findall(r"^ARG PYTHON_IMAGE=(\S+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    return str(tag)


def _stand_in(docker: "Docker") -> str:
    if docker.has(STAND_IN):
        return STAND_IN
    if not shutil.which("mmdebstrap"):
        pytest.skip(f"{named()} cannot be pulled: apt-get install mmdebstrap makes a stand-in of it")
    script = str(Path(__file__).with_name("stand_in.sh"))
    done = subprocess.run(
        ["bash", script, docker.program, str(_python()), STAND_IN],
        env=docker.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it does not say why"]
        pytest.skip(f"{named()} cannot be pulled, nor a stand-in be made: {said[-1]}")
    return STAND_IN


def _python() -> Path:
    """Return the folder of a CPython that can be copied: of the version that the Dockerfile names, or the running."""
    (version,) = re.findall(r"\d+\.\d+", named())[:1]
    for program in _candidates(version):
        prefix = Path(_prefix(program))
        if prefix not in {Path("/usr"), Path()}:  # that of Debian is spread over packages
            return prefix
    pytest.skip(f"{named()} cannot be pulled, and there is no CPython outside of /usr to make a stand-in of")


def _candidates(version: str) -> Iterator[str]:
    yield from filter(None, [shutil.which(f"python{version}")])
    yield from map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python{version}"))
    yield sys.executable


def _prefix(program: str) -> str:
    command = [program, "-c", "import sys; print(sys.base_prefix)"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _trusting(docker: "Docker", python: str) -> str:
    """Return the same image with the certificates that this machine trusts."""
    if not CERTIFICATES.exists():
        return python
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "certificates.crt").write_bytes(CERTIFICATES.read_bytes())
        Path(folder, "pip.conf").write_text(PIP)
        Path(folder, "Dockerfile").write_text(DOCKERFILE.format(python=python))
        docker("build", "--network", "host", "--tag", TRUSTING, folder)
    return TRUSTING

"""A Docker engine: the one that answers, else a private one that ends with the tests, else they are skipped."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.containers.base import Base, base_of

__all__ = ["Docker", "base", "docker"]

DEFAULT = "unix:///var/run/docker.sock"

INSTALL = "apt-get install docker.io mmdebstrap (and run as root), or start Docker, to run the tests of the image"

# Without a network of its own: containers use that of the machine, and no rule of its firewall is touched.
SETTINGS = {
    "storage-driver": "overlay2",
    "bridge": "none",
    "iptables": False,
    "ip6tables": False,
    "ip-forward": False,
    "ip-masq": False,
}


class Docker:
    """A client and the engine that it speaks to: `docker("run", "--rm", "--network", "host", image)`."""

    def __init__(self, program: str, host: str) -> None:
        self.program, self.host = program, host

    def __call__(self, *arguments: str, given: str = "", check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run one command and return how it ended; one that fails is an AssertionError unless `check` is False."""
        done = subprocess.run(
            [self.program, *arguments], env=self.environment(), input=given, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, f"docker {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done

    def environment(self) -> dict[str, str]:
        """Return the variables that a program needs to speak to the same engine."""
        return {**os.environ, "DOCKER_HOST": self.host, "DOCKER_BUILDKIT": "1"}

    def has(self, image: str) -> bool:
        """Tell whether the engine holds an image."""
        return self("image", "inspect", image, check=False).returncode == 0

    def answers(self) -> bool:
        """Tell whether the engine runs."""
        return self("info", check=False).returncode == 0


@pytest.fixture(scope="session")
def docker() -> Iterator[Docker]:
    """A client that can build, and an engine that answers."""
    program = client()
    if not program:
        pytest.skip(f"There is no docker client with BuildKit: {INSTALL}")
    running = Docker(program, os.environ.get("DOCKER_HOST", DEFAULT))
    if running.answers():
        yield running
    elif os.geteuid() or not shutil.which("dockerd"):
        pytest.skip(f"No Docker engine answers at {running.host}: {INSTALL}")
    else:
        with private_engine(program) as private:
            yield private


@pytest.fixture(scope="session")
def base(docker: Docker) -> Base:
    """The images that the Dockerfile builds on: those it names, or stand-ins where there is no registry."""
    return base_of(docker)


def client() -> str:
    """Return the first docker on the path that can build; a newer one without its plug-in buildx cannot."""
    found = (shutil.which("docker", path=folder) for folder in os.environ["PATH"].split(os.pathsep))
    return next((program for program in found if program and _builds(program)), "")


def _builds(program: str) -> bool:
    variables = {**os.environ, "DOCKER_BUILDKIT": "1"}
    done = subprocess.run([program, "build", "--help"], env=variables, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "buildx component is missing" not in done.stderr


@contextmanager
def private_engine(program: str) -> Iterator[Docker]:
    """Yield an engine of our own, which is gone afterwards with all it holds."""
    folder = Path(tempfile.mkdtemp(prefix="engine-"))  # a short path, for a socket's may have a hundred letters
    host, log = f"unix://{folder}/docker.sock", folder / "log"
    places = {"data-root": "data", "exec-root": "exec", "pidfile": "pid"}
    (folder / "daemon.json").write_text(
        json.dumps(SETTINGS | {"hosts": [host]} | {name: str(folder / place) for name, place in places.items()})
    )
    with log.open("w") as told:
        daemon = subprocess.Popen(
            ["dockerd", "--config-file", str(folder / "daemon.json")],
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    try:
        engine = Docker(program, host)
        _wait_for(engine, daemon, log)
        yield engine
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(engine: Docker, daemon: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the engine answers; skips where it cannot run, as on a machine that may mount nothing."""
    deadline = time.monotonic() + 120
    while not engine.answers():
        if daemon.poll() is not None or time.monotonic() > deadline:
            said = log.read_text().strip().splitlines() or ["it does not say why"]
            pytest.skip(f"No Docker engine can be started here: {said[-1]}")
        time.sleep(0.2)

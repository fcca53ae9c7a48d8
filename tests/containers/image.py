"""The image of the project, built once for all tests that run it."""

import pytest

from tests.containers.base import ROOT, Base
from tests.containers.engine import Docker

TAG = "spotify-etl:test"


@pytest.fixture(scope="session")
def image(docker: Docker, base: Base) -> str:
    """The tag of the image, built from this checkout."""
    build(docker, base, "--tag", TAG)
    return TAG


def build(docker: Docker, base: Base, *options: str) -> str:
    """Build the image with further options and return what the builder says."""
    bases = (f"PYTHON_IMAGE={base.python}", f"BUILD_IMAGE={base.build}")
    arguments = [word for name in bases for word in ("--build-arg", name)]
    done = docker("build", "--network", "host", "--progress", "plain", *arguments, *options, str(ROOT))
    return done.stdout + done.stderr

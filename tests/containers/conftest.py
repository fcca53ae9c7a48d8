"""The engine and the image are those of every test that runs containers."""

from tests.containers.engine import base, docker
from tests.containers.image import image

__all__ = ["base", "docker", "image"]

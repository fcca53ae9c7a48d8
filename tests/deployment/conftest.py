"""The server, the world and the variables are those of the flow's tests."""

from tests.flows.conftest import catalogue, prefect_server, world

__all__ = ["catalogue", "prefect_server", "world"]

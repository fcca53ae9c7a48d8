"""A port of loopback on which nobody listens."""

import socket


def free_port() -> int:
    """Return one that the system gives; whoever takes it has to be quick, for nobody keeps it."""
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])

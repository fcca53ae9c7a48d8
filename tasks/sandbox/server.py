"""The listening side: loopback, a thread a connection, and an end that no kept-open connection outlives."""

import socket
import sys
from http.server import ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from tasks.sandbox.errors import SandboxError
from tasks.sandbox.handler import Handler
from tasks.sandbox.service import Service


class Server(ThreadingHTTPServer):
    """Listens on loopback for one Service; raises SandboxError where the port is taken."""

    daemon_threads = True
    request_queue_size = 256  # connections that wait to be accepted: a client may open dozens at once

    def __init__(self, service: Service, port: int) -> None:
        self.service = service
        self.stopping = Event()  # set while a silence may still be kept
        self.open: set[socket.socket] = set()
        try:
            super().__init__(("127.0.0.1", port), Handler)
        except (OSError, OverflowError) as error:
            raise SandboxError(f"The sandbox cannot listen on port {port}: {error}") from error
        service.host = f"http://127.0.0.1:{self.server_port}"

    def server_bind(self) -> None:
        """Bind without looking up the host's name, which can take seconds where there is no DNS."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", self.socket.getsockname()[1]

    def start(self) -> None:
        """Serve in a thread of its own."""
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True, name="sandbox").start()

    def stop(self) -> None:
        """Stop listening and cut every connection, also those that a client keeps open."""
        self.stopping.set()
        self.shutdown()
        self.server_close()
        for connection in list(self.open):
            abandon(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, then serve it in a thread."""
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that went away; anything else is a fault of the sandbox and is shown."""
        if not isinstance(sys.exception(), ConnectionError) and not self.stopping.is_set():
            super().handle_error(request, client_address)


def abandon(connection: socket.socket) -> None:
    """End a connection that a thread may be reading from."""
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has ended by itself

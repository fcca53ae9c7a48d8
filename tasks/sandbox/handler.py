"""One connection: requests in, answers out, and the ways in which an answer can fail to arrive."""

import socket
import struct
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from time import monotonic
from typing import TYPE_CHECKING, Any

from tasks.sandbox import authorize, control
from tasks.sandbox.failing import answer_of
from tasks.sandbox.faults import Fault
from tasks.sandbox.service import Answer, Request

if TYPE_CHECKING:
    from tasks.sandbox.server import Server

ABORT = struct.pack("ii", 1, 0)  # SO_LINGER on, 0 seconds: close() sends RST instead of FIN
NO_ANSWER = ("reset", "silence")
SILENCE = 30  # seconds, unless the fault says how many


class Handler(BaseHTTPRequestHandler):
    """One connection; every method is answered, so that a wrong one is refused as Spotify would."""

    server: "Server"
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "envoy", ""
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave in one packet
    timeout = 600  # a connection idle for longer is closed

    def parse_request(self) -> bool:
        """Note when a request begins: its latency counts from there."""
        self._started = monotonic()
        return super().parse_request()

    def do_GET(self) -> None:
        """Answer whatever comes."""
        service, request = self.server.service, self._request()
        if request.path.startswith(control.PREFIX):
            return self._send(control.answer(service, request))
        fault = service.faults.strike(request.path, request.target)
        answer = answer_of(fault, service, request) if fault else None
        if answer is None:
            sign_in = request.path == authorize.PATH
            answer = authorize.answer(service, request) if sign_in else service.answer(request)
        service.note(request, 0 if fault and fault.kind in NO_ANSWER else answer.status)
        service.wait(self._started)
        return self._deliver(answer, fault)

    do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = do_GET  # noqa: N815

    def _request(self) -> Request:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.title(): value for name, value in self.headers.items()}
        return Request.of(self.command, self.path, headers, body)

    def _deliver(self, answer: Answer, fault: Fault | None) -> None:
        """Send an answer, or what a fault leaves of it."""
        half = Answer(answer.status, answer.body[: len(answer.body) // 2], answer.headers)
        match fault and fault.kind:
            case "reset" | "silence":
                self._hang_up(fault)
            case "broken_json":
                self._send(half)
            case "truncated":
                self._send(half, length=len(answer.body))
                self.close_connection = True
            case _:
                self._send(answer)

    def _send(self, answer: Answer, length: int | None = None) -> None:
        """Send an answer; `length` is what it claims to be long."""
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status != 204:  # RFC 9110 8.6: an answer that cannot have a body tells no length
            self.send_header("Content-Length", str(len(answer.body) if length is None else length))
        self.send_header("Cache-Control", "private, max-age=0")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _hang_up(self, fault: Fault | None) -> None:
        """End the connection without a byte: by a reset at once, or after a long silence."""
        if fault and fault.kind == "silence":
            self.server.stopping.wait(SILENCE if fault.retry_after is None else fault.retry_after)
        else:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
        for end in (self.rfile, self.wfile, self.connection):
            end.close()
        raise ConnectionAbortedError  # as if the client had gone: nothing more is to be done with this connection

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 - the signature of the parent
        """Return the world's time for the Date header, in which a client finds its clock."""
        return format_datetime(self.server.service.world.now, usegmt=True)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the signature of the parent
        """Write nothing: the log is the service's."""

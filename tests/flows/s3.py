"""As much of S3 as an upload needs, on 127.0.0.1: it keeps what is put, and refuses one bucket."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

REFUSED = b"<Error><Code>AccessDenied</Code><Message>Not yours</Message></Error>"


class S3(ThreadingHTTPServer):
    """A server; `objects` are its bodies by path, /bucket/key."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}

    def variables(self) -> dict[str, str]:
        """Return what somebody's environment says who keeps files here."""
        return {
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{self.server_port}",
            "AWS_ACCESS_KEY_ID": "a-key",
            "AWS_SECRET_ACCESS_KEY": "a-secret",
            "AWS_DEFAULT_REGION": "eu-central-1",
            # Else a body comes in chunks with a trailer, which this server does not take apart.
            "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
        }


class _Handler(BaseHTTPRequestHandler):
    server: S3

    def do_PUT(self) -> None:
        """Keep an object."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path.startswith("/refused/"):
            self._answer(403, REFUSED)
        else:
            self.server.objects[self.path] = body
            self._answer(200, b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving() -> Iterator[S3]:
    """Yield a server."""
    with S3() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()

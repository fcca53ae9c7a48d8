"""Whoever is told: an HTTP server that keeps what is sent to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from threading import Thread


@dataclass
class Receiver:
    """Its address, and the messages as they came."""

    url: str = ""
    messages: "Queue[str]" = field(default_factory=Queue)

    def until(self, words: str, seconds: float = 120) -> str:
        """Return the first message with these words; raises queue.Empty where none comes."""
        while words not in (message := self.messages.get(timeout=seconds)):
            pass
        return message


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Yield a receiver that listens."""
    hears = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            hears.messages.put(_plain(sent))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        hears.url = f"http://127.0.0.1:{server.server_port}/"
        yield hears
        server.shutdown()


def _plain(sent: str) -> str:
    """Return a message as a person reads it; one in JSON has its words in values."""
    try:
        return "\n".join(map(str, json.loads(sent).values()))
    except ValueError:
        return sent

"""A server on loopback that says exactly the bytes it is told to, for what the sandbox does not do."""

import json
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http import HTTPStatus
from http.client import parse_headers
from itertools import count
from threading import Barrier, Thread

RAW_TOKEN = "raw-token"
TOKEN_PATH = "/api/token"
DATE = "Sun, 22 Nov 2026 12:00:00 GMT"


@dataclass(frozen=True)
class Heard:
    """One request as it arrived."""

    method: str
    path: str
    headers: Message
    body: str


@dataclass
class Raw:
    """`heard` is everything asked so far; `answer` makes the bytes of a reply, none to hang up without a word."""

    answer: Callable[[Heard], bytes]
    heard: list[Heard] = field(default_factory=list)
    url: str = ""

    @property
    def asked(self) -> list[str]:
        """The paths asked, without those for tokens."""
        return [heard.path for heard in self.heard if heard.path != TOKEN_PATH]

    @property
    def tokens_asked(self) -> int:
        """How often a token was asked for."""
        return sum(heard.path == TOKEN_PATH for heard in self.heard)


def http(status: int, body: object = b"", **headers: str) -> bytes:
    """Return a reply; a body that is not bytes becomes JSON, `Retry_After` becomes Retry-After, None no header."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {"Date": DATE, "Content_Length": str(len(content)), "Connection": "close", **headers}
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in given.items() if value]
    return "\r\n".join([*lines, "", ""]).encode() + content


def granted(token: str = RAW_TOKEN, **more: object) -> bytes:
    """Return what a token endpoint says when it agrees."""
    return http(200, {"access_token": token, "token_type": "Bearer", "expires_in": 3600, **more})


def scripted(*replies: bytes, tokens: tuple[bytes, ...] = ()) -> Callable[[Heard], bytes]:
    """Return an `answer` that says one reply after another, the last one for ever."""
    left = {True: list(tokens or [granted()]), False: list(replies or [http(200, {})])}

    def answer(heard: Heard) -> bytes:
        queue = left[heard.path == TOKEN_PATH]
        return queue.pop(0) if len(queue) > 1 else queue[0]

    return answer


def at_once(threads: int, refusal: bytes, then: Callable[[Heard], bytes]) -> Callable[[Heard], bytes]:
    """Return an `answer` that refuses the first requests, when as many as there are threads have come, then `then`."""
    come, together = count(1), Barrier(threads, timeout=20)

    def answer(heard: Heard) -> bytes:
        if heard.path == TOKEN_PATH or next(come) > threads:
            return then(heard)
        together.wait()
        return refusal

    return answer


@contextmanager
def serve(answer: Callable[[Heard], bytes]) -> Iterator[Raw]:
    """Serve on a free port."""
    raw = Raw(answer)
    with _Server(("127.0.0.1", 0), _handler(raw)) as server:
        raw.url = f"http://127.0.0.1:{server.server_address[1]}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield raw
        server.shutdown()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    request_queue_size = 64


def _handler(raw: Raw) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            method, path, _ = self.rfile.readline().decode().split(" ", 2)
            headers = parse_headers(self.rfile)
            body = self.rfile.read(int(headers.get("Content-Length") or 0)).decode()
            heard = Heard(method, path, headers, body)
            raw.heard.append(heard)
            self.wfile.write(raw.answer(heard))

    return Handler

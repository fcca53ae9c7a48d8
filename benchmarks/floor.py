"""The least that asking can cost: threads that send bytes over bare sockets and look at nothing that comes back."""

import json
import socket
from base64 import b64encode
from collections.abc import Iterable
from contextlib import closing
from http.client import HTTPConnection
from queue import SimpleQueue
from threading import Thread
from urllib.parse import urlencode

from benchmarks.served import Served

Questions = SimpleQueue[bytes | None]


def exchange(served: Served, token: str, paths: Iterable[str], threads: int) -> None:
    """Ask for every path below /v1 on as many threads, each with a connection that it keeps open."""
    questions: Questions = SimpleQueue()
    for path in paths:
        questions.put(f"GET /v1/{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
    workers = [Thread(target=_exchange_all, args=(served.address, questions)) for _ in range(threads)]
    for worker in workers:
        questions.put(None)
        worker.start()
    for worker in workers:
        worker.join()


def access_token(served: Served) -> str:
    """Return an access token of the listener's."""
    said = served.variables
    basic = b64encode(f"{said['SPOTIFY_CLIENT_ID']}:{said['SPOTIFY_CLIENT_SECRET']}".encode()).decode()
    form = urlencode({"grant_type": "refresh_token", "refresh_token": said["SPOTIFY_REFRESH_TOKEN"]})
    with closing(HTTPConnection(*served.address)) as line:
        line.request("POST", "/api/token", form, {"Authorization": f"Basic {basic}"})
        return str(json.loads(line.getresponse().read())["access_token"])


def _exchange_all(address: tuple[str, int], questions: Questions) -> None:
    buffer = bytearray(1 << 20)
    with closing(socket.create_connection(address)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while question := questions.get():
            line.sendall(question)
            _skip(line, buffer)


def _skip(line: socket.socket, buffer: bytearray) -> None:
    """Read one answer and forget it."""
    held = _received(line, buffer)
    while (head := buffer.find(b"\r\n\r\n", 0, held)) < 0:
        held += _received(line, memoryview(buffer)[held:])
    length = int(bytes(buffer[:head]).partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
    left = head + 4 + length - held
    while left > 0:
        left -= _received(line, memoryview(buffer)[:left])


def _received(line: socket.socket, buffer: bytearray | memoryview) -> int:
    count = line.recv_into(buffer)
    if not count:
        raise ConnectionError("the sandbox has closed the connection")
    return count

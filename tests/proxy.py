"""A network that breaks: what stands between us and a Postgres, and resets a connection when it is told to."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

from tasks.postgres.database import Database

# What a client has sent on one connection, the last message at its end -> whether to cut it off.
Cut = Callable[[bytes], bool]


@dataclass
class Proxy:
    """An open proxy; `cuts` counts the connections that it has reset, `at_most` is after how many it lets all pass.

    Where `after_answer` is set the server gets the message and answers, and only the answer is lost.
    """

    database: Database
    server: Database
    cut: Cut
    after_answer: bool = False
    at_most: int = 1
    cuts: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def serve(self, client: socket.socket) -> None:
        """Pass on what either side says until one of them has had enough."""
        upstream = socket.create_connection((self.server.host, self.server.port))
        answers = threading.Thread(target=_pump, args=(upstream, client), daemon=True)
        answers.start()
        sent = b""
        with suppress(OSError):
            while message := client.recv(1 << 16):
                sent = (sent + message)[-(1 << 20) :]
                if self._is_due(sent):
                    return self._reset(client, upstream, message)
                upstream.sendall(message)
        return _close(upstream, client)

    def _is_due(self, sent: bytes) -> bool:
        with self._lock:
            is_due = self.cuts < self.at_most and self.cut(sent)
            self.cuts += is_due
        return is_due

    def _reset(self, client: socket.socket, upstream: socket.socket, message: bytes) -> None:
        # With no time to linger a close is a reset.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client.shutdown(socket.SHUT_WR)
        if self.after_answer:
            upstream.sendall(message)
            upstream.shutdown(socket.SHUT_WR)
            with suppress(OSError):
                while upstream.recv(1 << 16):
                    pass
        _close(upstream, client)


def _pump(source: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while message := source.recv(1 << 16):
            to.sendall(message)
    _close(to)


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def proxy(server: Database, cut: Cut, *, after_answer: bool = False) -> Iterator[Proxy]:
    """Yield a proxy to the server of a database; its `database` is the same one seen through it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        seen = replace(server, host="127.0.0.1", port=listener.getsockname()[1], sslmode="disable")
        opened = Proxy(seen, server, cut, after_answer)
        threading.Thread(target=_accept, args=(listener, opened), daemon=True).start()
        yield opened


def _accept(listener: socket.socket, opened: Proxy) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            threading.Thread(target=opened.serve, args=(client,), daemon=True).start()

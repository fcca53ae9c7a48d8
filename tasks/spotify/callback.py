"""Listening on the redirect address for the browser that comes back from Spotify.

A thread a connection: browsers open some in advance and never use them, and ask for an icon too.
"""

import errno
import html
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from tasks.spotify.authorise import Declined, LoginError
from tasks.spotify.redirect import Redirect, RedirectError

Answers = SimpleQueue[SecretStr | LoginError]
Judge = Callable[[str], SecretStr]
"""Returns the code in a redirected address, or raises LoginError."""

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:18px/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1em}}</style></head>
<body><h1>{title}</h1><p>{text}</p></body></html>
"""


class Callback(ThreadingHTTPServer):
    """Listens from the start; answers once `start` has told it how to judge. What comes is put into `answers`."""

    daemon_threads = True

    def __init__(self, redirect: Redirect) -> None:
        self.address_family = socket.AF_INET6 if ":" in redirect.host else socket.AF_INET
        self.answers: Answers = SimpleQueue()
        self.judge: Judge = _no_judge
        try:
            super().__init__((redirect.host, redirect.port or 0), _Handler)
        except (OSError, OverflowError) as error:
            raise RedirectError(_sentence(error, redirect)) from None
        self.redirect = redirect.on(self.server_port)

    def server_bind(self) -> None:
        """Bind without looking up the host's name, which can take seconds where there is no DNS."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = self.socket.getsockname()[:2]

    def start(self, judge: Judge) -> None:
        """Answer from now on, in a thread."""
        self.judge = judge
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True, name="callback").start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that hangs up is no news, and a traceback would show the code."""


@contextmanager
def listening(redirect: Redirect) -> Iterator[Callback]:
    """Yield a server on the redirect address, not yet started; raises RedirectError where it cannot listen there."""
    with Callback(redirect) as server:
        try:
            yield server
        finally:
            if server.judge is not _no_judge:  # shutdown() waits for a loop that has to have begun
                server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: Callback
    timeout = 30  # seconds a connection may stay silent

    def do_GET(self) -> None:
        """Answer the browser, then whoever waits: the program may end as soon as it knows."""
        if urlsplit(self.path).path != self.server.redirect.path:
            self.send_error(404)
            return
        outcome = self._judged()
        self._show(outcome)
        self.server.answers.put(outcome)

    def _judged(self) -> SecretStr | LoginError:
        try:
            return self.server.judge(self.path)
        except LoginError as error:
            return error

    def _show(self, outcome: SecretStr | LoginError) -> None:
        body = _page(outcome).encode()
        self.send_response(400 if isinstance(outcome, LoginError) else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the signature of the parent
        """Write nothing: the path holds the code."""


def _page(outcome: SecretStr | LoginError) -> str:
    if isinstance(outcome, SecretStr):
        title, text = "Spotify has answered", "Go back to the terminal: it says how the sign-in ended. Close this page."
    elif isinstance(outcome, Declined):
        title, text = "Not signed in", f"{outcome}. To try again, run make login; this page can be closed."
    else:
        title, text = "Not this one", f"{outcome}."
    return _PAGE.format(title=html.escape(title), text=html.escape(text))


def _no_judge(_: str) -> SecretStr:
    raise LoginError("Nobody is waiting for an answer yet")


def _sentence(error: Exception, redirect: Redirect) -> str:
    where = f"port {redirect.port} of {redirect.host}"
    other = "choose another port in SPOTIFY_REDIRECT_URI and in the app's settings at Spotify"
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            return f"SPOTIFY_REDIRECT_URI: {where} is in use: end the program that listens there, or {other}"
        case errno.EACCES:
            return f"SPOTIFY_REDIRECT_URI: {where} is not for everyone: {other}, above 1023"
    return f"SPOTIFY_REDIRECT_URI: nobody can listen on {where} here ({error}): {other}"

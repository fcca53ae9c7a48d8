"""Nothing that is ever printed holds an access token, a refresh token, the client's secret or the Basic header."""

import base64
import io
import logging
import os
import re
import signal
import socket
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any, get_args

import pytest
from pydantic import SecretStr
from requests import Session
from rich.console import Console
from rich.traceback import Traceback
from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyClientCredentials

from tasks.sandbox import Fault, Sandbox
from tasks.sandbox.faults import Kind
from tasks.spotify import Spotify, SpotifyError, crawl

from .conftest import RawFactory, SpotifyFactory
from .raw import TOKEN_PATH, Heard, at_once, granted, http, scripted

ID, SECRET, REFRESH, ACCESS = "the-id", "Secret0Secret0", "AQrefresh0refresh0", "BQaccess0access0"
BASIC = base64.b64encode(f"{ID}:{SECRET}".encode()).decode()
REVOKED = http(400, {"error": "invalid_grant", "error_description": "Refresh token revoked"})
LIBRARIES = ("", "spotipy", "spotipy.client", "spotipy.oauth2", "urllib3", "urllib3.connectionpool", "requests")


@pytest.fixture
def printed() -> Iterator[io.StringIO]:
    """Everything that any logger says at DEBUG, with its tracebacks."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield text
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


def _tell(error: BaseException) -> str:
    """Say all that tools say about an error, the variables of every frame included."""
    logging.getLogger("flow").error("It failed", exc_info=error)
    frames = traceback.TracebackException.from_exception(error, capture_locals=True)
    told = [repr(error), str(error), repr(vars(error)), *frames.format()]
    for hidden in (error.__cause__, error.__context__):
        # Hidden by `from None`, but reachable for whoever looks.
        told += [] if hidden is None else [_tell(hidden)]
    return "\n".join(told)


def _failed(act: Callable[[], object]) -> str:
    try:
        act()
    except BaseException as error:  # noqa: BLE001 - whatever it is
        return _tell(error)
    return ""


def _shown(spotify: Spotify) -> str:
    parts: list[Any] = [spotify, vars(spotify), spotify.requests, spotify.rotated_refresh_token]
    parts += [vars(part) for part in vars(spotify).values() if hasattr(part, "__dict__")]
    return "\n".join(f"{part!r} {part}" for part in parts)


def _leaks(text: str, *secrets: str) -> list[str]:
    found = [secret for secret in (SECRET, REFRESH, ACCESS, BASIC, *secrets) if secret in text]
    return found + re.findall(r"(?:Bearer|Basic) (?!\.\.\.)[\w+/=-]{8,}", text)


@pytest.fixture
def secretive(client: SpotifyFactory) -> Callable[[str], Spotify]:
    """Connect with secrets that can be recognised."""
    return lambda url: client(url, client_id=ID, client_secret=SecretStr(SECRET), refresh_token=SecretStr(REFRESH))


def test_what_spotipy_prints_by_itself_would_be_found(raw: RawFactory, printed: io.StringIO) -> None:
    """The counterpart: spotipy's own request for a token does print the secret, and these tests see it."""
    manager = SpotifyClientCredentials(ID, SECRET, cache_handler=MemoryCacheHandler())
    manager.OAUTH_TOKEN_URL = raw(scripted()).url + TOKEN_PATH
    manager.get_access_token(as_dict=False)
    assert BASIC in _leaks(printed.getvalue())


def test_what_requests_holds_would_be_found(raw: RawFactory) -> None:
    """The other counterpart: the frames of a failed request hold the header."""
    url = raw(scripted(b"")).url
    told = _failed(lambda: Session().get(url, headers={"Authorization": f"Bearer {ACCESS}"}))
    assert ACCESS in _leaks(told)


BODY = {"error": {"status": 403, "message": "Forbidden"}}
REPLIES = {
    "good": http(200, {}),
    "nothing at all": b"",
    "cut short": http(200, b"{}", Content_Length="900"),
    "not JSON": http(200, b"<html>"),
    "half JSON": http(200, b"{"),
    "redirect": http(302, Location="http://127.0.0.1:9/?x=y"),
    "redirect to nonsense": http(302, Location="http://[/"),
    "forbidden": http(403, BODY),
    "stale": http(401, {"error": {"status": 401, "message": "The access token expired"}}),
    "limit": http(429, BODY, Retry_After="900"),
    "no header": http(200, {}).replace(b"Date", b"\xff\xfe"),
    "5xx": http(503),
}


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("where", ["api", "token"])
def test_no_reply_makes_us_tell(
    raw: RawFactory, secretive: Callable[[str], Spotify], printed: io.StringIO, name: str, where: str
) -> None:
    """Whatever comes back, from either endpoint."""
    reply, token = REPLIES[name], granted(ACCESS, refresh_token=REFRESH)
    server = raw(scripted(reply, tokens=(token,)) if where == "api" else scripted(tokens=(reply, token)))
    spotify = secretive(server.url)
    told = [_failed(lambda: logging.getLogger("flow").info("%r", spotify.ask("me"))) for _ in range(2)]
    assert _leaks("\n".join([*told, _shown(spotify), printed.getvalue()])) == []
    assert BASIC in server.heard[0].headers["Authorization"]  # it was there to be told


@pytest.mark.parametrize(
    "token",
    [
        granted(f"{ACCESS}\n"),  # would be refused as a header, and quoted
        granted(ACCESS, expires_in=ACCESS),  # of the wrong type: an error whose words must not show it
        http(200, {"access_token": [ACCESS]}),
        http(200, {"token": ACCESS}),
        http(200, ACCESS.encode()),
        http(200, f'{{"access_token": "{ACCESS}'.encode()),
        REVOKED,
    ],
)
def test_a_token_that_cannot_be_read_is_not_shown(
    raw: RawFactory, secretive: Callable[[str], Spotify], printed: io.StringIO, token: bytes
) -> None:
    """The error says what is wrong with it, and not what it is."""
    spotify = secretive(raw(scripted(tokens=(token,))).url)
    told = _failed(lambda: spotify.ask("me"))
    assert "tasks.spotify.errors" in told
    assert _leaks("\n".join([told, _shown(spotify), printed.getvalue()])) == []


def test_a_pretty_traceback_does_not_tell(raw: RawFactory, secretive: Callable[[str], Spotify]) -> None:
    """Nor does one that takes variables apart, as rich does for Prefect's command line."""
    text = io.StringIO()
    spotify = secretive(raw(scripted(b"", tokens=(granted(ACCESS),))).url)
    try:
        spotify.ask("me")
    except SpotifyError as error:
        pretty = Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True)
        Console(file=text, width=300).print(pretty)
    assert "locals" in text.getvalue()
    assert _leaks(text.getvalue()) == []


def test_no_server_at_all_makes_us_tell(secretive: Callable[[str], Spotify], printed: io.StringIO) -> None:
    """The frames of a refused connection stay below."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        spotify = secretive(f"http://127.0.0.1:{taken.getsockname()[1]}")
        told = _failed(lambda: spotify.ask("me"))
    assert "connection refused" in told
    assert _leaks("\n".join([told, _shown(spotify), printed.getvalue()])) == []


@pytest.mark.parametrize("where", [TOKEN_PATH, "/v1/me"])
def test_ctrl_c_does_not_make_us_tell(
    raw: RawFactory, secretive: Callable[[str], Spotify], printed: io.StringIO, where: str
) -> None:
    """Nor do the frames of a request that was interrupted."""
    good = scripted(tokens=(granted(ACCESS),))

    def answer(heard: Heard) -> bytes:
        if heard.path == where:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.3)
        return good(heard)

    spotify = secretive(raw(answer).url)
    told = _failed(lambda: spotify.ask("me"))
    assert "KeyboardInterrupt" in told
    assert _leaks("\n".join([told, _shown(spotify), printed.getvalue()])) == []


def test_threads_do_not_tell(raw: RawFactory, secretive: Callable[[str], Spotify], printed: io.StringIO) -> None:
    """Eight at once, with a renewal in their midst and failures at the end."""
    stale, refused = REPLIES["stale"], scripted(REPLIES["forbidden"], tokens=(granted(ACCESS),))
    spotify = secretive(raw(at_once(8, stale, refused)).url)
    crawled = crawl(range(8), lambda _: spotify.ask("me"), lambda _, __: [], workers=8)
    told = [_tell(error) for _, error in crawled.failures]
    assert len(told) == 8
    assert _leaks("\n".join([*told, _shown(spotify), repr(crawled), printed.getvalue()])) == []


@pytest.mark.parametrize("kind", get_args(Kind))
def test_no_fault_makes_us_tell(sandbox: Sandbox, listener: SpotifyFactory, printed: io.StringIO, kind: Kind) -> None:
    """A session with the sandbox in which something goes wrong."""
    sandbox.inject(Fault(kind=kind, times=1, after=1, retry_after=0 if kind == "silence" else 900))
    spotify = listener()
    told = [_failed(lambda: spotify.ask("me/playlists", {"limit": 1})) for _ in range(3)]
    everything = "\n".join([*told, _shown(spotify), printed.getvalue()])
    assert _leaks(everything, sandbox.client_secret, sandbox.refresh_token) == []
    assert re.findall(r"BQ[0-9a-f]{20}", everything) == []
    assert SpotifyError.__module__ in everything or kind == "expired_token"

"""One HTTP exchange: a requests session of our own, and what its failures mean.

Of our own because spotipy's session retries by itself: it sleeps for hours where Retry-After says so, and reports
every status as 429. This one never retries, never follows a redirect, keeps no cookies and always has a timeout.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase
from urllib3.exceptions import NewConnectionError

from tasks.spotify.answers import Reply
from tasks.spotify.errors import BadRequest, SpotifyError, Unavailable, Unreachable
from tasks.spotify.exchange import FAILURES, Adapter, Session

TIMEOUT = (5.0, 30.0)
"""Seconds for the connection and between two reads."""

_NO_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.InvalidSchema,
    requests.exceptions.MissingSchema,
)
# The first that fits; a proxy's failure also holds the refused connection that it is.
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (ssl.SSLCertVerificationError, "its certificate is not trusted here, check the address or REQUESTS_CA_BUNDLE"),
    (requests.exceptions.ProxyError, "the proxy does not answer, check HTTPS_PROXY and NO_PROXY"),
    (requests.ConnectTimeout, "no connection within 5 seconds, check the network and the address"),
    (ConnectionRefusedError, "connection refused, check the address and that a server listens there"),
    (socket.gaierror, "its name is not known, check the network and the address"),
    (NewConnectionError, "no way to it, check the network and the address"),
)


@dataclass(frozen=True)
class Call:
    """A request to send; nothing in it that is shown is secret. `path` is what errors name, without any query."""

    method: str
    url: str = field(repr=False)
    path: str
    family: str
    auth: AuthBase = field(repr=False)
    params: Mapping[str, object] | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)


def open_session(url: str, workers: int) -> Session:
    """Return a session for as many threads, fit for the address."""
    session = Session()
    adapter = Adapter(workers)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    session.headers["User-Agent"] = "spotify-etl"
    session.headers["Accept"] = "application/json"
    del session.headers["Connection"]  # connections are kept open in HTTP/1.1 anyway
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    # A proxy of the surroundings (HTTPS_PROXY) leads to Spotify, but not to a server on this machine.
    session.trust_env = not _is_loopback(urlsplit(url).hostname or "")
    return session


def transmit(session: Session, call: Call) -> Reply:
    """Send once and return what came, whatever its status; raises Unreachable, Unavailable, BadRequest."""
    outcome = _attempt(session, call)
    if isinstance(outcome, SpotifyError):
        # Not raised where it was caught: the frames of requests hold the headers and so the token, and tools that
        # print the variables of a traceback would print them with it.
        raise outcome
    return outcome


def _attempt(session: Session, call: Call) -> Reply | SpotifyError:
    try:
        response, body = session.exchange(_prepared(session, call), TIMEOUT)
    except FAILURES as error:
        return _failure(error, call)
    except BaseException as error:  # noqa: BLE001 - Ctrl-C above all: same reason as in transmit()
        raise error.with_traceback(None) from None
    return Reply(response.status_code, response.headers, body)


def _prepared(session: Session, call: Call) -> requests.PreparedRequest:
    if call.method == "POST":
        return session.form(call.url, call.form or {}, call.auth)
    return session.question(call.url, dict(call.params or {}), call.auth)


def _failure(error: Exception, call: Call) -> SpotifyError:
    server = origin(call.url)
    if isinstance(error, _NO_ADDRESS):
        return BadRequest(f"{server} is not an address that can be asked", call.path)
    if isinstance(error, requests.ReadTimeout):
        return Unavailable(f"{server} sent nothing for {TIMEOUT[1]:.0f} seconds", call.path)
    if why := _unreachable(error):
        return Unreachable(f"Spotify cannot be reached at {server}: {why}", call.path)
    return Unavailable(f"the connection to {server} broke", call.path)


def _unreachable(error: BaseException) -> str:
    """Return why there was no connection, and what to do; nothing where there was one."""
    causes = tuple(_causes(error))
    return next((why for kind, why in _REASONS if any(isinstance(cause, kind) for cause in causes)), "")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Walk down to the operating system's error: requests wraps urllib3, which wraps it, sometimes unraised."""
    yield error
    wrapped = (argument for argument in error.args if isinstance(argument, BaseException))
    if inner := error.__cause__ or error.__context__ or next(wrapped, None):
        yield from _causes(inner)


def origin(url: str) -> str:
    """Return scheme, host and port of an address, without a user name or password that may stand before the host."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0].partition('?')[0].rpartition('@')[2]}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""The client: spotipy for whoever wants its addresses, with nothing left of its transport.

spotipy's own `_internal_call` returns None for a body that is not JSON, sends the bearer token to any host that a
`next` link names, prints the token at DEBUG, and lets errors of five libraries through. Ours replaces it whole.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import SplitResult, urlsplit

import spotipy
from pydantic import SecretStr

from tasks.spotify.answers import Answer, Reply
from tasks.spotify.classify import answer, is_stale
from tasks.spotify.errors import BadRequest, Malformed
from tasks.spotify.families import family
from tasks.spotify.line import Line
from tasks.spotify.session import TIMEOUT, Call, origin
from tasks.spotify.tokens import Token, Tokens

Params = Mapping[str, str | int | float | None]
_PORTS = {"http": 80, "https": 443}


class Spotify(spotipy.Spotify):  # type: ignore[misc] # spotipy has no types
    """Spotify for many threads. `ask` is the way in; spotipy's methods work too and return an Answer like it."""

    def __init__(self, api_url: str, line: Line, tokens: Tokens) -> None:
        super().__init__(requests_session=line.session, requests_timeout=TIMEOUT, retries=0)
        self.prefix = f"{api_url.rstrip('/')}/"
        self._line = line
        self._tokens = tokens

    def __repr__(self) -> str:
        return f"Spotify({origin(self.prefix)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, path: str, params: Params | None = None) -> Answer:
        """Ask for a path below the API's address, or for a whole address that Spotify gave (a `next` link).

        Parameters that are None are left out. Waits up to a minute where Spotify asks for it; raises the errors of
        tasks.spotify.errors, of which only Unavailable is worth asking again.
        """
        return self._internal_call("GET", path, None, params)

    def observed_at(self) -> datetime:
        """Return the time by Spotify's clock (UTC) when it gave the first token, asking for one if there is none."""
        return self._tokens.observed_at()

    @property
    def has_user(self) -> bool:
        """Whether a refresh token was given: a user's data can be asked for."""
        return self._tokens.has_user

    @property
    def scopes(self) -> frozenset[str] | None:
        """What the listener permitted, as Spotify said with the last token; None before, and where it did not say."""
        return self._tokens.scopes

    @property
    def rotated_refresh_token(self) -> SecretStr | None:
        """The refresh token that replaces the one given, if Spotify sent one: it must be stored."""
        return self._tokens.rotated_refresh_token

    @property
    def requests(self) -> Counter[str]:
        """Requests sent so far by endpoint family, whatever came of them; those for tokens under "token"."""
        return self._line.requests

    @property
    def waited(self) -> float:
        """Seconds spent waiting because Spotify said so; once, however many threads waited."""
        return self._line.waited

    def close(self) -> None:
        """Refuse everything from now on, wake who is waiting, and close the connections."""
        self._line.limits.close()
        self._line.session.close()

    def _internal_call(self, method: str, url: str, payload: object, params: Params | None) -> Answer:
        """Every method of spotipy ends here."""
        path = self._below_prefix(url)
        if method != "GET" or payload:
            raise BadRequest(f"nothing is ever written to Spotify, so {method} is not sent", _named(path))
        token = self._tokens.current()
        reply = self._send(path, params, token)
        if is_stale(reply):
            reply = self._send(path, params, self._tokens.renew(token))
        return answer(reply, _named(path))

    def _send(self, path: str, params: Params | None, token: Token) -> Reply:
        return self._line.send(Call("GET", self.prefix + path, _named(path), family(path), token, params))

    def _below_prefix(self, url: str) -> str:
        """Return what is asked relative to the API; raises Malformed for an address elsewhere.

        The token would go there. So the host is not only compared but left out of what is sent: no two readings of
        one address can disagree about it.
        """
        parts, home = _split(url), urlsplit(self.prefix)
        if parts and not parts.scheme and not parts.netloc:
            return url.lstrip("/")
        if parts is None or _server(parts) != _server(home) or not parts.path.startswith(home.path):
            raise Malformed(f"the address is not below {self.prefix} and is not asked", origin(url))
        query = f"?{parts.query}" if parts.query else ""
        return parts.path.removeprefix(home.path) + query


def _split(url: str) -> SplitResult | None:
    """Return the parts of an address, None where it is none."""
    try:
        parts = urlsplit(url)
        _server(parts)
    except ValueError:
        return None
    return parts


def _server(parts: SplitResult) -> tuple[Any, ...]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def _named(path: str) -> str:
    """Return the path for errors: without its query, which holds search terms and the like."""
    return path.partition("?")[0].strip("/")

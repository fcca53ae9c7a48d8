"""Access tokens: fetched when first needed, renewed shortly before they end or when Spotify says they have.

spotipy's SpotifyClientCredentials and SpotifyOAuth hold the credentials, the address and the token. They do not send:
their POST prints the client secret at DEBUG, has no lock (16 threads made three refreshes), reduces every failure to
one SpotifyOauthError without status or Retry-After, drops the Date header, and falls back to asking at the keyboard.
"""

import time
from datetime import datetime
from threading import Lock
from typing import Annotated, Any, TypeAlias

import msgspec
import requests
from pydantic import SecretStr
from requests.auth import AuthBase, HTTPBasicAuth
from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyClientCredentials, SpotifyOAuth, SpotifyPKCE

from tasks.spotify.answers import Answer, Reply
from tasks.spotify.classify import answer, token_refusal
from tasks.spotify.errors import BadCredentials, Malformed
from tasks.spotify.families import TOKEN
from tasks.spotify.line import Line
from tasks.spotify.session import Call

TOKEN_PATH = "api/token"  # noqa: S105 - a path
_MARGIN = 60.0  # seconds before its end that a token counts as over, as in spotipy

Manager: TypeAlias = SpotifyClientCredentials | SpotifyOAuth | SpotifyPKCE


class _Nobody(AuthBase):
    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


NOBODY = _Nobody()
"""No Authorization header, and none of ~/.netrc either, which requests would look into where auth is None."""


class Token(AuthBase):
    """An access token as requests takes it; compared by identity, shown as nothing."""

    def __init__(self, secret: SecretStr) -> None:
        self._secret = secret

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Put the token on a request."""
        request.headers["Authorization"] = f"Bearer {self._secret.get_secret_value()}"
        return request


class _Granted(msgspec.Struct):
    """What the token endpoint gives (RFC 6749 5.1); `refresh_token` only if it replaces the old one."""

    # No blanks or line breaks: the library that writes headers refuses those with an error that quotes them.
    access_token: Annotated[str, msgspec.Meta(pattern=r"^[!-~]+\Z")]
    expires_in: float = 3600.0
    refresh_token: str | None = None
    scope: str | None = None


class Tokens:
    """The current access token, one for all threads."""

    def __init__(self, manager: Manager, line: Line, refresh_token: SecretStr | None) -> None:
        self._manager = manager
        self._line = line
        self._refresh_token = refresh_token
        self._observed: list[datetime] = []
        self._token: Token | None = None
        self._lock = Lock()
        self.rotated_refresh_token: SecretStr | None = None
        self.scopes: frozenset[str] | None = None
        """What the last token permits, as Spotify said; None before, and where it did not say."""

    @property
    def has_user(self) -> bool:
        """Whether tokens are a user's, and not only the app's."""
        return self._refresh_token is not None

    def current(self) -> Token:
        """Return a token that should be good; raises BadCredentials, Unavailable, Malformed, Deferred."""
        with self._lock:
            return self._fetch() if self._token is None or self._is_over() else self._token

    def renew(self, failed: Token) -> Token:
        """Return a token other than one that was refused; many threads with the same one make one request."""
        with self._lock:
            return self._fetch() if self._token is failed or self._token is None else self._token

    def observed_at(self) -> datetime:
        """Return when the first token was given, by Spotify's clock: it stays the same through a run."""
        if not self._observed:
            self.current()
        return self._observed[0]

    def _is_over(self) -> bool:
        # spotipy's own rule takes a whole minute off, which would leave nothing of a very short-lived token.
        kept = self._manager.cache_handler.get_cached_token()
        return bool(time.time() >= kept["expires_at"] - min(_MARGIN, kept["expires_in"] / 10))

    def _fetch(self) -> Token:
        reply = self._line.send(self._call())
        if not 200 <= reply.status < 300:
            self._refuse(reply)
        self._token = self._keep(granted(answer(reply, TOKEN_PATH)))
        self._observed.append(reply.observed_at)
        return self._token

    def _refuse(self, reply: Reply) -> None:
        error = token_refusal(reply, TOKEN_PATH, with_refresh_token=self.has_user)
        if isinstance(error, BadCredentials):
            # Without a token nothing can be asked, and asking for one again and again gets an app blocked.
            self._line.limits.stop(error)
        raise error

    def _call(self) -> Call:
        return Call("POST", self._manager.OAUTH_TOKEN_URL, TOKEN_PATH, TOKEN, self._auth(), form=self._form())

    def _auth(self) -> AuthBase:
        manager = self._manager
        if isinstance(manager, SpotifyPKCE):
            return NOBODY
        # As bytes: requests would fail on what is not Latin-1, with both values in the traceback.
        return HTTPBasicAuth(manager.client_id.encode(), manager.client_secret.encode())

    def _form(self) -> dict[str, str]:
        if self._refresh_token is None:
            return {"grant_type": "client_credentials"}
        form = {"grant_type": "refresh_token", "refresh_token": self._refresh_token.get_secret_value()}
        # A sign-in with PKCE was made without the secret, and so is its refresh (RFC 6749 6, a public client).
        return form | {"client_id": self._manager.client_id} if isinstance(self._manager, SpotifyPKCE) else form

    def _keep(self, given: dict[str, Any]) -> Token:
        if self.has_user and (scope := given.get("scope")) is not None:
            self.scopes = frozenset(scope.split())
        # Adds expires_at, and writes the scope that was asked for over the one that was granted.
        info = self._manager._add_custom_values_to_token_info(given)
        self._manager.cache_handler.save_token_to_cache(info)
        # Since July 2026 a refresh brings no new refresh token; should one come, the old one may be worth nothing.
        if self.has_user and (rotated := info.get("refresh_token")):
            self._refresh_token = self.rotated_refresh_token = SecretStr(rotated)
        return Token(SecretStr(info["access_token"]))


def app_manager(accounts_url: str, client_id: str, client_secret: SecretStr) -> SpotifyClientCredentials:
    """Return spotipy's holder of client credentials, which sees public data only."""
    # A cache in memory, or spotipy would keep tokens in a file named .cache wherever the run was started.
    manager = SpotifyClientCredentials(client_id, client_secret.get_secret_value(), cache_handler=MemoryCacheHandler())
    manager.OAUTH_TOKEN_URL = token_url(accounts_url)
    return manager


def user_manager(accounts_url: str, client_id: str, client_secret: SecretStr) -> SpotifyOAuth:
    """Return spotipy's holder of a user's sign-in; its redirect address is only for signing in, which it never does."""
    manager = SpotifyOAuth(
        client_id,
        client_secret.get_secret_value(),
        redirect_uri="http://127.0.0.1:8888/callback",
        cache_handler=MemoryCacheHandler(),
        open_browser=False,
    )
    manager.OAUTH_TOKEN_URL = token_url(accounts_url)
    return manager


def pkce_manager(accounts_url: str, client_id: str) -> SpotifyPKCE:
    """Return spotipy's holder of a user's sign-in with PKCE, which knows no client secret."""
    manager = SpotifyPKCE(
        client_id,
        redirect_uri="http://127.0.0.1:8888/callback",
        requests_session=False,
        cache_handler=MemoryCacheHandler(),
        open_browser=False,
    )
    manager.OAUTH_TOKEN_URL = token_url(accounts_url)
    return manager


def token_url(accounts_url: str) -> str:
    """Return where tokens come from."""
    return f"{accounts_url.rstrip('/')}/{TOKEN_PATH}"


def granted(given: Answer) -> dict[str, Any]:
    """Return what the token endpoint gave (access_token, expires_in, refresh_token, scope); raises Malformed."""
    try:
        decoded = msgspec.json.decode(given.body, type=_Granted)
    except msgspec.DecodeError as error:
        # Its text names the path in the JSON and the type found there, never a value.
        problem = str(error)
    else:
        return msgspec.to_builtins(decoded)  # type: ignore[no-any-return]
    raise Malformed(problem, TOKEN_PATH, given.status)

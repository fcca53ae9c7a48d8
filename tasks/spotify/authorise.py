"""Asking a listener for consent: the authorisation-code flow with PKCE (RFC 7636), which needs no client secret.

spotipy's SpotifyPKCE makes verifier, challenge and address. It neither listens nor sends: its server on the redirect
address takes the first connection for the answer, also one that a browser opens in advance and never uses, and its
POST prints code and verifier at DEBUG.
"""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr
from spotipy.cache_handler import MemoryCacheHandler
from spotipy.oauth2 import SpotifyPKCE

from tasks.spotify.answers import Reply
from tasks.spotify.classify import answer
from tasks.spotify.complaints import complaint
from tasks.spotify.errors import Malformed
from tasks.spotify.families import TOKEN
from tasks.spotify.limiter import Limiter
from tasks.spotify.line import Line
from tasks.spotify.session import Call, open_session
from tasks.spotify.tokens import NOBODY, TOKEN_PATH, granted, token_url


class LoginError(ValueError):
    """What came is no answer to our question; the message says why. The right one may still come."""


class Declined(LoginError):  # noqa: N818 - what happened, and nothing went wrong
    """The listener or Spotify said no; nothing else will come."""


@dataclass(frozen=True)
class Consent:
    """What a listener agreed to: the scopes granted, and when (UTC)."""

    refresh_token: SecretStr
    scopes: frozenset[str]
    authorised_at: datetime


class Authorisation:
    """One question to one listener. State and verifier are made for it and good for one answer."""

    def __init__(self, accounts_url: str, client_id: str, redirect_uri: str, scopes: Iterable[str]) -> None:
        self._accounts_url = accounts_url
        self._scopes = frozenset(scopes)
        self._state = secrets.token_urlsafe(24)
        self._manager = SpotifyPKCE(
            client_id,
            redirect_uri,
            state=self._state,
            scope=" ".join(sorted(self._scopes)),
            requests_session=False,
            open_browser=False,
            cache_handler=MemoryCacheHandler(),
        )
        self._manager.OAUTH_AUTHORIZE_URL = f"{accounts_url.rstrip('/')}/authorize"

    @property
    def address(self) -> str:
        """The address to open in a browser; it holds no secret."""
        # With the dialogue even where consent was given before: it names the account, and starts the six months anew.
        return f"{self._manager.get_authorize_url()}&show_dialog=true"

    def code(self, redirected: str) -> SecretStr:
        """Return the code in the address that the browser was sent to; raises LoginError, Declined."""
        said = {name: values[0] for name, values in parse_qs(urlsplit(redirected.strip()).query).items()}
        if not said.keys() & {"code", "error"}:
            raise LoginError(f"That is not the address to paste: it begins with {self._manager.redirect_uri}?code=")
        if not hmac.compare_digest(said.get("state", "").encode(), self._state.encode()):
            raise LoginError("That answer belongs to another sign-in (its state differs): open the address shown here")
        if "error" in said:
            raise Declined(_declined(said["error"]))
        return SecretStr(said["code"])

    def exchange(self, code: SecretStr) -> Consent:
        """Turn the code into a refresh token; raises Declined, and the errors of tasks.spotify.errors."""
        session = open_session(self._accounts_url, workers=1)
        with session:
            reply = Line(session, Limiter()).send(self._call(code))
        if 400 <= reply.status < 500:
            raise Declined(_refused(reply, str(self._manager.redirect_uri)))
        return self._consent(reply)

    def _call(self, code: SecretStr) -> Call:
        form = {
            "grant_type": "authorization_code",
            "code": code.get_secret_value(),
            "redirect_uri": str(self._manager.redirect_uri),
            "client_id": str(self._manager.client_id),
            "code_verifier": str(self._manager.code_verifier),
        }
        return Call("POST", token_url(self._accounts_url), TOKEN_PATH, TOKEN, NOBODY, form=form)

    def _consent(self, reply: Reply) -> Consent:
        info = granted(answer(reply, TOKEN_PATH))
        if not info.get("refresh_token"):
            raise Malformed("it holds no refresh token", TOKEN_PATH, reply.status)
        # RFC 6749 5.1: left out where it is what was asked for.
        scopes = self._scopes if info.get("scope") is None else frozenset(info["scope"].split())
        return Consent(SecretStr(info["refresh_token"]), scopes, datetime.now(UTC))


def _declined(error: str) -> str:
    if error == "access_denied":
        return "The sign-in was declined in the browser; nothing was stored"
    shown = "".join(character for character in error if character.isprintable())[:100]
    return f"Spotify refuses the sign-in ({shown}); nothing was stored"


def _refused(reply: Reply, redirect_uri: str) -> str:
    said = complaint(reply)
    if said.code == "invalid_client":
        return f"SPOTIFY_CLIENT_ID is wrong: Spotify does not accept it ({said.message}); nothing was stored"
    return (
        f"Spotify does not accept the answer of the browser ({said.message}): run make login again, and check that "
        f"{redirect_uri} is a redirect address of the app"
    )

"""Putting the parts together."""

from pydantic import SecretStr

from tasks.spotify.client import Spotify
from tasks.spotify.errors import BadCredentials
from tasks.spotify.limiter import Limiter, Limits
from tasks.spotify.line import Line, OnWait
from tasks.spotify.session import open_session
from tasks.spotify.tokens import Manager, Tokens, app_manager, pkce_manager, user_manager


def connect(  # noqa: PLR0913 - what a connection is made of, all by name
    *,
    api_url: str,
    accounts_url: str,
    client_id: str,
    client_secret: SecretStr,
    refresh_token: SecretStr | None = None,
    is_pkce: bool = False,
    requests_per_second: float | None = None,
    max_requests: int | None = None,
    limits: Limits | None = None,
    on_wait: OnWait | None = None,
    workers: int = 16,
) -> Spotify:
    """Return a client; nothing is sent before it is asked something.

    With a refresh token every request is made as its user, without as the app alone; `is_pkce` tells that the token
    comes of a sign-in with PKCE (make login) and is refreshed without the secret. `limits` give leave to send, and are
    closed with the client; without them this process keeps to `requests_per_second` and `max_requests` by itself,
    each None for no bound. `workers` is how many threads keep a connection open; `on_wait(seconds, reason)` is called
    when a pause that Spotify asked for begins, in any thread. Raises BadCredentials where client id or secret are
    empty.
    """
    if not client_id or not client_secret.get_secret_value():
        raise BadCredentials("SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET are both needed, and one is empty")
    limits = limits or Limiter(requests_per_second, max_requests)
    line = Line(open_session(api_url, workers), limits, on_wait)
    manager: Manager
    if refresh_token is not None and is_pkce:
        manager = pkce_manager(accounts_url, client_id)
    else:
        manager = (app_manager if refresh_token is None else user_manager)(accounts_url, client_id, client_secret)
    return Spotify(api_url, line, Tokens(manager, line, refresh_token))

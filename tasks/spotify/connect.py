"""Putting the parts together."""

from pydantic import SecretStr

from tasks.spotify.client import Spotify
from tasks.spotify.errors import BadCredentials
from tasks.spotify.limiter import Limiter
from tasks.spotify.line import Line, OnWait
from tasks.spotify.session import open_session
from tasks.spotify.tokens import Tokens, app_manager, user_manager


def connect(  # noqa: PLR0913 - what a connection is made of, all by name
    *,
    api_url: str,
    accounts_url: str,
    client_id: str,
    client_secret: SecretStr,
    refresh_token: SecretStr | None = None,
    requests_per_second: float | None = None,
    max_requests: int | None = None,
    on_wait: OnWait | None = None,
    workers: int = 16,
) -> Spotify:
    """Return a client; nothing is sent before it is asked something.

    With a refresh token every request is made as its user, without as the app alone. `requests_per_second` and
    `max_requests` may be None for no bound; `workers` is how many threads keep a connection open; `on_wait(seconds,
    reason)` is called when a pause that Spotify asked for begins, in any thread. Raises BadCredentials where client
    id or secret are empty.
    """
    if not client_id or not client_secret.get_secret_value():
        raise BadCredentials("SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET are both needed, and one is empty")
    line = Line(open_session(api_url, workers), Limiter(requests_per_second, max_requests), on_wait)
    manager = (app_manager if refresh_token is None else user_manager)(accounts_url, client_id, client_secret)
    return Spotify(api_url, line, Tokens(manager, line, refresh_token))

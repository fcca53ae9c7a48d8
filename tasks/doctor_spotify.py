"""Spotify, as far as an app of one's own goes: its servers, the app, the listener, and what was permitted."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

from tasks.advice import DASHBOARD
from tasks.console.plain import plain
from tasks.doctor import Finding, found, ok, problem, warning
from tasks.listener_token import keep_rotated, resolve
from tasks.login import as_listener
from tasks.scopes import lacking
from tasks.settings import Settings
from tasks.spotify import Spotify, consent
from tasks.spotify.errors import Deferred, NotFound
from tasks.spotify.reach import reached
from tasks.spotify.redirect import redirect
from tasks.spotify.token_store import StoredToken, is_open

# Any artist will do: an app that may ask nothing is refused for every one of them.
ANY_ARTIST = "artists/0TnOYISbd1XYRBk9myaseg"


class Inquiry:
    """What is asked of Spotify: a handful of requests, none once it wants a pause; `requests` counts them by family."""

    def __init__(self, settings: Settings, listener: str = "") -> None:
        self._settings = settings
        self._listener = listener
        self.requests: Counter[str] = Counter()
        self.deferred: Deferred | None = None
        self._beside: list[Finding] = []

    def findings(self) -> Iterator[Finding]:
        """The servers, then the app, then the listener; what fails leaves out what depends on it."""
        for about, check in self._checks():
            findings = [*found(about, check), *self._beside]
            yield from findings
            if self.deferred or any(finding.level == "problem" for finding in findings):
                return

    def _checks(self) -> list[tuple[str, Callable[[], Iterable[Finding]]]]:
        servers = {"accounts server": self._settings.spotify_accounts_url, "API server": self._settings.spotify_api_url}
        return [
            *((about, partial(_reach, about, url)) for about, url in servers.items()),
            ("app", self._app),
            ("sign-in", self._sign_in),
        ]

    def _app(self) -> Iterator[Finding]:
        with self._asking(None) as spotify:
            spotify.observed_at()
            yield ok("app", "Spotify accepts SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET")
            _answered(spotify)

    def _sign_in(self) -> Iterator[Finding]:
        token = resolve(self._settings, self._listener)
        if token is None:
            yield ok("sign-in", "nobody has signed in, so that no library is read: make login signs a listener in")
            return
        with self._asking(token) as spotify:
            spotify.observed_at()
            yield ok("sign-in", f"Spotify accepts the refresh token of {token.kept_in}")
            if is_open(self._settings.data_dir, self._listener):
                yield warning("sign-in", f"others on this machine can read it: chmod 600 {token.kept_in}")
            yield _scopes(spotify, token)
            yield age_of(token)
            yield _listener(spotify)

    @contextmanager
    def _asking(self, token: StoredToken | None) -> Iterator[Spotify]:
        with as_listener(self._settings, token) as spotify:
            try:
                yield spotify
            except Deferred as refused:
                self.deferred = refused
                raise
            finally:
                self.requests += spotify.requests
                if token and (due := keep_rotated(self._settings, token, spotify.rotated_refresh_token)):
                    self._beside.append(warning("sign-in", due))


def redirect_findings(settings: Settings) -> Iterator[Finding]:
    """Whether Spotify would take the redirect address; only signing in needs it."""
    about = redirect(settings.spotify_redirect_uri)
    how = "make login listens there" if about.is_ours else "make login has the answer pasted"
    yield ok("redirect address", f"{about.uri}: {how}; it must stand in the app's settings at {DASHBOARD}")


def _reach(about: str, url: str) -> Iterator[Finding]:
    yield ok(about, f"{reached(url)} answers")


def _answered(spotify: Spotify) -> None:
    """Ask for something that every app may ask for: where the owner has no Premium, all is refused."""
    try:
        spotify.ask(ANY_ARTIST)
    except NotFound:
        return  # an answer like any other


def _scopes(spotify: Spotify, token: StoredToken) -> Finding:
    granted = spotify.scopes if spotify.scopes is not None else token.scopes
    if granted is None:
        return warning("scopes", "not known: Spotify does not say what was permitted; make login asks anew")
    if missing := lacking(granted):
        without = "; ".join(f"{scope} ({', '.join(names)})" for scope, names in missing.items())
        return warning("scopes", f"not permitted: {without}: sign in again with make login, or do without")
    return ok("scopes", "all that the library needs are permitted")


def age_of(token: StoredToken) -> Finding:
    """Return how old a consent is, and what to do where it will end."""
    if token.authorised_at is None:
        return warning(
            "age of the sign-in",
            "not known: set SPOTIFY_AUTHORISED_AT to the day of consent, for it lasts six months, or use make login",
        )
    if due := consent.warning(token.authorised_at, datetime.now(UTC), token.listener):
        return warning("age of the sign-in", due)
    end = consent.expiry(token.authorised_at)
    return ok("age of the sign-in", f"of {token.authorised_at:%Y-%m-%d}, lasts until {end:%Y-%m-%d}")


def _listener(spotify: Spotify) -> Finding:
    user = json.loads(spotify.ask("me").body)
    if not user.get("id"):
        return problem("listener", "Spotify gives no id for the listener, without which nothing can be stored")
    return ok("listener", f"{plain(user.get('display_name') or user['id'])}: Spotify answers for them")

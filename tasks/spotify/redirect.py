"""The redirect address: where Spotify sends a browser after consent, hence where we listen, or what is pasted.

Since 2025 Spotify takes https addresses, and http only for the loopback addresses in figures
(https://developer.spotify.com/documentation/web-api/concepts/redirect_uri).
"""

from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urlsplit

_LOOPBACK = ("127.0.0.1", "::1")


class RedirectError(ValueError):
    """SPOTIFY_REDIRECT_URI is none that Spotify takes; the message says why and what to write instead."""


@dataclass(frozen=True)
class Redirect:
    """`uri` as Spotify is told it. `port` is None where the address names none and any will do."""

    uri: str
    host: str
    port: int | None
    path: str
    is_ours: bool
    """Whether it leads to this machine, so that we can listen there."""

    def on(self, port: int) -> "Redirect":
        """Return the address with the port that is listened on: Spotify lets a loopback address differ in its port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        rest = urlsplit(self.uri)._replace(scheme="", netloc="").geturl()
        return replace(self, port=port, uri=f"http://{host}:{port}{rest}")


def redirect(uri: str) -> Redirect:
    """Take the address apart; raises RedirectError where Spotify would refuse it."""
    try:
        parts = urlsplit(uri)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise RedirectError(f'SPOTIFY_REDIRECT_URI: "{uri}" is no address') from None
    if problem := _problem(parts, host):
        raise RedirectError(f"SPOTIFY_REDIRECT_URI: {problem}")
    is_ours = parts.scheme == "http"
    return Redirect(uri, host, port, parts.path or "/", is_ours)


def _problem(parts: SplitResult, host: str) -> str:
    instead = parts._replace(scheme="http", netloc=f"127.0.0.1:{parts.port or 8888}").geturl()
    if host == "localhost":
        return f"Spotify takes no address with localhost in it: write {instead}, here and in the app's settings"
    if parts.fragment:
        return 'an address with a "#" in it is not taken'
    if parts.scheme == "http" and host not in _LOOPBACK:
        return f"Spotify takes http only for 127.0.0.1 and [::1]: write {instead}, or an https address"
    return "" if host else "it names no host"

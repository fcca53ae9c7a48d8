"""Where a user may be sent back to after consent (RFC 6749 3.1.2; Spotify's rules of April 2025, spotify-api.md 3).

Only https, or http to a loopback address written as such: the name `localhost` may be anything on the user's machine.
"""

from urllib.parse import SplitResult, urlencode, urlsplit, urlunsplit

LOOPBACK = frozenset({"127.0.0.1", "::1"})


def complaint(address: str) -> str | None:
    """Return what Spotify says against a redirect address, None where it is a good one."""
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname) and parts.port != 0  # raises for a port that is none
    except ValueError:
        is_whole = False
    if not is_whole or parts.scheme not in {"http", "https"} or "#" in address:
        return "INVALID_CLIENT: Invalid redirect URI"
    return None if _is_secure(parts) else "INVALID_CLIENT: Insecure redirect URI"


def _is_secure(parts: SplitResult) -> bool:
    return parts.scheme == "https" or parts.hostname in LOOPBACK


def with_query(address: str, **told: str) -> str:
    """Return a redirect address with what it is to be told, empty values aside; what its query says already stays."""
    parts = urlsplit(address)
    added = urlencode({name: value for name, value in told.items() if value})
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, added)))))

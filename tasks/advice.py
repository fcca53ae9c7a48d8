"""What to do about a refusal of Spotify that has nothing to do with the run: an account, a list, a scope."""

from tasks.spotify.errors import ForbiddenInThisMode, SpotifyError

DASHBOARD = "developer.spotify.com/dashboard"

PREMIUM, UNREGISTERED = "active premium subscription required", "user may not be registered"

# Part of Spotify's words -> what they mean and what mends it (spotify-api.md 5).
_KNOWN = {
    PREMIUM: (
        "the owner of the app has no Spotify Premium, without which Spotify answers nothing to an app in development "
        "mode: subscribe, or use an app whose owner has it"
    ),
    UNREGISTERED: (
        f"the listener is not among the users of the app: add them under User Management at {DASHBOARD} (five at most "
        "in development mode)"
    ),
    "insufficient client scope": "the listener did not permit this: sign in again with make login",
}


def advice(error: SpotifyError) -> str:
    """Return the sentence about an error, with what to do where that is known."""
    said = error.message.lower()
    known = next((meaning for words, meaning in _KNOWN.items() if words in said), "")
    if not known or not isinstance(error, ForbiddenInThisMode):
        return str(error)
    return f"Spotify refuses {error.path} ({error.message.rstrip('.')}): {known}"


def concerns_everything(error: SpotifyError) -> bool:
    """True for a refusal of the app or its user as a whole, whatever was asked."""
    said = error.message.lower()
    return isinstance(error, ForbiddenInThisMode) and (PREMIUM in said or UNREGISTERED in said)

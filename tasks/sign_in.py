"""What a run has to say of the listener's sign-in: that it will end, or that Spotify has replaced its token."""

from datetime import UTC, datetime

from tasks.listener_token import keep_rotated
from tasks.postgres import known
from tasks.postgres.connect import transaction
from tasks.session import current
from tasks.spotify.token_store import DEFAULT, StoredToken
from tasks.token_age import WATERMARK, heed_age


def sign_in_notes() -> list[str]:
    """Return what a person should know of the sign-in; a new refresh token is kept where the old one was."""
    session = current()
    if session.token is None:
        return []
    replaced = keep_rotated(session.settings, session.token, session.spotify.rotated_refresh_token)
    return [note for note in (_age(session.token), replaced) if note]


def _age(token: StoredToken) -> str:
    with transaction(current().databases.source) as connection:
        told = known.watermarks(connection, WATERMARK).get(_name(token), "")
    return heed_age(token, datetime.now(UTC), told, lambda news: _remember(_name(token), news)) or ""


def _name(token: StoredToken) -> str:
    return token.listener or DEFAULT


def _remember(listener: str, news: str) -> None:
    with transaction(current().databases.source) as connection:
        known.set_watermark(connection, WATERMARK, listener, news)

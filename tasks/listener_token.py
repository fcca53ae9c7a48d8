"""Whose library a run reads, with which refresh token: SPOTIFY_REFRESH_TOKEN, a block, or the file of make login."""

from dataclasses import replace
from datetime import UTC, datetime, time

from pydantic import SecretStr

from tasks.settings import Settings
from tasks.spotify import token_store
from tasks.spotify.token_store import StoredToken, TokenError, checked_app, checked_name, dumped, known, loaded
from tasks.token_block import block_of, read_block, write_block

VARIABLE = "SPOTIFY_REFRESH_TOKEN"


def resolve(settings: Settings, listener: str = "") -> StoredToken | None:
    """Return the refresh token of a listener, None where there is no listener at all and none was named.

    Raises TokenError with one sentence: an unknown name, a block that cannot be read, a token of another app.
    """
    checked_name(listener)
    if not listener and settings.refresh_token:
        return StoredToken(settings.refresh_token, authorised_at=_said(settings), kept_in=VARIABLE)
    if token := _kept(settings, listener):
        return checked_app(token, settings.spotify_client_id)
    if listener:
        raise TokenError(_unknown(settings, listener))
    return None


def keep(settings: Settings, token: StoredToken, block: str = "") -> str:
    """Keep a token in the block, by default where `resolve` will look for it, and return where; raises TokenError."""
    if block := block or settings.spotify_token_block:
        named = block_of(block, token.listener)
        write_block(named, dumped(token))
        return f"the block {named}"
    return str(token_store.write(settings.data_dir, token))


def keep_rotated(settings: Settings, token: StoredToken, rotated: SecretStr | None) -> str:
    """Keep a refresh token that Spotify sent in place of another; returns what a person must do, mostly nothing.

    The consent is as old as it was: a new token does not lengthen it.
    """
    if rotated is None or rotated == token.refresh_token:
        return ""
    if token.kept_in == VARIABLE:
        return f"Spotify has replaced the refresh token: {VARIABLE} may be refused from now on, then run make login"
    keep(settings, replace(token, refresh_token=rotated))
    return ""


def _kept(settings: Settings, listener: str) -> StoredToken | None:
    if block := settings.spotify_token_block:
        named = block_of(block, listener)
        return loaded(read_block(named), listener, f"the block {named}")
    return token_store.read(settings.data_dir, listener)


def _said(settings: Settings) -> datetime | None:
    """Return the day that SPOTIFY_AUTHORISED_AT names: the refresh token itself does not tell."""
    day = settings.spotify_authorised_at
    return datetime.combine(day, time(), UTC) if day else None


def _unknown(settings: Settings, listener: str) -> str:
    names = ", ".join(known(settings.data_dir)) or "none"
    return f'Nobody has signed in as "{listener}" (known: {names}): python flows/login.py --listener {listener}'

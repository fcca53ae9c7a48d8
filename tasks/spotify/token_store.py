"""Refresh tokens kept in files, one a listener: DATA_DIR/tokens/<listener>.json, for nobody but their owner to read.

The same text, or the bare refresh token, is what a Prefect block or AWS Secrets Manager holds in a deployment.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import msgspec
from pydantic import SecretStr

DEFAULT = "default"
"""The file's name where a listener has none."""

# What a file name, a Prefect block's name and a secret's name in AWS all allow.
_NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")


class TokenError(ValueError):
    """A kept refresh token is missing or of no use; the message says which and what to do."""


@dataclass(frozen=True)
class StoredToken:
    """A refresh token and what was noted at consent; None or "" where only the token itself was kept.

    `listener` is "" for the only one, `authorised_at` aware and in UTC, `kept_in` where it was found, in words.
    """

    refresh_token: SecretStr
    listener: str = ""
    is_pkce: bool = False
    client_id: str = ""
    authorised_at: datetime | None = None
    scopes: frozenset[str] | None = None
    user_id: str = ""
    user_name: str = ""
    kept_in: str = ""


class _Written(msgspec.Struct):
    """A token as it is written; fields that a later version adds are passed over."""

    refresh_token: Annotated[str, msgspec.Meta(min_length=1)]
    client_id: str = ""
    is_pkce: bool = False
    authorised_at: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    scopes: list[str] | None = None
    user_id: str = ""
    user_name: str = ""


def dumped(token: StoredToken) -> str:
    """Return the JSON to keep: it holds the secret."""
    written = _Written(
        refresh_token=token.refresh_token.get_secret_value(),
        client_id=token.client_id,
        is_pkce=token.is_pkce,
        authorised_at=token.authorised_at and token.authorised_at.astimezone(UTC),
        scopes=None if token.scopes is None else sorted(token.scopes),
        user_id=token.user_id,
        user_name=token.user_name,
    )
    return msgspec.json.format(msgspec.json.encode(written), indent=1).decode()


def loaded(text: str, listener: str, kept_in: str) -> StoredToken:
    """Return the token in a text that `dumped` made, or that is a refresh token and nothing else; raises TokenError."""
    text = text.strip()
    if not text.startswith("{"):
        return _bare(text, listener, kept_in)
    try:
        written = msgspec.json.decode(text, type=_Written)
    except msgspec.DecodeError as error:
        problem = str(error)  # names the path in the JSON and the type found there, never a value
    else:
        return _stored(written, listener, kept_in)
    # Outside the except clause, whose error holds the whole text for whoever prints the variables of a traceback.
    raise TokenError(f"The sign-in kept in {kept_in} is of no use ({problem}): sign in again with make login")


def _bare(text: str, listener: str, kept_in: str) -> StoredToken:
    if not re.fullmatch(r"[!-~]+", text):
        raise TokenError(f"The sign-in kept in {kept_in} is no refresh token: sign in again with make login")
    return StoredToken(SecretStr(text), listener, kept_in=kept_in)


def _stored(written: _Written, listener: str, kept_in: str) -> StoredToken:
    return StoredToken(
        refresh_token=SecretStr(written.refresh_token),
        listener=listener,
        is_pkce=written.is_pkce,
        client_id=written.client_id,
        authorised_at=written.authorised_at and written.authorised_at.astimezone(UTC),
        scopes=None if written.scopes is None else frozenset(written.scopes),
        user_id=written.user_id,
        user_name=written.user_name,
        kept_in=kept_in,
    )


def checked_name(listener: str) -> str:
    """Return the name of a listener; raises TokenError where it could not be the name of a file and a block."""
    if listener and not _NAME.fullmatch(listener):
        raise TokenError(f'"{listener}" cannot name a listener: use lower-case letters, digits and dashes')
    return listener


def checked_app(token: StoredToken, client_id: str) -> StoredToken:
    """Return the token; raises TokenError where it was given to another app, which Spotify would refuse."""
    if token.client_id and token.client_id != client_id:
        raise TokenError(
            f"The sign-in kept in {token.kept_in} was made for another app ({token.client_id}) than "
            f"SPOTIFY_CLIENT_ID ({client_id}): sign in again with make login"
        )
    return token


def folder_of(data_dir: Path) -> Path:
    """Return the folder of the tokens."""
    return data_dir / "tokens"


def path_of(data_dir: Path, listener: str) -> Path:
    """Return the file of a listener's token; raises TokenError for a name that cannot be one."""
    return folder_of(data_dir) / f"{checked_name(listener) or DEFAULT}.json"


def known(data_dir: Path) -> list[str]:
    """Return the names of the listeners that have a file, the nameless one as "default"."""
    return sorted(path.stem for path in folder_of(data_dir).glob("*.json"))


def is_open(data_dir: Path, listener: str) -> bool:
    """Tell whether others than its owner may read a listener's file; raises TokenError for a name that is none."""
    path = path_of(data_dir, listener)
    return path.exists() and bool(path.stat().st_mode & 0o077)


def read(data_dir: Path, listener: str) -> StoredToken | None:
    """Return a listener's token, None where there is no file; raises TokenError."""
    path = path_of(data_dir, listener)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise TokenError(f"The sign-in kept in {path} cannot be read: look at who owns it") from None
    return loaded(text, listener, str(path))


def write(data_dir: Path, token: StoredToken) -> Path:
    """Keep a token and return its file, which appears whole or not at all; raises TokenError."""
    path = path_of(data_dir, token.listener)
    prepare(data_dir)
    with _writing():
        _replace(path, dumped(token))
    return path


def prepare(data_dir: Path) -> None:
    """Make the folder, which is its owner's alone; raises TokenError."""
    folder = folder_of(data_dir)
    with _writing():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        # DATA_DIR may lie in a repository, and not every one ignores it.
        (folder / ".gitignore").write_text("*\n")


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise TokenError(f"DATA_DIR cannot be written, the sign-in is kept there: {reason}") from None


def _replace(path: Path, text: str) -> None:
    # mkstemp makes a file that is its owner's alone from the first moment on, whatever the umask.
    number, partial = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(partial).replace(path)
    finally:
        with suppress(FileNotFoundError):
            Path(partial).unlink()

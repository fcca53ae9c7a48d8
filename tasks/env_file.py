"""The file of settings that ENV_FILE names: on this machine, by default .env, or an object on S3."""

import os
from collections.abc import Mapping
from functools import cache
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values

from tasks.s3.address import is_on_s3
from tasks.s3.error import S3Error
from tasks.s3.fetch import fetched

VARIABLE = "ENV_FILE"

MEANING = (
    "Another file than .env to read the settings from: a path, or s3://BUCKET/KEY with the task role or the usual AWS "
    "variables; set in the environment alone."
)

DEFAULT = ".env"


class EnvFileError(ValueError):
    """The file cannot be read; the message names it, and nothing of what it holds."""


def named() -> str:
    """Return what names the file."""
    return os.environ.get(VARIABLE) or DEFAULT


def is_there() -> bool:
    """Tell whether there is a file to be read; one on S3 must be there."""
    return is_on_s3(named()) or Path(named()).exists()


def values() -> Mapping[str, str | None]:
    """Return the variables in the file, none where there is no .env; raises EnvFileError."""
    return _on_s3(named()) if is_on_s3(named()) else _on_disk(Path(named()))


def _on_disk(path: Path) -> Mapping[str, str | None]:
    if path.is_dir() or (os.environ.get(VARIABLE) and not path.exists()):
        raise EnvFileError(f'{VARIABLE} names "{path}", which is not a file that can be read')
    try:
        return dotenv_values(path, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise EnvFileError(f'{VARIABLE} names "{path}", which cannot be read as text in UTF-8') from None


@cache  # once for a process, so that a run has the same settings from its beginning to its end
def _on_s3(address: str) -> Mapping[str, str | None]:
    try:
        text = fetched(address).decode()
    except S3Error as error:
        raise EnvFileError(f'{VARIABLE} names "{address}", which cannot be read: {error}') from None
    except UnicodeDecodeError:
        raise EnvFileError(f'{VARIABLE} names "{address}", which is no text in UTF-8') from None
    return dotenv_values(stream=StringIO(text))

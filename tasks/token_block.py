"""Refresh tokens in a deployment: a Prefect Secret block, or a secret of AWS Secrets Manager behind an AwsSecret block.

SPOTIFY_TOKEN_BLOCK names it as `secret/name` or `aws-secret/name`; a listener with a name has a block of their own,
`secret/name-listener`. The value is what tasks/spotify/token_store.py writes, or the bare refresh token.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tasks.spotify.token_store import TokenError

KINDS = ("secret", "aws-secret")

_NAME = re.compile(r"[a-z0-9-]+")  # what Prefect allows


def block_of(block: str, listener: str) -> str:
    """Return the block of a listener."""
    return f"{block}-{listener}" if listener else block


def read_block(block: str) -> str:
    """Return what a block holds; raises TokenError."""
    kind, name = _parts(block)
    with _translated(block):
        loaded = _class(kind).load(name)
        value = loaded.get() if kind == "secret" else loaded.read_secret()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else json.dumps(value)  # Prefect decodes a Secret that looks like JSON


def write_block(block: str, text: str) -> None:
    """Keep a text in a block, whose AWS part must exist: it says which secret and how to sign in; raises TokenError."""
    kind, name = _parts(block)
    with _translated(block):
        if kind == "secret":
            _class(kind)(value=text).save(name, overwrite=True)
        else:
            _class(kind).load(name).write_secret(text.encode())


def check_block(block: str) -> None:
    """Raise TokenError where nothing could be kept in a block, for a reason that can be known beforehand."""
    kind, name = _parts(block)
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_API_URL

    if not PREFECT_API_URL.value():
        raise TokenError(f'"{block}" is a block on a Prefect server: set PREFECT_API_URL, or leave the block out')
    with _translated(block), get_client(sync_client=True) as client:
        if error := client.api_healthcheck():
            raise RuntimeError from error
        if kind == "aws-secret":
            _class(kind).load(name)


def _parts(block: str) -> tuple[str, str]:
    kind, _, name = block.partition("/")
    if kind not in KINDS or not _NAME.fullmatch(name):
        raise TokenError(f'"{block}" names no block for the sign-in: write secret/NAME or aws-secret/NAME')
    return kind, name


def _class(kind: str) -> Any:
    if kind == "secret":
        from prefect.blocks.system import Secret

        return Secret
    from prefect_aws.secrets_manager import AwsSecret

    return AwsSecret


@contextmanager
def _translated(block: str) -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]
    from httpx import HTTPError
    from prefect.exceptions import PrefectException

    problem = ""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        problem = f"AWS refuses the secret behind the block {block}: {_first_line(error)}"
    except (HTTPError, PrefectException, RuntimeError):
        problem = f"The block {block} cannot be reached: check PREFECT_API_URL and that the server runs"
    except ValueError as error:
        # Prefect says so of a block that is not there, and pydantic of a name or a value that it refuses.
        problem = _not_there(block) if "Unable to find" in str(error) else f"Prefect refuses the block {block}"
    # Raised here, where no error is being handled: those of pydantic hold the value.
    if problem:
        raise TokenError(problem)


def _not_there(block: str) -> str:
    kind, name = _parts(block)
    made = "python flows/login.py --to-block makes it" if kind == "secret" else "make it in the Prefect UI"
    return f'There is no {kind} block "{name}" on the Prefect server: {made}'


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200]

"""Secrets out of what is kept: their values wherever they stand, and whatever looks like one in a URL."""

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pydantic import SecretStr

if TYPE_CHECKING:
    from tasks.session import Session  # which imports Prefect, and logs are masked before that

MASK = "********"

# https://somebody:secret@host, and ?access_token=secret.
CREDENTIALS = re.compile(r"(?<=://)[^/\s@]+(?=@)")
IN_QUERY = re.compile(
    r"([?&;][^=&\s]*(?:token|secret|passw|pwd|api_?key|signature)[^=&\s]*=)[^&\s#\"']+", re.IGNORECASE
)

# A shorter one is a word that stands elsewhere too, and to mask it there would tell it.
SHORTEST = 8


def secrets_of(session: "Session") -> list[str]:
    """Return the secrets that a session knows, the longest first; one that is openly a name elsewhere is none."""
    databases = {session.databases.source, session.databases.target, session.databases.logging}
    fields = dict(session.settings).values()
    secrets = [value for value in fields if isinstance(value, SecretStr)] + [one.password for one in databases]
    if session.token:
        secrets.append(session.token.refresh_token)
    openly = {str(value) for value in fields} | {name for one in databases for name in (one.host, one.user, one.name)}
    values = {secret.get_secret_value() for secret in secrets} - openly
    return sorted((value for value in values if len(value) >= SHORTEST), key=len, reverse=True)


def masked(value: Any, secrets: Collection[str]) -> Any:
    """Return a value as JSON has it, without these secrets and without those that a URL shows."""
    if isinstance(value, Mapping):
        return {_text(str(name), secrets): masked(inner, secrets) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [masked(inner, secrets) for inner in value]
    return _text(value, secrets) if isinstance(value, str) else value


def _text(text: str, secrets: Collection[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, MASK).replace(quote(secret, safe=""), MASK)
    return IN_QUERY.sub(rf"\1{MASK}", CREDENTIALS.sub(MASK, text))

"""What the body of a refusal says: Spotify has four ways of saying it, and the proxies before it a fifth.

`{"error": {"status": 404, "message": "…", "reason": "…"}}` from the Web API, `{"error": "…", "error_description":
"…"}` from the token endpoint, plain text, nothing at all, and a page of HTML.
"""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from tasks.spotify.answers import Reply

_LONGEST = 300  # characters of plain text that are worth passing on


@dataclass(frozen=True)
class Complaint:
    """`message` for people, never empty; `code` is the reason of the Web API or the error of the token endpoint."""

    message: str
    code: str = ""


def complaint(reply: Reply) -> Complaint:
    """Read a refusal of any form."""
    text = reply.body.decode("utf-8", "replace").strip()
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = text
    return _structured(said, reply.status) if isinstance(said, dict) else Complaint(_plain(said, reply.status))


def _structured(said: dict[str, Any], status: int) -> Complaint:
    error = said.get("error")
    if isinstance(error, dict):
        return Complaint(_plain(error.get("message"), status), str(error.get("reason") or ""))
    return Complaint(_plain(said.get("error_description") or error, status), str(error or ""))


def _plain(text: object, status: int) -> str:
    """Return text fit for one line; the name of the status instead of nothing, HTML or a structure."""
    if not isinstance(text, str) or not text.strip() or text.lstrip().startswith("<"):
        return _phrase(status)
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"status {status}"

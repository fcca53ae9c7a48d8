"""Ids as Spotify checks them: malformed is 400, unknown is 404, and unknown among several is a null."""

import re
from collections.abc import Callable, Container
from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.errors import bad_request, not_found, server_error
from tasks.sandbox.oddities import NOT_FOUND, SERVER_ERROR

WELL_FORMED = re.compile(r"[0-9A-Za-z]{22}", re.ASCII)


def well_formed(key: str) -> str:
    """Return the id; raises Refusal where it is none."""
    if not WELL_FORMED.fullmatch(key):
        raise bad_request("invalid id")
    return key


def known(ask: Ask, shelf: Container[str]) -> str:
    """Return the id in the path; raises Refusal where nothing on the shelf has it."""
    key = well_formed(ask.names["id"])
    if key in SERVER_ERROR:
        raise server_error(500)
    if key not in shelf or key in NOT_FOUND:
        raise not_found()
    return key


def several(ask: Ask, most: int, shelf: Container[str], build: Callable[[Ask, str], Any]) -> list[Any]:
    """Return the objects of `ids=`, null for those nothing has; one malformed id refuses all of them.

    An id that fails for good when asked for alone is a null here, too: what Spotify does then was never recorded.
    """
    keys = [well_formed(key) for key in ask.query.get("ids", "").split(",")]
    if len(keys) > most:
        raise bad_request("Too many ids requested")
    absent = NOT_FOUND | SERVER_ERROR
    return [build(ask, key) if key in shelf and key not in absent else None for key in keys]

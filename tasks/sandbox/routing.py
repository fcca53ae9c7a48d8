"""Which endpoint answers which path. Importing a module of `endpoints` is all it takes to have its routes."""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from tasks.sandbox.asking import Ask


@dataclass(frozen=True)
class Route:
    """One GET endpoint: "albums/{id}" answers /v1/albums/ANYTHING; an answer of None is 204 without a body.

    `needs_user`: refused to a token without a user. `is_removed`: 403 in modes that lost it in February 2026.
    `needs_grant`: only in modes that have the features of before November 2024, elsewhere `refused_with` (403 or 404).
    `scope`: what a user's token must permit, separated by blanks.
    """

    path: str
    answer: Callable[[Ask], Any]
    needs_user: bool = False
    is_removed: bool = False
    needs_grant: bool = False
    refused_with: int = 403
    scope: str = ""

    def match(self, pieces: list[str]) -> dict[str, str] | None:
        """Return what the braces of the path catch, None where the path is another."""
        pattern = self.path.split("/")
        if len(pattern) != len(pieces):
            return None
        pairs = list(zip(pattern, pieces, strict=True))
        if any(wanted != piece for wanted, piece in pairs if not wanted.startswith("{")):
            return None
        return {wanted.strip("{}"): piece for wanted, piece in pairs if wanted.startswith("{")}


@cache
def routes() -> tuple[Route, ...]:
    """Return the routes of every module in `endpoints`."""
    package = import_module("tasks.sandbox.endpoints")
    modules = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    return tuple(route for module in modules for route in module.ROUTES)


def find(path: str) -> tuple[Route, dict[str, str]] | None:
    """Return the route of a path under /v1, and what its braces caught."""
    pieces = path.removeprefix("/v1/").split("/")
    matches = ((route, route.match(pieces)) for route in routes())
    return next(((route, names) for route, names in matches if names is not None), None)

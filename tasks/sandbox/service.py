"""From a request to an answer, without the network: tokens, modes, routes and the log."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tasks.sandbox.asking import Ask, Asked
from tasks.sandbox.errors import Refusal, forbidden, insufficient_scope, no_user, not_found, refuse
from tasks.sandbox.faults import Faults
from tasks.sandbox.modes import Mode, named
from tasks.sandbox.routing import Route, find
from tasks.sandbox.shelves import listed
from tasks.sandbox.tokens import Token, Tokens
from tasks.sandbox.world import World, encode


@dataclass(frozen=True)
class Request:
    """One HTTP request; `path` without a trailing slash, which spotipy sends for some endpoints and not for others."""

    method: str
    path: str
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    @classmethod
    def of(cls, method: str, target: str, headers: Mapping[str, str], body: bytes) -> "Request":
        """Take a request line apart."""
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return cls(method, unquote(parts.path).rstrip("/") or "/", query, headers, body)

    @property
    def target(self) -> str:
        """The path with its query, in an order of its own."""
        return f"{self.path}?{sorted(self.query.items())}"


@dataclass(frozen=True)
class Answer:
    """What goes back: status, headers beyond the usual, body."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def json(cls, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> "Answer":
        """Make an answer of JSON."""
        kind = {"Content-Type": "application/json; charset=utf-8"}
        return cls(status, encode(value), kind | (headers or {}))

    @classmethod
    def of(cls, found: Any) -> "Answer":
        """Make an answer of what an endpoint found: of nothing, such as where nothing plays, 204 without a body."""
        return cls(204, b"") if found is None else cls.json(found)

    @classmethod
    def refusal(cls, refusal: Refusal) -> "Answer":
        """Make an answer of a refusal."""
        return cls.json(refusal.body, refusal.status, refusal.headers)


@dataclass
class Service:
    """One sandbox: its world, mode, tokens, faults and log. `host` is set once its port is known."""

    world: World
    mode: Mode
    tokens: Tokens
    latency: float = 0.0
    host: str = ""
    faults: Faults = field(default_factory=Faults)
    _log: list[Asked] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def answer(self, request: Request) -> Answer:
        """Answer a request as Spotify does, faults aside."""
        try:
            if request.path == "/api/token":
                return Answer.json(self._token(request))
            return Answer.of(self._ask(request))
        except Refusal as refusal:
            return Answer.refusal(refusal)

    def wait(self, started: float) -> None:
        """Sleep until an answer has taken as long as it is to take; `started` is a time of `monotonic`."""
        time.sleep(max(0.0, started + self.latency - time.monotonic()))

    def log(self) -> list[Asked]:
        """Return what was asked so far, in the order of the answers."""
        with self._lock:
            return list(self._log)

    def note(self, request: Request, status: int) -> None:
        """Write a request and the status of its answer into the log."""
        with self._lock:
            self._log.append(Asked(request.method, request.path, request.query, status))

    def forget(self) -> None:
        """Empty the log."""
        with self._lock:
            self._log.clear()

    def move_to(self, day: int) -> None:
        """Serve another day from now on; raises ValueError where the catalogue has none such."""
        self.world = World(self.world.catalogue, day, self.world.edits)

    def switch_to(self, mode: str) -> None:
        """Play another mode from now on; raises ValueError where there is none such."""
        self.mode = named(mode)
        self.move_to(self.world.number)  # a world keeps answers

    def change(self, playlist_ids: Iterable[str]) -> None:
        """Take the first entry from each of these playlists; raises ValueError for one that is not there."""
        chosen = list(playlist_ids)
        if unknown := [key for key in chosen if listed(self.world.catalogue, key) is None]:
            raise ValueError(f"the sandbox has no playlist {', '.join(unknown)}")
        edits = Counter(self.world.edits) + Counter(chosen)
        self.world = World(self.world.catalogue, self.world.number, edits)

    def _token(self, request: Request) -> Any:
        if request.method != "POST":
            raise refuse(405, "Method not allowed")
        form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        return self.tokens.answer(request.headers.get("Authorization"), form)

    def _ask(self, request: Request) -> Any:
        found = find(request.path) if request.path.startswith("/v1/") else None
        if found is None:
            raise refuse(404, "Service not found")
        if request.method != "GET":
            raise refuse(405, "Method not allowed")
        route, names = found
        token = self.tokens.check(request.headers.get("Authorization"))
        self._admit(route, token)
        world = (self.host, self.mode, self.world)
        user = (token.user_id, token.scopes) if token.is_user else ()
        return route.answer(Ask(request.path, request.query, names, token.is_user, *world, *user))

    def _admit(self, route: Route, token: Token) -> None:
        """Refuse what the mode lacks to everyone, and what the token does not open to its holder."""
        if route.is_removed and not self.mode.has_removed_endpoints:
            raise forbidden()
        if route.needs_grant and not self.mode.has_grant:
            raise not_found() if route.refused_with == 404 else forbidden()
        if route.needs_user and not token.is_user:
            raise no_user()
        if token.is_user and not token.scopes.issuperset(route.scope.split()):
            raise insufficient_scope()

"""A request as an endpoint sees it, and as the log keeps it."""

from dataclasses import dataclass, field

from tasks.sandbox.modes import Mode
from tasks.sandbox.oddities import LISTENER
from tasks.sandbox.world import World


@dataclass(frozen=True)
class Asked:
    """One request that was answered: `path` with "/v1" and no trailing slash; status 0 where there was no answer."""

    method: str
    path: str
    query: dict[str, str]
    status: int


@dataclass(frozen=True)
class Ask:
    """One request to an endpoint: `host` is the server's own address, `names` what the path's pattern caught.

    `user_id` is the listener whose token it is, and means nothing unless `is_user`; `scopes` is what they permitted.
    """

    path: str
    query: dict[str, str]
    names: dict[str, str]
    is_user: bool
    host: str
    mode: Mode
    world: World
    user_id: str = LISTENER
    scopes: frozenset[str] = field(default_factory=frozenset)

    @property
    def relinks(self) -> bool:
        """Whether a substitute may be served: with a market, or for a user, whose country counts as one."""
        return self.is_user or "market" in self.query

    @property
    def api(self) -> str:
        """The address that every href starts with."""
        return f"{self.host}/v1"

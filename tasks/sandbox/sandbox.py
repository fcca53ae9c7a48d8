"""A Spotify of one's own, started and stopped."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tasks.sandbox import audiobooks, podcasts
from tasks.sandbox.agreed import Agreed
from tasks.sandbox.asking import Asked
from tasks.sandbox.catalogue import BUNDLED, load
from tasks.sandbox.consents import Consents
from tasks.sandbox.faults import Fault
from tasks.sandbox.modes import named
from tasks.sandbox.server import Server
from tasks.sandbox.service import Service
from tasks.sandbox.tokens import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, SECOND_REFRESH_TOKEN, Tokens
from tasks.sandbox.world import World


class Sandbox:
    """A Web API and its sign-in on loopback, for as long as the `with` lasts.

    `mode` is a name in MODES; `day` counts from 1 and is the last one by default; `catalogue` is a folder like the
    bundled one; `port` 0 takes a free one; `latency` is in seconds for every answer, `token_lifetime` in seconds for
    every access token, `code_lifetime` in seconds for a consent to be fetched. The refresh tokens of the two listeners
    permit everything. Raises ValueError for a wrong argument, SandboxError for a port that is taken.
    """

    client_id = CLIENT_ID
    client_secret = CLIENT_SECRET
    refresh_token = REFRESH_TOKEN
    second_refresh_token = SECOND_REFRESH_TOKEN

    def __init__(  # noqa: PLR0913, PLR0917 - one argument a property of the world, given by name
        self,
        mode: str = "extended",
        day: int | None = None,
        catalogue: Path | None = None,
        port: int = 0,
        latency: float = 0.0,
        token_lifetime: int = 3600,
        code_lifetime: int = 600,
    ) -> None:
        facts = load(Path(catalogue) if catalogue else BUNDLED)
        world = World(facts, facts.days if day is None else day)
        self._service = Service(world, named(mode), Tokens(token_lifetime, Consents(code_lifetime)), latency)
        self._port = port
        self._server: Server | None = None

    def start(self) -> Self:
        """Listen and serve until `stop`."""
        self._server = Server(self._service, self._port)
        self._server.start()
        return self

    def stop(self) -> None:
        """Stop serving; every open connection ends."""
        if self._server:
            self._server.stop()
        self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def accounts_url(self) -> str:
        """Where /authorize and /api/token are."""
        return self._service.host

    @property
    def api_url(self) -> str:
        """Where the Web API begins."""
        return f"{self._service.host}/v1"

    @property
    def day(self) -> int:
        """The day that is served."""
        return self._service.world.number

    @property
    def days(self) -> int:
        """How many days there are."""
        return self._service.world.catalogue.days

    @property
    def log(self) -> list[Asked]:
        """Every request so far, in the order of the answers; a copy."""
        return self._service.log()

    def clear_log(self) -> None:
        """Forget the requests so far."""
        self._service.forget()

    def inject(self, fault: Fault) -> None:
        """Let something go wrong from now on."""
        self._service.faults.inject(fault)

    def clear_faults(self) -> None:
        """Let nothing go wrong any more."""
        self._service.faults.clear()

    def agree(self, agreed: Agreed) -> str:
        """Let a listener have agreed to something, and return the refresh token that this brought."""
        return self._service.tokens.consents.keep(agreed.consent())

    def revoke(self, refresh_token: str) -> None:
        """Let a listener take a consent back; raises KeyError for a refresh token that was never given."""
        self._service.tokens.consents.revoke(refresh_token)

    def switch_to(self, mode: str) -> None:
        """Play another quota mode from now on, as when Spotify takes something away; raises ValueError for no mode."""
        self._service.switch_to(mode)

    def move_to(self, day: int) -> None:
        """Serve the world of another day from now on; raises ValueError for one that is not there."""
        self._service.move_to(day)

    def change(self, playlist_ids: Iterable[str]) -> None:
        """Take the first entry from each of these playlists; raises ValueError for one that is not there."""
        self._service.change(playlist_ids)

    @property
    def world(self) -> World:
        """What is served: for whoever wants to know what there is without asking."""
        return self._service.world


def demo(catalogue: Path | None = None) -> dict[str, Any]:
    """Return what the demo reads, as the parameters of a run: something of everything."""
    return {
        "playlists": demo_selection(catalogue),
        "shows": [podcasts.FIRST],
        "audiobooks": [audiobooks.WORLDWIDE],
        "search": ["artist,track=love"],
        "browse": True,
    }


def demo_selection(catalogue: Path | None = None) -> list[str]:
    """Return what the demo reads, as the selection is written: charts as country=id, other playlists as id."""
    playlists = load(Path(catalogue) if catalogue else BUNDLED).playlists.values()
    return [f"{playlist.label}={playlist.id}" if playlist.label else playlist.id for playlist in playlists]

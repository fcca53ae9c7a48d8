"""What one run works with: settings, databases, Spotify or its sandbox, and the answers kept so far.

Flow parameters and task inputs are stored by the Prefect API; none of this may be. So it stands beside them, one
session for a process and its run.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from tasks.console.terminal import say
from tasks.databases import Databases, open_databases
from tasks.resources.reading import App, Rows
from tasks.sandbox import Sandbox, demo_selection
from tasks.selection import Run
from tasks.settings import Settings, SettingsError
from tasks.spotify import Spotify, connect
from tasks.spotify.kept import Answers


@dataclass
class Session:
    """An open session."""

    settings: Settings
    databases: Databases
    spotify: Spotify
    sandbox: Sandbox | None = None
    app: App = field(default_factory=App)
    answers: Answers = field(default_factory=lambda: Answers(Path()))
    rows: Rows = field(default_factory=Rows)

    @property
    def client_id(self) -> str:
        """The app that asks; the sandbox plays two, for each of its modes may do different things."""
        return f"sandbox-{self.settings.sandbox_mode}" if self.sandbox else self.settings.spotify_client_id

    def greeting(self) -> str:
        """Return the first line of a run: what is read, and where it goes."""
        where = "an embedded Postgres" if self.databases.is_embedded else str(self.databases.source)
        if self.sandbox is None:
            return f"Reading Spotify into {where}."
        return (
            f"SPOTIFY_CLIENT_ID is not set: reading the sandbox ({self.settings.sandbox_mode} quota mode, day "
            f"{self.sandbox.day} of {self.sandbox.days}) into {where}."
        )

    def completed(self, run: Run) -> Run:
        """Return the run with its defaults filled in; raises SettingsError where there is nothing to read."""
        if run.library and not self.spotify.has_user:
            raise SettingsError("The library needs SPOTIFY_REFRESH_TOKEN: set it, or leave the library out")
        library = self.spotify.has_user if run.library is None else run.library
        playlists = run.playlists
        if run.is_empty and self.sandbox and run.library is None:
            playlists = demo_selection(self.settings.sandbox_catalogue)
        completed = run.model_copy(update={"library": library, "playlists": playlists})
        if completed.is_empty and not library:
            raise SettingsError(
                "Nothing is selected: name playlists, artists, albums or tracks, or set SPOTIFY_REFRESH_TOKEN"
            )
        return completed


_current: list[Session] = []


def current() -> Session:
    """Return the session of this process's run."""
    return _current[-1]


@contextmanager
def session(settings: Settings) -> Iterator[Session]:
    """Yield the session; a flow called by flows/main.py joins the one that is open there."""
    if _current:
        yield current()
        return
    with ExitStack() as stack:
        databases = stack.enter_context(open_databases(settings))
        sandbox = stack.enter_context(_sandbox(settings)) if settings.uses_sandbox else None
        _current.append(Session(settings, databases, _spotify(settings, sandbox), sandbox))
        stack.callback(_current.clear)
        yield current()


def _sandbox(settings: Settings) -> Sandbox:
    try:
        return Sandbox(mode=settings.sandbox_mode, day=settings.sandbox_day, catalogue=settings.sandbox_catalogue)
    except (ValueError, OSError) as error:
        raise SettingsError(f"The sandbox cannot start: {error}") from None


def _spotify(settings: Settings, sandbox: Sandbox | None) -> Spotify:
    return connect(
        api_url=sandbox.api_url if sandbox else settings.spotify_api_url,
        accounts_url=sandbox.accounts_url if sandbox else settings.spotify_accounts_url,
        client_id=sandbox.client_id if sandbox else settings.spotify_client_id,
        client_secret=SecretStr(sandbox.client_secret) if sandbox else settings.spotify_client_secret,
        refresh_token=SecretStr(sandbox.refresh_token) if sandbox else settings.refresh_token,
        requests_per_second=settings.pace,
        max_requests=settings.budget,
        on_wait=lambda seconds, reason: say(f"  waiting {seconds:.0f} s: {reason}"),
    )

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
from tasks.harvest import Harvest
from tasks.listener_token import resolve
from tasks.lists import Lists
from tasks.resources.app import App
from tasks.sandbox import Sandbox, demo
from tasks.selection import Run
from tasks.settings import Settings, SettingsError
from tasks.shared_limits import SharedLimits
from tasks.spotify import Spotify, connect
from tasks.spotify.crawl import workers_for
from tasks.spotify.kept import Answers
from tasks.spotify.kept_folder import Folder
from tasks.spotify.token_store import StoredToken

# Shows and episodes can only be read in some country, and audiobooks in few.
WITHOUT_LISTENER = "US"

# Parts that are something to read by themselves: the listener's own.
OWN = {"library", "plays", "playback"}

# The second listener of the sandbox, so that --listener can be tried without an account.
SECOND = "second"


@dataclass
class Session:
    """An open session."""

    settings: Settings
    databases: Databases
    spotify: Spotify
    sandbox: Sandbox | None = None
    token: StoredToken | None = None
    app: App = field(default_factory=App)
    answers: Answers = field(default_factory=lambda: Answers(Folder(Path())))
    harvest: Harvest = field(default_factory=lambda: Harvest(Path()))
    lists: Lists = field(default_factory=Lists)
    was_answered: bool = False  # whether Spotify has answered anything yet

    @property
    def client_id(self) -> str:
        """The app that asks."""
        return client_id_of(self.settings)

    def greeting(self) -> str:
        """Return the first line of a run: what is read, and where it goes."""
        where = "an embedded Postgres" if self.databases.is_embedded else str(self.databases.source)
        if self.sandbox is None:
            return f"Reading Spotify into {where}."
        return (
            f"SPOTIFY_CLIENT_ID is not set: reading the sandbox ({self.settings.sandbox_mode} quota mode, day "
            f"{self.sandbox.day} of {self.sandbox.days}) into {where}."
        )

    @property
    def workers(self) -> int:
        """Threads that ask: as many as have a request under way at the pace that is set."""
        return workers_for(self.settings.pace)

    def lacks(self, scope: str) -> list[str]:
        """Return the scopes among these, separated by blanks, that the listener has not consented to."""
        granted = self.spotify.scopes
        return [] if granted is None else [one for one in scope.split() if one not in granted]

    def completed(self, run: Run) -> Run:
        """Return the run with its defaults filled in; raises SettingsError where there is nothing to read."""
        if run.library and not self.spotify.has_user:
            raise SettingsError("The library needs a listener: make login, set SPOTIFY_REFRESH_TOKEN, or leave it out")
        if run.plays and not self.spotify.has_user:
            raise SettingsError("The plays need a listener: make login, or set SPOTIFY_REFRESH_TOKEN")
        if run.playback and not self.spotify.has_user:
            raise SettingsError("The playback needs a listener: make login, or set SPOTIFY_REFRESH_TOKEN")
        filled = {
            "library": self.spotify.has_user and not run.plays if run.library is None else run.library,
            "market": run.market or ("" if self.spotify.has_user else WITHOUT_LISTENER),
        }
        if run.is_empty and self.sandbox and run.library is None and not run.plays:
            filled |= demo(self.settings.sandbox_catalogue)
        self.expanded(run)  # a list that cannot be read is said before anything is done
        completed = run.model_copy(update=filled)
        if completed.is_empty and not completed.parts & OWN:
            raise SettingsError(
                "Nothing is selected: name playlists, artists or others (--help lists them), or sign in: make login"
            )
        return completed

    def expanded(self, run: Run) -> Run:
        """Return the run with the lists that it names read in; too large, perhaps, for a parameter of Prefect's."""
        return self.lists.expanded(run)


_current: list[Session] = []


def current() -> Session:
    """Return the session of this process's run."""
    return _current[-1]


@contextmanager
def session(settings: Settings, listener: str = "") -> Iterator[Session]:
    """Yield the session; a flow called by flows/main.py joins the one that is open there."""
    if _current:
        yield current()
        return
    with ExitStack() as stack:
        token = None if settings.uses_sandbox else resolve(settings, listener)
        databases = stack.enter_context(open_databases(settings))
        sandbox = stack.enter_context(_sandbox(settings)) if settings.uses_sandbox else None
        spotify = stack.enter_context(_spotify(settings, databases, sandbox, token or _played_by(sandbox, listener)))
        _current.append(Session(settings, databases, spotify, sandbox, token))
        stack.callback(_current.clear)
        yield current()


def client_id_of(settings: Settings) -> str:
    """Return the app that asks; the sandbox plays one for each of its modes, which may do different things."""
    return f"sandbox-{settings.sandbox_mode}" if settings.uses_sandbox else settings.spotify_client_id


def _sandbox(settings: Settings) -> Sandbox:
    try:
        return Sandbox(mode=settings.sandbox_mode, day=settings.sandbox_day, catalogue=settings.sandbox_catalogue)
    except (ValueError, OSError) as error:
        raise SettingsError(f"The sandbox cannot start: {error}") from None


def _played_by(sandbox: Sandbox | None, listener: str) -> StoredToken | None:
    """Return the sign-in of one of the sandbox's two listeners."""
    if sandbox is None:
        return None
    if listener not in {"", SECOND}:
        raise SettingsError(f'The sandbox knows no listener "{listener}": it has one without a name, and "{SECOND}"')
    return StoredToken(SecretStr(sandbox.second_refresh_token if listener else sandbox.refresh_token), listener)


def _spotify(settings: Settings, databases: Databases, sandbox: Sandbox | None, token: StoredToken | None) -> Spotify:
    return connect(
        api_url=sandbox.api_url if sandbox else settings.spotify_api_url,
        accounts_url=sandbox.accounts_url if sandbox else settings.spotify_accounts_url,
        client_id=sandbox.client_id if sandbox else settings.spotify_client_id,
        client_secret=SecretStr(sandbox.client_secret) if sandbox else settings.spotify_client_secret,
        refresh_token=token.refresh_token if token else None,
        is_pkce=bool(token and token.is_pkce),
        limits=SharedLimits(
            databases.source, client_id_of(settings), per_second=settings.pace, per_day=settings.budget
        ),
        on_wait=lambda seconds, reason: say(f"  waiting {seconds:.0f} s: {reason}"),
    )

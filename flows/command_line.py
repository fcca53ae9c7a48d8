"""The command line: the parameters of a run as options, every mistake one sentence."""

import traceback
from collections.abc import Callable
from typing import Any

from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL
from pydantic import ValidationError
from pydantic_settings import BaseSettings, CliApp, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from flows.conclusion import MISTAKES
from flows.environment import start_server
from flows.exit_codes import DEFERRED, INTERRUPTED
from tasks.console.terminal import complain, say
from tasks.selection import Run
from tasks.session import session
from tasks.settings import load_settings

# Bytes of parameters, of which Prefect's API takes 524,288 at most.
LARGEST = 500_000


class CommandLine(Run, BaseSettings):
    """Read Spotify into Postgres and rebuild the marts; without SPOTIFY_CLIENT_ID, read a sandbox of real playlists."""

    model_config = SettingsConfigDict(
        extra="forbid",
        cli_prog_name="python flows/main.py",
        cli_implicit_flags=True,
        cli_avoid_json=True,
        cli_exit_on_error=False,
        cli_hide_none_type=True,
        use_attribute_docstrings=True,
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read no variable of the environment: MODE or PLAN could be anybody's."""
        return (init_settings,)


def parsed(arguments: list[str]) -> Run:
    """Return the run that the options describe; raises ValueError with one sentence."""
    try:
        given = CliApp.run(CommandLine, cli_args=arguments)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ValueError(f"--{first['loc'][0]}: {first['msg'].removeprefix('Value error, ')}") from None
    except SettingsError as error:
        raise ValueError(f"{str(error).removeprefix('error parsing CLI: ')} (--help lists the options)") from None
    run = Run(**given.model_dump())
    if len(run.model_dump_json()) > LARGEST:
        raise ValueError("That is more than a run of Prefect's takes: put it into a file, one a line, and give @FILE")
    return run


def call(flow: Callable[..., Any], arguments: list[str]) -> int:
    """Run the flow with these options and return the exit code."""
    try:
        run = parsed(arguments)
        with session(load_settings(), run.listener) as opened:
            opened.completed(run)
            say(opened.greeting())
            ensure_server()
            return exit_code(flow(run, return_state=True))
    except KeyboardInterrupt:
        complain("Interrupted; the next run goes on from here.")
        return INTERRUPTED
    except MISTAKES as error:
        complain(f"Error: {error}")
        return 1


def ensure_server() -> None:
    """Start a Prefect server where there is none."""
    if not PREFECT_API_URL.value():
        say("Starting a Prefect server for this run (the first time about ten seconds) ...")
        start_server()


def exit_code(state: State) -> int:
    """Return the exit code of a flow that ended so, and say what went wrong."""
    if state.is_completed():
        return DEFERRED if state.name in {"Deferred", "Skipped"} else 0
    error = state.result(raise_on_failure=False)
    if isinstance(error, Exception) and not isinstance(error, MISTAKES) and error.__traceback__:
        complain("".join(traceback.format_exception(error)))
    complain(f"Error: {state.message}")
    return 1

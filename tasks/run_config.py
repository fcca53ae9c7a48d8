"""What a run was told: its parameters and the settings that shaped it, for the log; no secret is among it."""

from typing import Any

from pydantic import SecretStr

from tasks.masking import MASK
from tasks.postgres.database import Database
from tasks.selection import Run
from tasks.session import Session
from tasks.settings import Settings


def config_of(run: Run, session: Session) -> dict[str, Any]:
    """Return the parameters by name, and beside them where the run read and wrote and under which limits."""
    logging = {"logging": address(session.databases.logging)}
    return run.model_dump(mode="json") | {
        "client_id": session.client_id,
        "api_url": session.sandbox.api_url if session.sandbox else session.settings.spotify_api_url,
        "requests_per_second": session.settings.pace,
        "max_requests": session.settings.budget,
        "databases": databases_of(session) | logging,
        "settings": settings_of(session.settings),
    }


def databases_of(session: Session) -> dict[str, str]:
    """Return where SOURCE and TARGET are."""
    return {"source": address(session.databases.source), "target": address(session.databases.target)}


def address(database: Database) -> str:
    """Return host:port/name."""
    return f"{database.host}:{database.port}/{database.name}"


def settings_of(settings: Settings) -> dict[str, Any]:
    """Return what is set, by the name of the variable, each secret masked."""
    plain = settings.model_dump(mode="json")
    return {
        name.upper(): MASK if isinstance(value, SecretStr) else plain[name]
        for name, value in settings
        if plain[name] not in {"", None}
    }

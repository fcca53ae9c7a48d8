"""Every variable, its default and its unit; nothing else reads the environment.

Read from the environment and from the file that ENV_FILE names. The names of the databases' variables are those of
the original system.
"""

import os
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from tasks.env_file import EnvFileError, values
from tasks.postgres.database import Database
from tasks.sandbox.modes import MODES

LOOPBACK = {"localhost", "127.0.0.1", "::1", ""}

Port = Annotated[int, Field(ge=1, le=65535)]


def _address(text: str) -> str:
    if not re.match(r"https?://[^/\s]+", text):
        raise ValueError(f'"{text}" does not begin like an address, with https:// and a name')
    return text


Address = Annotated[str, AfterValidator(_address)]


_time_zones = cache(available_timezones)  # which looks through some six hundred files


def _time_zone(name: str) -> str:
    # What a machine calls localtime is a file of its own, which Postgres does not know.
    if name == "localtime" or name not in _time_zones():
        raise ValueError(f'"{name}" is no time zone by its IANA name, such as Europe/Berlin or UTC')
    return name


TimeZone = Annotated[str, AfterValidator(_time_zone)]

# https://www.postgresql.org/docs/current/libpq-ssl.html; empty for the default.
SslMode = Literal["", "disable", "allow", "prefer", "require", "verify-ca", "verify-full"]


class SettingsError(ValueError):
    """A variable is missing or malformed; the message names it."""


class Settings(BaseSettings):
    """The settings of a process. Each description is also the README's and .env.example's."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", use_attribute_docstrings=True, frozen=True)

    spotify_client_id: str = ""
    """Client ID of the app in Spotify's dashboard; without it the run uses the sandbox."""
    spotify_client_secret: SecretStr = SecretStr("")
    """Client secret of the same app."""
    spotify_refresh_token: SecretStr = SecretStr("")
    """Refresh token of the listener whose library is read; lives six months from consent."""
    spotify_authorised_at: date | None = None
    """Day of the consent behind SPOTIFY_REFRESH_TOKEN, such as 2026-11-01, for a warning in time."""
    spotify_token_block: str = ""
    """Prefect block with the refresh token: secret/NAME or aws-secret/NAME; a named listener's ends in -LISTENER."""
    spotify_redirect_uri: Address = "http://127.0.0.1:8888/callback"
    """Redirect address registered for the app."""
    spotify_api_url: Address = "https://api.spotify.com/v1"
    """Where the Web API is."""
    spotify_accounts_url: Address = "https://accounts.spotify.com"
    """Where tokens come from."""
    spotify_requests_per_second: Annotated[float, Field(gt=0)] = 1.0
    """Pace of all processes of the app together; ignored by the sandbox unless set."""
    spotify_max_requests: Annotated[int, Field(gt=0)] = 500
    """Requests to one kind of endpoint in any 24 hours, by all runs of the app; ignored by the sandbox unless set."""

    source_db_username: str = ""
    """User of the SOURCE database."""
    source_db_password: SecretStr = SecretStr("")
    """Its password."""
    source_server_name: str = ""
    """Its server; without it SOURCE is the TARGET database."""
    source_database_name: str = "spotify"
    """Its name; created when missing."""
    source_port: Port = 5432
    """Its port."""
    source_sslmode: SslMode = ""
    """libpq's sslmode; by default prefer on loopback, require elsewhere."""
    source_block: str = ""
    """Name of a prefect-sqlalchemy connector block to use instead of these variables."""

    target_db_username: str = ""
    """User of the TARGET database."""
    target_db_password: SecretStr = SecretStr("")
    """Its password."""
    target_server_name: str = ""
    """Its server; without it an embedded Postgres under DATA_DIR is used."""
    target_database_name: str = "spotify"
    """Its name; created when missing."""
    target_port: Port = 5432
    """Its port."""
    target_sslmode: SslMode = ""
    """libpq's sslmode; by default prefer on loopback, require elsewhere."""
    target_block: str = ""
    """Name of a prefect-sqlalchemy connector block to use instead of these variables."""

    logging_username: str = ""
    """User of the LOGGING database."""
    logging_password: SecretStr = SecretStr("")
    """Its password."""
    logging_server_name: str = ""
    """Its server; without it LOGGING is the TARGET database."""
    logging_database_name: str = "spotify"
    """Its name; created when missing."""
    logging_port: Port = 5432
    """Its port."""
    logging_sslmode: SslMode = ""
    """libpq's sslmode; by default prefer on loopback, require elsewhere."""
    logging_block: str = ""
    """Name of a prefect-sqlalchemy connector block to use instead of these variables."""

    run_wait_seconds: Annotated[int, Field(ge=0)] = 600
    """Seconds to wait for another run on the same databases; one that takes longer is not waited for any more."""

    time_zone: TimeZone = "UTC"
    """IANA name such as Europe/Berlin: in which hours and days listening is told; UTC by default."""

    log_format: Literal["text", "json"] = "text"
    """What a run prints: text for people, or json, one object a line with time, level, message and run."""

    data_dir: Path = Path(".data")
    """Folder of the embedded Postgres and of pages kept for a restart."""
    sandbox_mode: str = "extended"
    """Quota mode that the sandbox plays: extended, extended-2025, development or development-2025."""
    sandbox_day: int | None = None
    """Day of the sandbox's recorded history to serve, from 1; the last by default."""
    sandbox_catalogue: Path | None = None
    """Folder of a playlist archive to serve instead of the bundled one."""

    @property
    def uses_sandbox(self) -> bool:
        """True where no app of Spotify's is configured."""
        return not self.spotify_client_id

    @property
    def refresh_token(self) -> SecretStr | None:
        """The refresh token, None where there is no user."""
        return self.spotify_refresh_token if self.spotify_refresh_token.get_secret_value() else None

    @property
    def pace(self) -> float | None:
        """Requests per second, None for no bound: the sandbox is ours to ask as fast as it answers, unless told."""
        return self.spotify_requests_per_second if self._bounds("spotify_requests_per_second") else None

    @property
    def budget(self) -> int | None:
        """Requests to a family of endpoints in 24 hours, None for no bound."""
        return self.spotify_max_requests if self._bounds("spotify_max_requests") else None

    def _bounds(self, name: str) -> bool:
        return not self.uses_sandbox or name in self.model_fields_set

    @field_validator("sandbox_mode")
    @classmethod
    def _known_mode(cls, mode: str) -> str:
        if mode not in MODES:
            raise ValueError(f'"{mode}" is no quota mode of the sandbox: it plays {", ".join(MODES)}')
        return mode

    @model_validator(mode="after")
    def _pairs(self) -> Self:
        if self.spotify_client_id and not self.spotify_client_secret.get_secret_value():
            raise ValueError(
                "SPOTIFY_CLIENT_ID is set and SPOTIFY_CLIENT_SECRET is not: set both, or neither for the sandbox"
            )
        if self.spotify_client_secret.get_secret_value() and not self.spotify_client_id:
            raise ValueError(
                "SPOTIFY_CLIENT_SECRET is set and SPOTIFY_CLIENT_ID is not: set both, or neither for the sandbox"
            )
        for role in ("source", "target", "logging"):
            self._needs_user(role)
        return self

    def _needs_user(self, role: str) -> None:
        middle = "" if role == "logging" else "db_"
        if getattr(self, f"{role}_server_name") and not getattr(self, f"{role}_{middle}username"):
            name = f"{role}_{middle}username".upper()
            raise ValueError(f"{role.upper()}_SERVER_NAME is set and {name} is not: set it to the user to connect as")

    def database(self, role: str) -> Database | None:
        """Return the database that the variables of `role` (source, target, logging) name, None where they do not."""
        middle = "" if role == "logging" else "db_"
        host = getattr(self, f"{role}_server_name")
        return (
            Database(
                host=host,
                port=getattr(self, f"{role}_port"),
                user=getattr(self, f"{role}_{middle}username"),
                name=getattr(self, f"{role}_database_name"),
                password=getattr(self, f"{role}_{middle}password"),
                sslmode=getattr(self, f"{role}_sslmode") or ("prefer" if host in LOOPBACK else "require"),
            )
            if host
            else None
        )


def load_settings() -> Settings:
    """Return the settings of now; raises SettingsError with one sentence."""
    try:
        return Settings(**_filed(values()))
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None
    except EnvFileError as error:
        raise SettingsError(str(error)) from None


def _filed(file: Mapping[str, str | None]) -> dict[str, Any]:
    """Return what the file sets and the environment does not, for that wins; what is set to nothing is not set."""
    given = {name.lower() for name, value in os.environ.items() if value}
    filed = {name.lower(): value for name, value in file.items() if value}
    return {name: value for name, value in filed.items() if name in Settings.model_fields and name not in given}


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_input=False, include_url=False)[0]
    reason = first["msg"].removeprefix("Value error, ")
    return f"{str(first['loc'][0]).upper()}: {reason}" if first["loc"] else reason

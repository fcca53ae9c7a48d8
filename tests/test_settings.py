"""Settings: where they come from, and that every mistake is one sentence that names the variable."""

import os
from pathlib import Path

import pytest

from tasks.postgres.database import Database
from tasks.settings import Settings, SettingsError, load_settings

SERVER = {"TARGET_SERVER_NAME": "db", "TARGET_DB_USERNAME": "u", "TARGET_DB_PASSWORD": "hush"}
APP = {"SPOTIFY_CLIENT_ID": "id", "SPOTIFY_CLIENT_SECRET": "hush", "SPOTIFY_REFRESH_TOKEN": "hush"}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without any of the variables, in a folder without a .env."""
    for name in list(os.environ):
        if name.lower() in Settings.model_fields or name == "ENV_FILE":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def _load(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def _database(settings: Settings, role: str = "target") -> Database:
    database = settings.database(role)
    assert database
    return database


def test_without_variables_there_is_a_sandbox_and_an_embedded_server() -> None:
    """Nothing has to be set."""
    settings = load_settings()
    assert settings.uses_sandbox
    assert [None, None, None] == [settings.database(role) for role in ("source", "target", "logging")]
    assert (None, None, None) == (settings.refresh_token, settings.pace, settings.budget)


def test_an_app_is_paced_and_bounded() -> None:
    """The sandbox only where it is told."""
    app = Settings(spotify_client_id="id", spotify_client_secret="s")
    told = Settings(spotify_requests_per_second=5, spotify_max_requests=7)
    assert (1.0, 500) == (app.pace, app.budget)
    assert (5.0, 7) == (told.pace, told.budget)


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And what is set to nothing is not set."""
    (tmp_path / ".env").write_text("TARGET_PORT=1\nSOURCE_PORT=2\nLOGGING_PORT=3\nSOMETHING_ELSE=x\n")
    settings = _load(monkeypatch, TARGET_PORT="7", SOURCE_PORT="")
    assert (7, 2, 3) == (settings.target_port, settings.source_port, settings.logging_port)


def test_another_file_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By ENV_FILE; .env is not read then."""
    (tmp_path / ".env").write_text("TARGET_PORT=1\nSOURCE_PORT=2\n")
    (tmp_path / "other").write_text("TARGET_PORT=7\n")
    settings = _load(monkeypatch, ENV_FILE=str(tmp_path / "other"))
    assert (7, 5432) == (settings.target_port, settings.source_port)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"SPOTIFY_CLIENT_ID": "id"}, "SPOTIFY_CLIENT_ID is set and SPOTIFY_CLIENT_SECRET is not"),
        ({"SPOTIFY_CLIENT_SECRET": "hush"}, "SPOTIFY_CLIENT_SECRET is set and SPOTIFY_CLIENT_ID is not"),
        ({"TARGET_SERVER_NAME": "db"}, "TARGET_SERVER_NAME is set and TARGET_DB_USERNAME is not"),
        ({"SOURCE_SERVER_NAME": "db"}, "SOURCE_SERVER_NAME is set and SOURCE_DB_USERNAME is not"),
        ({"LOGGING_SERVER_NAME": "db"}, "LOGGING_SERVER_NAME is set and LOGGING_USERNAME is not"),
        ({"TARGET_PORT": "x"}, "TARGET_PORT: "),
        ({"SOURCE_PORT": "0"}, "SOURCE_PORT: "),
        ({"LOGGING_PORT": "65536"}, "LOGGING_PORT: "),
        ({"TARGET_SSLMODE": "perhaps"}, "TARGET_SSLMODE: "),
        ({"SPOTIFY_API_URL": "api.spotify.com"}, "SPOTIFY_API_URL: "),
        ({"SPOTIFY_ACCOUNTS_URL": "https://"}, "SPOTIFY_ACCOUNTS_URL: "),
        ({"SPOTIFY_REDIRECT_URI": "nonsense"}, "SPOTIFY_REDIRECT_URI: "),
        ({"SPOTIFY_REQUESTS_PER_SECOND": "0"}, "SPOTIFY_REQUESTS_PER_SECOND: "),
        ({"SPOTIFY_REQUESTS_PER_SECOND": "nan"}, "SPOTIFY_REQUESTS_PER_SECOND: "),
        ({"SPOTIFY_MAX_REQUESTS": "1.5"}, "SPOTIFY_MAX_REQUESTS: "),
        ({"TIME_ZONE": "Berlin"}, "TIME_ZONE: "),
        ({"TIME_ZONE": "Europe"}, "TIME_ZONE: "),  # a folder of zones
        ({"TIME_ZONE": "localtime"}, "TIME_ZONE: "),  # known to the machine and to nobody else
        ({"TIME_ZONE": "+02:00"}, "TIME_ZONE: "),  # Postgres would take it the other way round
        ({"SANDBOX_MODE": "big"}, "SANDBOX_MODE: "),
        ({"SANDBOX_DAY": "first"}, "SANDBOX_DAY: "),
        ({"ENV_FILE": "/nonexistent"}, 'ENV_FILE names "/nonexistent"'),
        ({"ENV_FILE": "/"}, 'ENV_FILE names "/"'),  # a folder
    ],
)
def test_every_mistake_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], sentence: str
) -> None:
    """It begins with the variable, and holds no secret even where secrets are set."""
    with pytest.raises(SettingsError) as refused:
        _load(monkeypatch, **variables)
    assert str(refused.value).startswith(sentence)
    assert 1 == len(str(refused.value).splitlines())
    assert "hush" not in str(refused.value)


def test_a_listener_has_a_time_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """UTC where nobody names one."""
    assert "UTC" == load_settings().time_zone
    assert "Europe/Berlin" == _load(monkeypatch, TIME_ZONE="Europe/Berlin").time_zone


@pytest.mark.parametrize("content", [b"TARGET_PORT=\xff\n", None], ids=["not UTF-8", "a folder"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    """The .env too that nobody named."""
    path = tmp_path / ".env"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(SettingsError, match=r'ENV_FILE names "\.env"'):
        load_settings()


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by the settings nor by a database of theirs, nor by a mistake beside them."""
    settings = _load(monkeypatch, **APP, **SERVER)
    assert "hush" not in f"{settings!r} {settings} {settings.model_dump()} {settings.database('target')!r}"
    assert "hush" == _database(settings).password.get_secret_value()
    with pytest.raises(SettingsError) as refused:
        _load(monkeypatch, TARGET_PORT="x")
    assert "hush" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("role", ["source", "target", "logging"])
def test_each_database_has_its_variables(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """With the names of the original system, of which LOGGING's have no DB."""
    name, middle = role.upper(), "" if role == "logging" else "DB_"
    settings = _load(
        monkeypatch,
        **{
            f"{name}_SERVER_NAME": "db",
            f"{name}_{middle}USERNAME": "u",
            f"{name}_{middle}PASSWORD": "p",
            f"{name}_DATABASE_NAME": "d",
            f"{name}_PORT": "7",
        },
    )
    assert ("db", 7, "u", "d", "require") == (
        (one := _database(settings, role)).host,
        one.port,
        one.user,
        one.name,
        one.sslmode,
    )
    assert 1 == sum(settings.database(other) is not None for other in ("source", "target", "logging"))


@pytest.mark.parametrize(
    ("host", "given", "sslmode"),
    [
        ("127.0.0.1", "", "prefer"),
        ("localhost", "", "prefer"),
        ("db.example.com", "", "require"),
        ("db.example.com", "verify-full", "verify-full"),
        ("127.0.0.1", "disable", "disable"),
    ],
)
def test_elsewhere_connections_are_encrypted(
    monkeypatch: pytest.MonkeyPatch, host: str, given: str, sslmode: str
) -> None:
    """Unless somebody says otherwise."""
    settings = _load(monkeypatch, **SERVER | {"TARGET_SERVER_NAME": host, "TARGET_SSLMODE": given})
    assert sslmode == _database(settings).sslmode


def test_every_variable_is_described() -> None:
    """Descriptions are the README's and .env.example's."""
    assert [] == [name for name, field in Settings.model_fields.items() if not field.description]

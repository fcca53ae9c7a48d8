"""Any bad input is one sentence and a non-zero exit, before anything else happens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.command_line import call
from flows.main import spotify_etl
from tasks.postgres.database import Database

ROOT = Path(__file__).resolve().parents[2]

APP = {"SPOTIFY_CLIENT_ID": "an-app", "SPOTIFY_CLIENT_SECRET": "hush"}

# Options, variables -> what the sentence must name.
MISTAKES: dict[str, tuple[list[str], dict[str, str], str]] = {
    "malformed id": (["--playlists", "no-id"], {}, '"no-id" is not a playlist'),
    "artist as playlist": (["--playlists", "spotify:artist:06HL4z0CvFAxyc27GXpf02"], {}, "name it under artists"),
    "unknown option": (["--playlist", "x"], {}, "--playlist"),
    "unknown mode": (["--mode", "fast"], {}, "mode"),
    "missing client secret": ([], {"SPOTIFY_CLIENT_ID": "an-app"}, "SPOTIFY_CLIENT_SECRET"),
    "missing client id": ([], {"SPOTIFY_CLIENT_SECRET": "hush"}, "SPOTIFY_CLIENT_ID"),
    "missing user": ([], {"TARGET_SERVER_NAME": "127.0.0.1"}, "TARGET_DB_USERNAME"),
    "port that is none": ([], {"TARGET_PORT": "99999"}, "TARGET_PORT"),
    "unreachable server": (
        [],
        {"TARGET_SERVER_NAME": "127.0.0.1", "TARGET_PORT": "1", "TARGET_DB_USERNAME": "x"},
        "refused",
    ),
    "unwritable DATA_DIR": ([], {"DATA_DIR": "/dev/null/data"}, "DATA_DIR"),
    "day that is none": ([], {"SANDBOX_DAY": "999", "TARGET_SERVER_NAME": ""}, "999"),
    "mode that is none": ([], {"SANDBOX_MODE": "old"}, "extended, extended-2025, development, development-2025"),
    "file that is none": ([], {"ENV_FILE": "/nowhere/.env"}, "ENV_FILE"),
    "nothing selected": ([], APP, "Nothing is selected"),
    "library without a listener": (["--library"], APP, "SPOTIFY_REFRESH_TOKEN"),
    "plays without a listener": (["--plays"], APP, "The plays need a listener"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_sentence(
    mistake: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """It names what is wrong, shows no traceback and no secret, and the exit code is 1."""
    options, variables, named = MISTAKES[mistake]
    defaults = {"ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path)}
    for name, value in (defaults | variables).items():
        monkeypatch.setenv(name, value)
    assert 1 == call(spotify_etl, options)
    said = capsys.readouterr().err
    assert named in said
    assert "Traceback" not in said
    assert "hush" not in said
    assert 1 == len(said.strip().splitlines())


def test_a_wrong_password_is_one_sentence(
    migrated: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The variables to look at are named, the password is not."""
    if not migrated.password.get_secret_value():
        pytest.skip("the server of the tests asks for no password")
    variables = {
        "ENV_FILE": os.devnull,
        "DATA_DIR": str(tmp_path),
        "TARGET_SERVER_NAME": migrated.host,
        "TARGET_PORT": str(migrated.port),
        "TARGET_DB_USERNAME": migrated.user,
        "TARGET_DB_PASSWORD": "not-the-password",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert 1 == call(spotify_etl, [])
    said = capsys.readouterr().err
    assert "password" in said
    assert "not-the-password" not in said


def test_help_explains_every_option() -> None:
    """python flows/main.py --help ends well and needs nothing."""
    command = [sys.executable, str(ROOT / "flows" / "main.py"), "--help"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert all(
        f"--{option}" in shown for option in ("playlists", "artists", "albums", "tracks", "library", "mode", "plan")
    )

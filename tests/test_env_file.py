"""ENV_FILE on S3: read as a file on this machine would be, once for a process, and every mistake one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.settings import Settings, SettingsError, load_settings
from tests.flows.s3 import S3

ROOT = Path(__file__).resolve().parents[1]

FILE = """
# what ECS's own environmentFiles would not understand
export TARGET_SERVER_NAME="db.example.org"
TARGET_DB_USERNAME = 'etl'   # the owner
TARGET_DB_PASSWORD='hush # hush'
TARGET_PORT=7
SOURCE_PORT=
SOMETHING_ELSE=x
"""

NOBODY = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "true"}


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without any of the variables, and without anybody's AWS."""
    for name in list(os.environ):
        if name.lower() in Settings.model_fields or name == "ENV_FILE" or name.startswith("AWS_"):
            monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / name))


def test_a_file_on_s3_is_read_as_one_on_this_machine(s3: S3, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With quotes, spaces, comments and `export`; empty values are not set."""
    s3.objects["/bucket/settings/quoted.env"] = FILE.encode()
    (tmp_path / "quoted.env").write_text(FILE)
    read = []
    for place in ("s3://bucket/settings/quoted.env", str(tmp_path / "quoted.env")):
        monkeypatch.setenv("ENV_FILE", place)
        read.append(load_settings())
    assert read[0] == read[1]
    found = read[0]
    assert ("db.example.org", "etl", 7, 5432) == (
        found.target_server_name,
        found.target_db_username,
        found.target_port,
        found.source_port,
    )
    assert "hush # hush" == found.target_db_password.get_secret_value()


def test_the_environment_wins_over_a_file_on_s3(s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    """As over any file."""
    s3.objects["/bucket/won.env"] = b"TARGET_PORT=1\nSOURCE_PORT=2\nLOGGING_PORT=3\n"
    for name, value in {"ENV_FILE": "s3://bucket/won.env", "TARGET_PORT": "7", "SOURCE_PORT": ""}.items():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (7, 2, 3) == (settings.target_port, settings.source_port, settings.logging_port)


def test_a_file_on_s3_is_fetched_once(s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run has the same settings from its beginning to its end."""
    s3.objects["/bucket/once.env"] = b"TARGET_PORT=1\n"
    monkeypatch.setenv("ENV_FILE", "s3://bucket/once.env")
    ports = [load_settings().target_port]
    s3.objects["/bucket/once.env"] = b"TARGET_PORT=2\n"
    ports.append(load_settings().target_port)
    assert ([1, 1], ["GET /bucket/once.env"]) == (ports, s3.asked)


@pytest.mark.parametrize(
    ("address", "variables", "sentence"),
    [
        ("s3://bucket/not/there", {}, "s3://bucket/not/there: there is no such object in the bucket"),
        ("s3://missing/key", {}, "s3://missing/key: there is no bucket of that name"),
        ("s3://refused/key", {}, "s3://refused/key: AWS does not permit this: allow s3:GetObject"),
        ("s3://strange/key", {}, "s3://strange/key: AWS does not accept the credentials (InvalidAccessKeyId)"),
        ("s3://bucket/key", NOBODY, "s3://bucket/key: there are no AWS credentials"),
        ("s3://bucket/key", {"AWS_PROFILE": "nobody"}, "s3://bucket/key: there are no AWS credentials"),
        ("s3://bucket/key", {"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9"}, "s3://bucket/key: S3 does not answer"),
        ("s3://bucket", {}, "that is no address of an object: write s3://BUCKET/KEY"),
        ("s3://bucket/folder/", {}, "that is no address of an object: write s3://BUCKET/KEY"),
        ("s3://", {}, "that is no address of an object: write s3://BUCKET/KEY"),
        ("s3://no bucket/key", {}, "that is no address of an object: write s3://BUCKET/KEY"),
    ],
)
def test_every_mistake_is_one_sentence(
    s3: S3, monkeypatch: pytest.MonkeyPatch, address: str, variables: dict[str, str], sentence: str
) -> None:
    """It begins with the variable and says what to do; credentials are not in it."""
    for name, value in {**variables, "ENV_FILE": address}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert f'ENV_FILE names "{address}", which cannot be read: {sentence}' in str(refused.value)
    assert 1 == len(str(refused.value).splitlines())
    assert "a-secret" not in str(refused.value)
    assert "a-key" not in str(refused.value)


def test_a_file_on_s3_that_is_no_text_is_named(s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of what it holds is said."""
    s3.objects["/bucket/binary"] = b"TARGET_DB_PASSWORD=hush\xff"
    monkeypatch.setenv("ENV_FILE", "s3://bucket/binary")
    with pytest.raises(SettingsError, match=r'^ENV_FILE names "s3://bucket/binary", which is no text in UTF-8$'):
        load_settings()


def test_the_doctor_says_where_the_settings_are(s3: S3, tmp_path: Path) -> None:
    """A program with nothing but the variables of AWS and ENV_FILE finds the rest on S3."""
    s3.objects["/bucket/etl.env"] = f'DATA_DIR="{tmp_path}"\nTARGET_SERVER_NAME="127.0.0.1"\n'.encode()
    command = [sys.executable, str(ROOT / "flows" / "doctor.py")]
    surroundings = os.environ | {"ENV_FILE": "s3://bucket/etl.env"}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert "TARGET_SERVER_NAME is set and TARGET_DB_USERNAME is not" in done.stdout
    s3.objects["/bucket/etl.env"] += b'TARGET_DB_USERNAME="u"\nTARGET_PORT=9\n'
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    assert "read from the environment and s3://bucket/etl.env" in done.stdout
    assert f"{tmp_path} can be written" in done.stdout

"""Whose library is read: refresh tokens from the variable, from blocks and from files, and the event of their age."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prefect.blocks.system import Secret
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect_aws import AwsCredentials
from prefect_aws.secrets_manager import AwsSecret
from pydantic import SecretStr

from tasks.listener_token import keep, keep_rotated, resolve
from tasks.sandbox import Sandbox
from tasks.settings import Settings
from tasks.spotify.consent import expiry
from tasks.spotify.token_store import StoredToken, TokenError, read, write
from tasks.token_age import heed_age
from tasks.token_block import check_block, read_block
from tests.conftest import ROOT
from tests.spotify.raw import Heard, http, serve

SECRET = "AQsecret0secret0"
AGREED = datetime(2026, 11, 23, tzinfo=UTC)

TOKEN = StoredToken(
    SecretStr(SECRET),
    "anna",
    is_pkce=True,
    client_id="an-app",
    authorised_at=AGREED,
    scopes=frozenset(("user-top-read",)),
)

SettingsFactory = Callable[..., Settings]


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFactory:
    """Make settings of somebody with an app."""
    given: dict[str, Any] = {"spotify_client_id": "an-app", "spotify_client_secret": "hush", "data_dir": tmp_path}
    return lambda **more: Settings(**given | more)


def _same(token: StoredToken, found: StoredToken | None) -> bool:
    """Whether all is as it was, wherever it was kept."""
    return found is not None and (
        token.refresh_token,
        token.listener,
        token.is_pkce,
        token.authorised_at,
        token.scopes,
    ) == (
        found.refresh_token,
        found.listener,
        found.is_pkce,
        found.authorised_at,
        found.scopes,
    )


def test_nobody_is_no_mistake(settings: SettingsFactory) -> None:
    """Where no name is given."""
    assert resolve(settings()) is None


def test_the_variable_comes_first(settings: SettingsFactory) -> None:
    """It tells neither when nor to what its listener agreed, unless a setting does."""
    write(settings().data_dir, StoredToken(SecretStr("AQother"), client_id="an-app"))
    bare = resolve(settings(spotify_refresh_token=SECRET))
    dated = resolve(settings(spotify_refresh_token=SECRET, spotify_authorised_at=AGREED.date()))
    assert bare
    assert dated
    assert (SecretStr(SECRET), False, None, None) == (bare.refresh_token, bare.is_pkce, bare.authorised_at, bare.scopes)
    assert AGREED == dated.authorised_at


def test_a_file_is_found_by_its_listener(settings: SettingsFactory) -> None:
    """The variable is only for whoever has no name."""
    kept_in = keep(settings(), TOKEN)
    found = resolve(settings(spotify_refresh_token="AQother"), "anna")
    assert _same(TOKEN, found)
    assert found
    assert kept_in == found.kept_in


def test_an_unknown_listener_is_told_with_the_known_ones(settings: SettingsFactory) -> None:
    """And with the command that signs them in."""
    keep(settings(), TOKEN)
    with pytest.raises(TokenError, match=r'as "zoe" \(known: anna\): python flows/login.py --listener zoe'):
        resolve(settings(), "zoe")


def test_a_token_of_another_app_is_refused(settings: SettingsFactory) -> None:
    """Wherever it is kept."""
    keep(settings(), TOKEN)
    with pytest.raises(TokenError, match="made for another app"):
        resolve(settings(spotify_client_id="another"), "anna")


def test_a_block_holds_what_a_file_would(prefect_server: None, settings: SettingsFactory) -> None:
    """Each named listener has one of their own; nothing is written into DATA_DIR."""
    blocks = settings(spotify_token_block="secret/sign-in")
    assert "the block secret/sign-in-anna" == keep(blocks, TOKEN)
    assert _same(TOKEN, resolve(blocks, "anna"))
    assert [] == list(blocks.data_dir.iterdir())


@pytest.mark.parametrize("value", [SECRET, {"refresh_token": SECRET}, json.dumps({"refresh_token": SECRET})])
def test_a_block_may_hold_the_bare_token(prefect_server: None, settings: SettingsFactory, value: Any) -> None:
    """As somebody has typed it into the UI."""
    Secret(value=value).save("bare", overwrite=True)
    found = resolve(settings(spotify_token_block="secret/bare"))
    assert found
    assert SecretStr(SECRET) == found.refresh_token


@pytest.mark.parametrize(
    ("block", "says"),
    [
        ("secret/nowhere", 'no secret block "nowhere"'),
        ("aws-secret/nowhere", 'no aws-secret block "nowhere" on the Prefect server: make it in the Prefect UI'),
        ("secret/No where", "write secret/NAME or aws-secret/NAME"),
        ("nowhere", "write secret/NAME or aws-secret/NAME"),
        ("sqlalchemy-connector/x", "write secret/NAME or aws-secret/NAME"),
    ],
)
def test_a_block_that_is_not_there_is_one_sentence(
    prefect_server: None, settings: SettingsFactory, block: str, says: str
) -> None:
    """It names the block."""
    with pytest.raises(TokenError, match=r"\S") as refused:
        resolve(settings(spotify_token_block=block))
    assert (True, 1) == (says in str(refused.value), len(str(refused.value).splitlines()))


def test_a_block_needs_a_server(settings: SettingsFactory) -> None:
    """Which a run by hand has only while it lasts."""
    none = temporary_settings(restore_defaults={PREFECT_API_URL})
    with none, pytest.raises(TokenError, match="set PREFECT_API_URL, or leave the block out"):
        check_block("secret/sign-in")


def test_a_block_is_looked_at_before_anybody_is_asked(prefect_server: None) -> None:
    """A consent that cannot be kept would be lost."""
    check_block("secret/made-later")
    with pytest.raises(TokenError, match='no aws-secret block "nowhere"'):
        check_block("aws-secret/nowhere")
    nobody = temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"})
    with nobody, pytest.raises(TokenError, match="secret/made-later cannot be reached: check PREFECT_API_URL"):
        check_block("secret/made-later")


class SecretsManager:
    """AWS Secrets Manager, as far as one secret goes: it says over HTTP what the real one does."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def answer(self, heard: Heard) -> bytes:
        """Answer GetSecretValue and PutSecretValue."""
        about = json.loads(heard.body)
        if str(heard.headers["X-Amz-Target"]).endswith("PutSecretValue"):
            self.kept = {name: about[name] for name in about.keys() & {"SecretBinary", "SecretString"}}
        if not self.kept:
            return http(400, {"__type": "ResourceNotFoundException", "Message": "Secrets Manager can't find it."})
        return http(200, {"ARN": "arn:aws:secretsmanager:eu-west-1:1:secret:x", "Name": "x", **self.kept})


@pytest.fixture(scope="module")
def amazon(prefect_server: None) -> Iterator[tuple[SecretsManager, str]]:
    """One server for all, for prefect-aws keeps its clients; the block `aws-secret/sign-in` leads to it."""
    manager = SecretsManager()
    credentials = AwsCredentials(aws_access_key_id="a", aws_secret_access_key=SecretStr("b"), region_name="eu-west-1")
    AwsSecret(aws_credentials=credentials, secret_name="sign-in").save("sign-in", overwrite=True)
    with serve(manager.answer) as server:
        yield manager, server.url


@pytest.fixture
def aws(amazon: tuple[SecretsManager, str], monkeypatch: pytest.MonkeyPatch) -> SecretsManager:
    """An empty Secrets Manager."""
    manager, url = amazon
    manager.kept = {}
    monkeypatch.setenv("AWS_ENDPOINT_URL", url)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    return manager


def test_a_secret_of_aws_holds_what_a_file_would(aws: SecretsManager, settings: SettingsFactory) -> None:
    """Behind a block that says which one."""
    blocks = settings(spotify_token_block="aws-secret/sign-in")
    nameless = StoredToken(SecretStr(SECRET), is_pkce=True, client_id="an-app", authorised_at=AGREED)
    assert "the block aws-secret/sign-in" == keep(blocks, nameless)
    assert _same(nameless, resolve(blocks))


def test_a_secret_of_aws_may_hold_the_bare_token(aws: SecretsManager, settings: SettingsFactory) -> None:
    """As somebody has typed it into the console."""
    aws.kept = {"SecretString": SECRET}
    found = resolve(settings(spotify_token_block="aws-secret/sign-in"))
    assert found
    assert SecretStr(SECRET) == found.refresh_token


def test_a_refusal_of_aws_is_one_sentence(aws: SecretsManager, settings: SettingsFactory) -> None:
    """With what AWS says."""
    with pytest.raises(TokenError, match=r"AWS refuses the secret behind the block aws-secret/sign-in: .*find it"):
        resolve(settings(spotify_token_block="aws-secret/sign-in"))


def test_a_rotated_token_is_kept_where_it_came_from(prefect_server: None, settings: SettingsFactory) -> None:
    """With all that was noted at consent, which is as old as it was."""
    new = SecretStr("AQnew")
    for given in (settings(), settings(spotify_token_block="secret/rotated")):
        keep(given, TOKEN)
        token = resolve(given, "anna")
        assert token
        assert "" == keep_rotated(given, token, new)
        found = resolve(given, "anna")
        assert found
        assert (new, AGREED, True) == (found.refresh_token, found.authorised_at, found.is_pkce)


def test_a_variable_cannot_be_kept_and_is_told(settings: SettingsFactory) -> None:
    """Nothing is said, nor written, where no new token came."""
    given = settings(spotify_refresh_token=SECRET)
    token = resolve(given)
    assert token
    assert ("", "") == (keep_rotated(given, token, None), keep_rotated(given, token, token.refresh_token))
    said = keep_rotated(given, token, SecretStr("AQnew"))
    assert "run make login" in said
    assert "AQ" not in said
    assert [] == list(given.data_dir.iterdir())


def _events(name: str) -> list[dict[str, Any]]:
    """Return the events of a name that have reached the server, waiting for the first."""
    give_up = time.monotonic() + 20
    with get_client(sync_client=True) as client:
        while time.monotonic() < give_up:
            found = client._client.post("/events/filter", json={"filter": {"event": {"name": [name]}}}).json()["events"]
            if found:
                return list(found)
            time.sleep(0.1)
    return []


def test_each_threshold_is_told_once(prefect_server: None) -> None:
    """The sentence every time, the event only when a threshold is reached."""
    told: list[str] = []
    end = expiry(AGREED)

    def heed(days: float) -> str | None:
        return heed_age(TOKEN, end - timedelta(days=days), told[-1] if told else "", told.append)

    assert heed(31) is None
    sentences = [heed(days) for days in (29, 28, 14, 13, 2, 1)]
    assert all(sentence and "make login" in sentence for sentence in sentences)
    assert [f"{AGREED.isoformat()} {days}" for days in (30, 14, 3)] == told
    event = _events("spotify-etl.token.expiring")[0]
    assert "spotify-etl.token.anna" == event["resource"]["prefect.resource.id"]
    assert ("anna", end.isoformat()) == (event["payload"]["listener"], event["payload"]["expires_at"])
    assert SECRET not in json.dumps(event)


def test_a_new_consent_is_told_anew() -> None:
    """Half a year later."""
    told: list[str] = []
    before = f"{AGREED.isoformat()} 3"
    later = StoredToken(SecretStr(SECRET), authorised_at=AGREED + timedelta(days=170))
    assert heed_age(later, AGREED + timedelta(days=171), before, told.append) is None
    assert heed_age(later, expiry(AGREED + timedelta(days=170)) - timedelta(days=2), before, told.append)
    assert [f"{(AGREED + timedelta(days=170)).isoformat()} 3"] == told


def test_an_unknown_age_is_no_warning() -> None:
    """Or every run would warn of a bare token."""
    told: list[str] = []
    assert heed_age(StoredToken(SecretStr(SECRET)), AGREED, "", told.append) is None
    assert [] == told


def test_make_login_can_keep_a_token_in_a_block(prefect_server: None, tmp_path: Path) -> None:
    """On the Prefect server that is configured; DATA_DIR stays empty, and the terminal shows no secret.

    The person's browser is a program that agrees; as any other it works beside the one that waits for it.
    """
    with Sandbox() as sandbox:
        variables = {
            "ENV_FILE": os.devnull,
            "SPOTIFY_CLIENT_ID": sandbox.client_id,
            "SPOTIFY_CLIENT_SECRET": sandbox.client_secret,
            "SPOTIFY_API_URL": sandbox.api_url,
            "SPOTIFY_ACCOUNTS_URL": sandbox.accounts_url,
            "SPOTIFY_REDIRECT_URI": "http://127.0.0.1/callback",
            "DATA_DIR": str(tmp_path),
            "BROWSER": f"{sys.executable} -m tests.browser %s &",
            "PREFECT_API_URL": str(PREFECT_API_URL.value()),
        }
        command = [sys.executable, str(ROOT / "flows" / "login.py"), "--to-block", "secret/made"]
        done = subprocess.run(
            command, env=os.environ | variables, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
        )
    assert 0 == done.returncode, done.stderr
    kept = json.loads(read_block("secret/made"))
    assert (True, sandbox.client_id) == (kept["is_pkce"], kept["client_id"])
    assert "the block secret/made" in done.stdout
    assert kept["refresh_token"] not in done.stdout + done.stderr
    assert read(tmp_path, "") is None

"""Secrets are out of what is kept, wherever they stand."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from tasks.databases import Databases
from tasks.masking import masked, secrets_of
from tasks.postgres.database import Database
from tasks.session import Session
from tasks.settings import Settings
from tasks.spotify.token_store import StoredToken


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://me:hush@proxy.example/v1", "https://********@proxy.example/v1"),
        ("postgresql://me:hu%40sh@db/spotify is down", "postgresql://********@db/spotify is down"),
        ("socks5+tls://hush@proxy", "socks5+tls://********@proxy"),
        ("https://x.example/?access_token=hush&page=2", "https://x.example/?access_token=********&page=2"),
        ("https://x.example/?page=2&X-Amz-Signature=hush", "https://x.example/?page=2&X-Amz-Signature=********"),
        # no secret -> as it is
        ("https://open.spotify.com/playlist/37i9dQZEVXbJiZcmkrIHGU?si=a", None),
        ("mail@example.com", None),
        ("Secret=37i9dQZEVXbJiZcmkrIHGU", None),  # a label
        ("playlists/{id}", None),
    ],
)
def test_what_looks_like_a_secret_in_a_url_is_masked(text: str, kept: str | None) -> None:
    """Whoever put it there; everything else stays."""
    assert (kept or text) == masked(text, [])


def test_a_secret_is_masked_wherever_it_stands() -> None:
    """In names and values, at any depth, and as a URL writes it; what is no text stays as it is."""
    value = {"label": ["my+secret/1=x"], "my+secret/1": {"at": "?q=my%2Bsecret%2F1"}, "n": 3, "none": None, "yes": True}
    kept = {"label": ["********=x"], "********": {"at": "?q=********"}, "n": 3, "none": None, "yes": True}
    assert kept == masked(value, ["my+secret/1"])


def test_the_secrets_of_a_session_are_those_of_settings_databases_and_listener(tmp_path: Path) -> None:
    """The longest first. A password that is openly a name elsewhere, or a short word, would be told by masking it."""
    settings = Settings(
        spotify_client_id="an app",
        spotify_client_secret=SecretStr("secret-of-the-app"),
        target_db_username="postgres",
        target_db_password=SecretStr("postgres"),
        logging_password=SecretStr("short"),
        data_dir=tmp_path,
    )
    database = Database("db", 5432, "postgres", "spotify", SecretStr("secret-of-block"))
    token = StoredToken(SecretStr("secret-of-a-listener"))
    session = Session(settings, Databases(database, database, database), None, None, token)  # type: ignore[arg-type]
    assert ["secret-of-a-listener", "secret-of-the-app", "secret-of-block"] == secrets_of(session)

"""Refresh tokens in files: what is written is read again, by its owner alone."""

from datetime import UTC, datetime
from pathlib import Path
from stat import S_IMODE

import pytest
from pydantic import SecretStr

from tasks.spotify.token_store import (
    StoredToken,
    TokenError,
    checked_app,
    checked_name,
    dumped,
    is_open,
    known,
    loaded,
    path_of,
    read,
    write,
)

SECRET = "AQsecret0secret0"

TOKEN = StoredToken(
    refresh_token=SecretStr(SECRET),
    listener="anna",
    is_pkce=True,
    client_id="the-app",
    authorised_at=datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC),
    scopes=frozenset(("user-library-read", "user-top-read")),
    user_id="anna.1990 ",
    user_name='Anna "the ear" 😀',
)


def _mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """With all that was noted at consent."""
    path = write(tmp_path, TOKEN)
    found = read(tmp_path, "anna")
    assert tmp_path / "tokens" / "anna.json" == path
    assert found
    assert (dumped(TOKEN), str(path)) == (dumped(found), found.kept_in)
    assert TOKEN.refresh_token == found.refresh_token


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    """And so is its folder, also where somebody has opened it."""
    (tmp_path / "tokens").mkdir(mode=0o755)
    path = write(tmp_path, TOKEN)
    assert (0o600, 0o700) == (_mode(path), _mode(path.parent))


def test_a_new_token_replaces_the_old_whole(tmp_path: Path) -> None:
    """Nothing but the file is left in the folder, and nobody else can read it."""
    write(tmp_path, TOKEN)
    path_of(tmp_path, "anna").chmod(0o644)
    write(tmp_path, StoredToken(SecretStr("AQother"), "anna"))
    assert [".gitignore", "anna.json"] == sorted(path.name for path in (tmp_path / "tokens").iterdir())
    assert 0o600 == _mode(path_of(tmp_path, "anna"))
    found = read(tmp_path, "anna")
    assert found
    assert SecretStr("AQother") == found.refresh_token


def test_git_passes_the_folder_over(tmp_path: Path) -> None:
    """Wherever DATA_DIR lies."""
    path = write(tmp_path, TOKEN)
    assert "*\n" == (path.parent / ".gitignore").read_text()


def test_a_file_that_others_may_read_is_noticed(tmp_path: Path) -> None:
    """Somebody may have copied it."""
    path = write(tmp_path, TOKEN)
    found = [is_open(tmp_path, "anna"), is_open(tmp_path, "zoe")]
    path.chmod(0o640)
    assert [False, False, True] == [*found, is_open(tmp_path, "anna")]


def test_listeners_are_known_by_their_files(tmp_path: Path) -> None:
    """The nameless one is the default."""
    assert [] == known(tmp_path)
    for listener in ("zoe", "", "anna"):
        write(tmp_path, StoredToken(SecretStr(SECRET), listener))
    assert ["anna", "default", "zoe"] == known(tmp_path)


def test_no_file_is_no_token(tmp_path: Path) -> None:
    """Which is no mistake."""
    assert read(tmp_path, "") is None


@pytest.mark.parametrize(
    "text", [SECRET, f"{SECRET}\n", f'{{"refresh_token": "{SECRET}"}}', f'{{"refresh_token": "{SECRET}", "later": 1}}']
)
def test_a_bare_token_is_a_token(text: str) -> None:
    """In JSON or not; nothing else is known of it."""
    assert StoredToken(SecretStr(SECRET), "anna", kept_in="a block") == loaded(text, "anna", "a block")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no refresh token"),
        (f"{SECRET} {SECRET}", "no refresh token"),
        ("{", "truncated"),
        ("{}", "refresh_token"),
        ('{"refresh_token": ""}', "refresh_token"),
        (f'{{"refresh_token": "{SECRET}", "authorised_at": "yesterday"}}', "authorised_at"),
        (f'{{"refresh_token": "{SECRET}", "authorised_at": "2026-11-23T00:00:00"}}', "authorised_at"),
    ],
)
def test_a_spoilt_text_is_one_sentence(text: str, says: str) -> None:
    """It says where, what to do, and shows nothing of the text."""
    with pytest.raises(TokenError, match="make login") as refused:
        loaded(text, "", "here.json")
    assert all(word in str(refused.value) for word in ("here.json", says))
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("name", ["Anna", "../anna", "anna.json", "-a", "a b", "a/b", "ä"])
def test_a_name_is_a_word(name: str) -> None:
    """It becomes the name of a file and of a block."""
    with pytest.raises(TokenError, match="cannot name a listener"):
        checked_name(name)


def test_a_token_of_another_app_is_refused() -> None:
    """One of no known app is not."""
    assert StoredToken(SecretStr(SECRET)) == checked_app(StoredToken(SecretStr(SECRET)), "another")
    assert TOKEN == checked_app(TOKEN, "the-app")
    with pytest.raises(TokenError, match=r"made for another app \(the-app\) than SPOTIFY_CLIENT_ID \(another\)"):
        checked_app(TOKEN, "another")


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    """It names DATA_DIR."""
    (tmp_path / "file").touch()
    with pytest.raises(TokenError, match="DATA_DIR cannot be written"):
        write(tmp_path / "file", TOKEN)


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    """It names the file."""
    path_of(tmp_path, "").mkdir(parents=True)
    with pytest.raises(TokenError, match=r"default\.json cannot be read"):
        read(tmp_path, "")


def test_a_token_is_shown_nowhere() -> None:
    """Neither by repr nor by str."""
    assert SECRET not in f"{TOKEN} {TOKEN!r}"

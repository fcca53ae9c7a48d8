"""Signing in: the authorisation-code flow with PKCE, from the address that is printed to the token that is kept."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from stat import S_IMODE
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr

from flows.login import is_headless, main
from tasks.console.pasting import Pasting
from tasks.login import as_listener, named, shadowed, sign_in, signed_in
from tasks.sandbox import Fault, Sandbox
from tasks.scopes import PLAYBACK, lacking, needed_scopes
from tasks.settings import Settings
from tasks.spotify import token_store
from tasks.spotify.authorise import Authorisation, Consent, Declined, LoginError
from tasks.spotify.redirect import RedirectError
from tasks.spotify.token_store import StoredToken

from .browser import Page, agree, answered, request
from .spotify.raw import granted, http, scripted, serve

ROOT = Path(__file__).resolve().parents[1]

SCOPES = frozenset(("user-library-read", "user-top-read"))

# No port: a free one is taken.
ANY_PORT = "http://127.0.0.1/callback"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A Spotify that asks for consent."""
    with Sandbox() as served:
        yield served


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    """The settings of somebody who has an app and has not signed in."""
    return Settings(
        spotify_client_id=sandbox.client_id,
        spotify_client_secret=SecretStr(sandbox.client_secret),
        spotify_api_url=sandbox.api_url,
        spotify_accounts_url=sandbox.accounts_url,
        spotify_redirect_uri=ANY_PORT,
        data_dir=tmp_path,
    )


Keyboard = Callable[[str], None]


@pytest.fixture
def keyboard() -> Iterator[tuple[Pasting, Keyboard]]:
    """A terminal to paste into."""
    reading, writing = os.pipe()
    yield Pasting(reading), lambda text: (os.write(writing, text.encode()), None)[1]
    for end in (reading, writing):
        os.close(end)


def _consent(
    settings: Settings, browse: Callable[[str], object], pasting: Pasting | None = None, patience: float = 20.0
) -> Consent:
    return sign_in(settings, SCOPES, pasting=pasting or Pasting(None), browse=browse, patience=patience)


def test_whoever_agrees_is_signed_in(settings: Settings) -> None:
    """The scopes are those asked for, and the token is refreshed without the secret."""
    consent = _consent(settings, agree)
    token, problem = named(settings, signed_in(settings, consent, "anna"))
    assert (SCOPES, True, "anna", "") == (consent.scopes, token.is_pkce, token.listener, problem)
    assert token.user_id
    with as_listener(settings, token) as spotify:
        assert 200 == spotify.ask("me/tracks").status
        assert SCOPES == spotify.scopes


def test_the_page_says_where_to_go_on(settings: Settings) -> None:
    """Which is the terminal; the code and the state are not on it."""
    pages: list[Page] = []
    locations: list[str] = []

    def browse(address: str) -> None:
        locations.append(answered(address))
        status, _, page = request("GET", locations[0])
        pages.append((status, page))

    _consent(settings, browse)
    status, page = pages[0]
    said = parse_qs(urlsplit(locations[0]).query)
    assert (200, True) == (status, "Go back to the terminal" in page)
    assert not [value for values in said.values() for value in values if value in page]


def test_the_challenge_is_a_digest_and_holds_no_secret(sandbox: Sandbox) -> None:
    """RFC 7636 with S256; two questions have nothing in common."""
    first, second = (Authorisation(sandbox.accounts_url, "an-app", ANY_PORT, SCOPES).address for _ in range(2))
    asked = parse_qs(urlsplit(first).query)
    assert f"{sandbox.accounts_url}/authorize" == first.partition("?")[0]
    assert {
        "client_id": ["an-app"],
        "response_type": ["code"],
        "redirect_uri": [ANY_PORT],
        "code_challenge_method": ["S256"],
        "scope": ["user-library-read user-top-read"],
        "show_dialog": ["true"],
    } == {name: asked[name] for name in asked.keys() - {"state", "code_challenge"}}
    assert re.fullmatch(r"[\w-]{43}", asked["code_challenge"][0])
    assert not {*asked["state"], *asked["code_challenge"]} & {
        value for values in parse_qs(urlsplit(second).query).values() for value in values
    }


def test_on_another_machine_the_address_is_pasted(settings: Settings, keyboard: tuple[Pasting, Keyboard]) -> None:
    """The browser ends on a page that does not load; its address is enough."""
    pasting, types = keyboard
    consent = _consent(settings, lambda address: types(f"\n  {answered(address)}  \n"), pasting)
    assert SCOPES == consent.scopes


def test_an_https_address_is_only_pasted(settings: Settings, keyboard: tuple[Pasting, Keyboard]) -> None:
    """We have no certificate to listen with."""
    pasting, types = keyboard
    elsewhere = settings.model_copy(update={"spotify_redirect_uri": "https://example.org/callback"})
    consent = _consent(elsewhere, lambda address: types(f"{answered(address)}\n"), pasting)
    assert SCOPES == consent.scopes


def test_where_nothing_can_be_pasted_or_heard_there_is_no_sign_in(settings: Settings) -> None:
    """Nobody waits five minutes for nothing."""
    elsewhere = settings.model_copy(update={"spotify_redirect_uri": "https://example.org/callback"})
    with pytest.raises(LoginError, match="in a terminal"):
        _consent(elsewhere, str)


def test_a_wrong_address_may_be_followed_by_the_right_one(
    settings: Settings, keyboard: tuple[Pasting, Keyboard], capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with it is said, without what it held."""
    pasting, types = keyboard

    def browse(address: str) -> None:
        types("https://open.spotify.com/?x=hush\n")
        types("http://127.0.0.1/callback?code=hush&state=hush\n")
        types(f"{answered(address)}\n")

    assert SCOPES == _consent(settings, browse, pasting).scopes
    said = capsys.readouterr().out
    assert "That is not the address to paste" in said
    assert "belongs to another sign-in" in said
    assert "hush" not in said


def test_another_state_is_no_answer(settings: Settings) -> None:
    """Whoever it comes from; the page says so, and the right answer still counts."""
    pages: list[Page] = []

    def browse(address: str) -> None:
        right = answered(address)
        for wrong in ("?code=x&state=x", "?code=x", "?error=access_denied&state=x", "?state=x"):
            status, _, page = request("GET", right.partition("?")[0] + wrong)
            pages.append((status, page))
        request("GET", right)

    assert SCOPES == _consent(settings, browse).scopes
    assert [400] * 4 == [status for status, _ in pages]


def test_icons_and_silent_connections_are_no_answer(settings: Settings) -> None:
    """Browsers ask for one, and open others in advance."""
    statuses: list[int] = []

    def browse(address: str) -> None:
        right = answered(address)
        parts = urlsplit(right)
        with socket.create_connection((str(parts.hostname), parts.port or 0)):
            statuses.append(request("GET", right.replace("/callback", "/favicon.ico"))[0])
            request("GET", right)

    assert SCOPES == _consent(settings, browse).scopes
    assert [404] == statuses


def test_declining_is_one_sentence(settings: Settings) -> None:
    """On the terminal and in the browser, and nothing is waited for any more."""
    pages: list[Page] = []
    with pytest.raises(Declined, match=r"^The sign-in was declined in the browser; nothing was stored$"):
        _consent(settings, lambda address: pages.append(agree(address, answer="cancel")))
    status, page = pages[0]
    assert (400, True) == (status, "run make login" in page)


def test_a_refusal_of_spotify_is_one_sentence(settings: Settings) -> None:
    """A scope that does not exist is our mistake, and is told like any other."""
    with pytest.raises(Declined, match=r"Spotify refuses the sign-in \(invalid_scope\)"):
        sign_in(
            settings,
            frozenset(("user-read-minds",)),
            pasting=Pasting(None),
            browse=lambda address: request("GET", request("GET", address)[1]),
            patience=20,
        )


def test_a_code_is_good_once(settings: Settings, sandbox: Sandbox) -> None:
    """Spotify refuses it the second time, in a sentence that shows nothing of it."""
    asked = Authorisation(sandbox.accounts_url, sandbox.client_id, "http://127.0.0.1:9/callback", SCOPES)
    code = asked.code(answered(asked.address))
    asked.exchange(code)
    with pytest.raises(Declined, match="run make login again") as refused:
        asked.exchange(code)
    assert code.get_secret_value() not in str(refused.value)


def test_a_code_needs_its_verifier(sandbox: Sandbox) -> None:
    """What another question was answered with is worth nothing."""
    first, second = (
        Authorisation(sandbox.accounts_url, sandbox.client_id, "http://127.0.0.1:9/callback", SCOPES) for _ in range(2)
    )
    with pytest.raises(Declined):
        second.exchange(first.code(answered(first.address)))


def test_nobody_waits_for_ever(settings: Settings) -> None:
    """The sentence names the address to register."""
    with pytest.raises(LoginError, match=r"No answer came within .* add http://127\.0\.0\.1:\d+/callback to"):
        _consent(settings, str, patience=0.3)


def test_a_port_in_use_is_one_sentence(settings: Settings) -> None:
    """Before anybody is asked to agree."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        busy = settings.model_copy(update={"spotify_redirect_uri": f"http://127.0.0.1:{port}/callback"})
        with pytest.raises(RedirectError, match=f"^SPOTIFY_REDIRECT_URI: port {port} of 127.0.0.1 is in use"):
            _consent(busy, str)


def test_a_port_is_free_again_afterwards(settings: Settings) -> None:
    """So that one can sign in twice."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    fixed = settings.model_copy(update={"spotify_redirect_uri": f"http://127.0.0.1:{port}/callback"})
    assert [SCOPES, SCOPES] == [_consent(fixed, agree).scopes for _ in range(2)]


def test_the_other_loopback_will_do_too(settings: Settings) -> None:
    """Where the machine has it."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    sixth = settings.model_copy(update={"spotify_redirect_uri": "http://[::1]/callback"})
    assert SCOPES == _consent(sixth, agree).scopes


def test_a_token_that_spotify_replaces_at_once_is_not_lost(settings: Settings) -> None:
    """Even where Spotify answers nothing else."""
    with serve(scripted(http(403, b"the user may not be registered"), tokens=(granted(refresh_token="AQ2"),))) as raw:
        there = settings.model_copy(update={"spotify_accounts_url": raw.url, "spotify_api_url": f"{raw.url}/v1"})
        token, problem = named(there, StoredToken(SecretStr("AQ1"), is_pkce=True))
    assert (SecretStr("AQ2"), True) == (token.refresh_token, "User Management" in problem)


def test_lines_are_read_as_they_come(keyboard: tuple[Pasting, Keyboard]) -> None:
    """Several at once, in pieces, or none."""
    pasting, types = keyboard
    assert "" == pasting.line(0)
    types("one\ntwo\nthr")
    assert ["one", "two", ""] == [pasting.line(0) for _ in range(3)]
    types("ee\n")
    assert ("three", False) == (pasting.line(0), pasting.is_over)


def test_an_input_that_ends_is_no_line(tmp_path: Path) -> None:
    """But what stood in it is."""
    (tmp_path / "typed").write_text("one\ntwo")
    with (tmp_path / "typed").open() as file:
        pasting = Pasting(file.fileno())
        assert ["one", "two", "", ""] == [pasting.line(0) for _ in range(4)]
    assert (True, "") == (pasting.is_over, Pasting(None).line(0))


def test_only_what_is_read_is_asked_for() -> None:
    """The scopes of the listener's resources, and what plays now only on request."""
    assert not needed_scopes() & PLAYBACK
    assert PLAYBACK == needed_scopes(playback=True) - needed_scopes()
    assert {"user-library-read", "user-read-recently-played", "playlist-read-private"} <= needed_scopes()
    assert not [scope for scope in needed_scopes() if "modify" in scope]


def test_what_is_lacking_names_what_goes_without() -> None:
    """So that a person can tell whether they care."""
    assert {"user-read-recently-played": ["recently played"]} == lacking(
        needed_scopes() - {"user-read-recently-played"}
    )
    assert {} == lacking(needed_scopes(playback=True))


def test_a_variable_that_comes_first_is_told(settings: Settings) -> None:
    """Or the new sign-in would silently not be used."""
    variable = settings.model_copy(update={"spotify_refresh_token": SecretStr("AQ")})
    assert ("", "") == (shadowed(settings, ""), shadowed(variable, "anna"))
    assert "SPOTIFY_REFRESH_TOKEN is set" in shadowed(variable, "")


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"DISPLAY": ":0"}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", False),
        ({}, "linux", True),
        ({}, "darwin", False),
        ({"SSH_CONNECTION": "x"}, "darwin", True),
        ({"SSH_CONNECTION": "x", "DISPLAY": ":10"}, "linux", True),
        ({"BROWSER": "w3m"}, "linux", False),
    ],
)
def test_a_browser_is_opened_where_it_would_be_seen(environ: dict[str, str], platform: str, expected: bool) -> None:
    """Or where somebody names one."""
    assert expected is is_headless(environ, platform)


def _variables(settings: Settings) -> dict[str, str]:
    return {
        "ENV_FILE": os.devnull,
        "SPOTIFY_CLIENT_ID": settings.spotify_client_id,
        "SPOTIFY_CLIENT_SECRET": settings.spotify_client_secret.get_secret_value(),
        "SPOTIFY_API_URL": settings.spotify_api_url,
        "SPOTIFY_ACCOUNTS_URL": settings.spotify_accounts_url,
        "SPOTIFY_REDIRECT_URI": settings.spotify_redirect_uri,
        "DATA_DIR": str(settings.data_dir),
    }


def _started(settings: Settings, *options: str) -> subprocess.Popen[str]:
    """Start the command and leave its standard input open, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "flows/login.py", "--no-browser", *options],
        cwd=ROOT,
        env={**os.environ, **_variables(settings)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return next(line.strip() for line in process.stdout if line.startswith("http"))


def test_the_command_signs_in_and_keeps_the_token(settings: Settings, sandbox: Sandbox) -> None:
    """A file for its owner alone, everything a run needs in it, no secret on the terminal."""
    process = _started(settings, "--listener", "anna")
    agree(_address(process))
    out, err = process.communicate(timeout=20)
    kept = token_store.read(settings.data_dir, "anna")
    assert (0, "") == (process.returncode, err)
    assert kept
    path = token_store.path_of(settings.data_dir, "anna")
    assert (0o600, 0o700) == (S_IMODE(path.stat().st_mode), S_IMODE(path.parent.stat().st_mode))
    assert (True, sandbox.client_id, needed_scopes()) == (kept.is_pkce, kept.client_id, kept.scopes)
    assert kept.user_name
    assert f"Signed in as {kept.user_name}." in out
    assert str(path) in out
    for secret in (kept.refresh_token.get_secret_value(), sandbox.client_secret):
        assert secret not in out


def test_the_command_ends_well_on_ctrl_c(settings: Settings) -> None:
    """With the usual exit code and one line."""
    process = _started(settings)
    _address(process)
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (130, "Interrupted; nothing was stored.\n") == (process.returncode, err)
    assert token_store.read(settings.data_dir, "") is None


def _said(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *options: str,
    **variables: str,
) -> tuple[int, str]:
    for name, value in {**_variables(settings), **variables}.items():
        monkeypatch.setenv(name, value)
    code = main(["--no-browser", *options])
    return code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "variables", "says"),
    [
        ([], {"SPOTIFY_CLIENT_ID": "", "SPOTIFY_CLIENT_SECRET": ""}, "SPOTIFY_CLIENT_ID is not set"),
        ([], {"SPOTIFY_REDIRECT_URI": "http://localhost:8888/callback"}, "localhost"),
        ([], {"SPOTIFY_REDIRECT_URI": "callback"}, "SPOTIFY_REDIRECT_URI"),
        ([], {"DATA_DIR": "/dev/null/data"}, "DATA_DIR cannot be written"),
        (["--listener", "Anna B"], {}, "cannot name a listener"),
        (["--to-block", "somewhere"], {}, "secret/NAME or aws-secret/NAME"),
    ],
)
def test_a_mistake_is_one_sentence(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    variables: dict[str, str],
    says: str,
) -> None:
    """Before anybody is asked to agree."""
    code, said = _said(settings, monkeypatch, capsys, *options, **variables)
    assert (1, 1, True) == (code, len(said.splitlines()), says in said)


def test_a_consent_is_kept_although_spotify_does_not_answer_yet(settings: Settings, sandbox: Sandbox) -> None:
    """What is wrong with the app's settings is said, with what to do."""
    sandbox.inject(Fault(kind="unregistered", path="^/v1/me$"))
    try:
        process = _started(settings)
        agree(_address(process))
        out, _ = process.communicate(timeout=20)
    finally:
        sandbox.clear_faults()
    assert (0, True) == (process.returncode, "add them under User Management" in out)
    assert token_store.read(settings.data_dir, "")

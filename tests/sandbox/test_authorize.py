"""Signing in as a browser and an app do together: the page, the way back, and the code for tokens."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tasks.sandbox import Sandbox
from tasks.sandbox.pkce import challenge_of

from .client import Client, refusal

HERE = "http://127.0.0.1:8888/callback"
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # with its challenge, from RFC 7636, appendix B
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
PKCE = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}


class Form(HTMLParser):
    """What is on a page: its forms, fields and buttons, and all of its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str | None]] = []
        self.inputs: list[dict[str, str | None]] = []
        self.buttons: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what can be filled in or pressed."""
        kept = {"form": self.forms, "input": self.inputs, "button": self.buttons}.get(tag)
        if kept is not None:
            kept.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def question(sandbox: Sandbox, **changed: str) -> dict[str, str]:
    """Return what an app without a secret asks a user, a value left out where it is empty."""
    asked = {
        "client_id": sandbox.client_id,
        "response_type": "code",
        "redirect_uri": HERE,
        "scope": "user-library-read user-top-read",
        "state": "a state",
        **PKCE,
    }
    return {name: value for name, value in (asked | changed).items() if value}


def ask(sandbox: Sandbox, **changed: str) -> requests.Response:
    """Open the page."""
    address = f"{sandbox.accounts_url}/authorize"
    return requests.get(address, question(sandbox, **changed), timeout=10, allow_redirects=False)


def decide(sandbox: Sandbox, form: dict[str, str], **changed: str) -> requests.Response:
    """Press a button of the page."""
    address, query = f"{sandbox.accounts_url}/authorize", question(sandbox, **changed)
    return requests.post(address, params=query, data=form, timeout=10, allow_redirects=False)


def told(answer: requests.Response) -> dict[str, str]:
    """Return what an app hears at its redirect address."""
    assert answer.status_code == 303
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def code(sandbox: Sandbox, user: str = "sandbox-listener", **changed: str) -> str:
    """Return the code of a listener who agrees."""
    return told(decide(sandbox, {"answer": "agree", "user": user}, **changed))["code"]


def redeem(sandbox: Sandbox, value: str, auth: Any = None, **changed: str) -> requests.Response:
    """Exchange a code, with PKCE unless it is changed to be without."""
    form = {
        "grant_type": "authorization_code",
        "code": value,
        "redirect_uri": HERE,
        "client_id": "" if auth else sandbox.client_id,
        "code_verifier": VERIFIER,
        **changed,
    }
    kept = {name: text for name, text in form.items() if text}
    return requests.post(f"{sandbox.accounts_url}/api/token", data=kept, auth=auth, timeout=10)


def error(answer: requests.Response) -> tuple[int, str, str]:
    """Return status, error and description of a refusal of the token endpoint."""
    return answer.status_code, answer.json()["error"], answer.json()["error_description"]


@pytest.fixture(scope="module")
def sandbox(extended: Client) -> Sandbox:
    """The sandbox that is asked."""
    return extended.sandbox


def test_page(sandbox: Sandbox) -> None:
    """The page says what is asked for and what it is, and has two buttons and a choice of who signs in."""
    answer = ask(sandbox)
    page = Form(answer.text)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert [form["method"] for form in page.forms] == ["post"]
    assert [(button["name"], button["value"]) for button in page.buttons] == [("answer", "agree"), ("answer", "cancel")]
    assert [field["value"] for field in page.inputs] == ["sandbox-listener", "sandbox-second-listener"]
    assert ["checked" in field for field in page.inputs] == [True, False]
    for said in ("user-library-read", "user-top-read", HERE, sandbox.client_id, "not Spotify"):
        assert said in page.text


def test_page_is_safe(sandbox: Sandbox) -> None:
    """What an app writes into its question is text on the page."""
    page = ask(sandbox, redirect_uri="https://app.invalid/<script>alert(1)</script>").text
    assert "<script>" not in page


def test_show_dialog(sandbox: Sandbox) -> None:
    """The page comes with and without being asked for."""
    assert ask(sandbox, show_dialog="true").text == ask(sandbox, show_dialog="false").text == ask(sandbox).text


def test_agree(sandbox: Sandbox) -> None:
    """Who agrees is sent back with a code and the state."""
    answer = decide(sandbox, {"answer": "agree", "user": "sandbox-listener"})
    assert answer.headers["Location"].startswith(f"{HERE}?")
    assert told(answer).keys() == {"code", "state"}
    assert told(answer)["state"] == "a state"


def test_cancel(sandbox: Sandbox) -> None:
    """Who does not is sent back with an error and the state."""
    assert told(decide(sandbox, {"answer": "cancel"})) == {"error": "access_denied", "state": "a state"}


def test_without_state(sandbox: Sandbox) -> None:
    """An app that sent no state hears of none."""
    assert told(decide(sandbox, {"answer": "cancel"}, state="")) == {"error": "access_denied"}


def test_redirect_address_with_a_query(sandbox: Sandbox) -> None:
    """What the redirect address says already stays."""
    answer = decide(sandbox, {"answer": "cancel"}, redirect_uri="https://app.invalid/back?tab=1", state="")
    assert answer.headers["Location"] == "https://app.invalid/back?tab=1&error=access_denied"


def test_pkce(sandbox: Sandbox) -> None:
    """A code and its verifier bring tokens that work, without a secret."""
    granted = redeem(sandbox, code(sandbox)).json()
    assert granted.keys() == {"access_token", "token_type", "expires_in", "scope", "refresh_token"}
    assert (granted["token_type"], granted["expires_in"]) == ("Bearer", 3600)
    assert granted["scope"] == "user-library-read user-top-read"
    form = {"grant_type": "refresh_token", "refresh_token": granted["refresh_token"], "client_id": sandbox.client_id}
    again = requests.post(f"{sandbox.accounts_url}/api/token", data=form, timeout=10).json()
    assert again["scope"] == granted["scope"]
    headers = {"Authorization": f"Bearer {again['access_token']}"}
    assert requests.get(f"{sandbox.api_url}/me/tracks", headers=headers, timeout=10).status_code == 200
    refused = requests.get(f"{sandbox.api_url}/me/playlists", headers=headers, timeout=10)
    assert refusal(refused) == (403, "Insufficient client scope")


def test_secret(sandbox: Sandbox) -> None:
    """An app with a secret needs no verifier, and its refresh token needs the secret."""
    auth = (sandbox.client_id, sandbox.client_secret)
    without = dict.fromkeys(PKCE, "")
    granted = redeem(sandbox, code(sandbox, **without), auth, code_verifier="").json()
    form = {"grant_type": "refresh_token", "refresh_token": granted["refresh_token"]}
    address = f"{sandbox.accounts_url}/api/token"
    assert requests.post(address, data=form, auth=auth, timeout=10).status_code == 200
    public = requests.post(address, data=form | {"client_id": sandbox.client_id}, timeout=10)
    assert error(public) == (400, "invalid_client", "Invalid client")


def test_who_signs_in(sandbox: Sandbox) -> None:
    """The tokens are those of the listener who was chosen."""
    for user in ("sandbox-listener", "sandbox-second-listener"):
        refresh_token = redeem(sandbox, code(sandbox, user)).json()["refresh_token"]
        assert Client(sandbox, refresh_token=refresh_token).json("me")["id"] == user


def test_first_listener_by_default(sandbox: Sandbox) -> None:
    """A form that says only yes is the first listener's."""
    value = told(decide(sandbox, {"answer": "agree"}))["code"]
    refresh_token = redeem(sandbox, value).json()["refresh_token"]
    assert Client(sandbox, refresh_token=refresh_token).json("me")["id"] == "sandbox-listener"


def test_code_is_used_up(sandbox: Sandbox) -> None:
    """A code brings tokens once."""
    value = code(sandbox)
    assert redeem(sandbox, value).status_code == 200
    assert error(redeem(sandbox, value)) == (400, "invalid_grant", "Invalid authorization code")


def test_code_expires() -> None:
    """A code that is fetched too late brings none."""
    with Sandbox(code_lifetime=0) as hasty:
        answer = redeem(hasty, code(hasty))
    assert error(answer) == (400, "invalid_grant", "Authorization code expired")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"code": "made up"}, ("invalid_grant", "Invalid authorization code")),
        ({"redirect_uri": f"{HERE}/"}, ("invalid_grant", "Invalid redirect URI")),  # equal, not similar
        ({"redirect_uri": ""}, ("invalid_grant", "Invalid redirect URI")),
        ({"code_verifier": VERIFIER.lower()}, ("invalid_grant", "code_verifier was incorrect")),
        ({"code_verifier": CHALLENGE}, ("invalid_grant", "code_verifier was incorrect")),
        ({"code_verifier": "short"}, ("invalid_grant", "code_verifier was incorrect")),
        ({"code_verifier": ""}, ("invalid_client", "Invalid client")),  # neither proof nor secret
        ({"client_id": "another"}, ("invalid_client", "Invalid client")),
        ({"client_secret": "wrong"}, ("invalid_client", "Invalid client")),
    ],
)
def test_wrong_redemption(sandbox: Sandbox, changed: dict[str, str], expected: tuple[str, str]) -> None:
    """A redemption that differs from the question in anything is refused with what is wrong."""
    value = code(sandbox)
    assert error(redeem(sandbox, changed.pop("code", value), **changed)) == (400, *expected)


def test_verifier_is_not_optional(sandbox: Sandbox) -> None:
    """A code that was asked for with a challenge is refused without a verifier, secret or not."""
    auth = (sandbox.client_id, sandbox.client_secret)
    answer = redeem(sandbox, code(sandbox), auth, code_verifier="")
    assert error(answer) == (400, "invalid_request", "code_verifier must be supplied")


def test_code_without_challenge_needs_the_secret(sandbox: Sandbox) -> None:
    """A verifier for which there is no challenge proves nothing."""
    value = code(sandbox, **dict.fromkeys(PKCE, ""))
    assert error(redeem(sandbox, value)) == (400, "invalid_client", "Invalid client")


def test_challenge() -> None:
    """The challenge is that of the example in RFC 7636."""
    assert challenge_of(VERIFIER) == CHALLENGE


GOOD = [
    "https://app.invalid/callback",
    "https://app.invalid:8443/",
    "http://127.0.0.1/callback",
    "http://127.0.0.1:8888/callback",
    "http://[::1]:8888/callback",
]
INSECURE = [
    "http://localhost:8888/callback",
    "http://app.invalid/callback",
    "http://127.0.0.1.app.invalid/",
    "http://127.0.0.1@app.invalid/",
    "http://127.0.0.2/",
    "http://[::2]/",
]
INVALID = [
    "",
    "callback",
    "/callback",
    "127.0.0.1:8888/callback",
    "http://",
    "http://127.0.0.1:port/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:99999/",
    "http://[::1/",
    "https://app.invalid/#part",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("address", GOOD)
def test_good_redirect_address(sandbox: Sandbox, address: str) -> None:
    """https and loopback addresses written as numbers are good."""
    assert decide(sandbox, {"answer": "agree"}, redirect_uri=address).headers["Location"].startswith(f"{address}?code=")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        *((address, "INVALID_CLIENT: Insecure redirect URI") for address in INSECURE),
        *((address, "INVALID_CLIENT: Invalid redirect URI") for address in INVALID),
    ],
)
def test_bad_redirect_address(sandbox: Sandbox, address: str, said: str) -> None:
    """To any other nobody is sent: `localhost` is a name, and may be another's."""
    for answer in (ask(sandbox, redirect_uri=address), decide(sandbox, {"answer": "agree"}, redirect_uri=address)):
        assert (answer.status_code, answer.text) == (400, said)


@pytest.mark.parametrize("client_id", ["", "another"])
def test_unknown_app(sandbox: Sandbox, client_id: str) -> None:
    """For an app that is not known nobody is sent anywhere, either."""
    answer = ask(sandbox, client_id=client_id)
    assert (answer.status_code, answer.text) == (400, "INVALID_CLIENT: Invalid client")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"response_type": ""}, "unsupported_response_type"),
        ({"response_type": "token"}, "unsupported_response_type"),  # the implicit grant ended in November 2025
        ({"scope": "user-library-read user-read-mind"}, "invalid_scope"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": ""}, "invalid_request"),
    ],
)
def test_mistakes_of_the_app(sandbox: Sandbox, changed: dict[str, str], expected: str) -> None:
    """Any other mistake is told to the app."""
    assert told(ask(sandbox, **changed)) == {"error": expected, "state": "a state"}


def test_without_scope(sandbox: Sandbox) -> None:
    """An app may ask for nothing but who it is."""
    assert "nothing but what is public" in ask(sandbox, scope="").text
    refresh_token = redeem(sandbox, code(sandbox, scope="")).json()["refresh_token"]
    assert Client(sandbox, refresh_token=refresh_token).get("me/tracks").status_code == 403


def test_unknown_listener(sandbox: Sandbox) -> None:
    """Nobody else can sign in."""
    answer = decide(sandbox, {"answer": "agree", "user": "spotify"})
    assert (answer.status_code, "sandbox-second-listener" in answer.text) == (400, True)


def test_other_methods(sandbox: Sandbox) -> None:
    """The page is opened and answered, and nothing else."""
    address = f"{sandbox.accounts_url}/authorize"
    assert requests.put(address, params=question(sandbox), timeout=10).status_code == 405


def test_browser_without_scripts(fresh: Client) -> None:
    """A browser that sends the form as it stands ends up where the app listens."""
    with Sandbox() as app:  # anything that answers stands for the app
        back = f"{app.accounts_url}/callback"
        page = ask(fresh.sandbox, redirect_uri=back)
        chosen = next(field["value"] for field in Form(page.text).inputs if "checked" in field)
        form = {"user": str(chosen), "answer": "agree"}
        ended = requests.post(page.url, data=form, timeout=10)
        assert ended.url.startswith(f"{back}?code=")
        assert ended.history[0].request.method == "POST"
        assert ended.request.method == "GET"

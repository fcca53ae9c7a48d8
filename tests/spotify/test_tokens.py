from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from pydantic import SecretStr

from tasks.sandbox import Agreed, Fault, Sandbox
from tasks.spotify import crawl
from tasks.spotify.errors import BadCredentials, Malformed, QuotaExceeded, SpotifyError, Unavailable

from .conftest import RawFactory, SpotifyFactory
from .raw import at_once, granted, http, scripted

EXPIRED = http(
    401,
    {"error": {"status": 401, "message": "The access token expired"}},
    WWW_Authenticate='Bearer realm="spotify", error="invalid_token", error_description="The access token expired"',
)
REVOKED = http(400, {"error": "invalid_grant", "error_description": "Refresh token revoked"})


def _token_requests(sandbox: Sandbox) -> int:
    return sum(asked.path == "/api/token" for asked in sandbox.log)


def test_one_token_serves_a_run(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """It is asked for when first needed, and not again."""
    spotify = listener()
    assert sandbox.log == []
    for _ in range(3):
        spotify.ask("me")
    assert spotify.requests == {"token": 1, "me": 3}
    assert _token_requests(sandbox) == 1


def test_sixteen_threads_fetch_one_token(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """All start without a token; one fetches it, the others take it."""
    spotify = listener()
    crawled = crawl(range(32), lambda _: spotify.ask("me"), lambda _, __: [], workers=16)
    assert (len(crawled.answers), _token_requests(sandbox)) == (32, 1)


@pytest.mark.parametrize("new", ["new", "old"])  # a server may give the same token once more
def test_sixteen_threads_renew_one_token(raw: RawFactory, client: SpotifyFactory, new: str) -> None:
    """All sixteen are told at the same time that their token has expired; one renews it."""
    server = raw(at_once(16, EXPIRED, scripted(tokens=(granted("old"), granted(new)))))
    spotify = client(server.url, refresh_token=SecretStr("r"))
    crawled = crawl(range(16), lambda _: spotify.ask("me"), lambda _, __: [], workers=16)
    assert (len(crawled.answers), crawled.failures, server.tokens_asked) == (16, [], 2)


def test_a_token_that_dies_in_mid_run_is_renewed(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """The request that found out is asked again and the run never notices."""
    spotify = listener()
    sandbox.inject(Fault(kind="expired_token", after=2, times=1))
    assert [spotify.ask("me").status for _ in range(4)] == [200, 200, 200, 200]
    assert (
        _token_requests(sandbox),
        [asked.status for asked in sandbox.log if asked.path == "/v1/me"],
    ) == (2, [200, 200, 401, 200, 200])


def test_a_second_refusal_is_final(raw: RawFactory, client: SpotifyFactory) -> None:
    """A new token that is refused too is not renewed again."""
    server = raw(scripted(EXPIRED))
    with pytest.raises(SpotifyError, match=r"sign-in for me \(401\): The access token expired"):
        client(server.url).ask("me")
    assert (len(server.asked), server.tokens_asked) == (2, 2)


def test_missing_permission_renews_nothing(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """The app's own token is as good as a new one, and sees no listener."""
    spotify = listener(refresh_token=None)
    with pytest.raises(SpotifyError, match="Permissions missing"):
        spotify.ask("me/tracks")
    assert (_token_requests(sandbox), spotify.has_user) == (1, False)


def test_a_token_near_its_end_is_renewed_first(raw: RawFactory, client: SpotifyFactory) -> None:
    """What would expire on the way is not sent."""
    server = raw(scripted(tokens=(granted("short", expires_in=0), granted("long"))))
    spotify = client(server.url)
    spotify.ask("me")
    spotify.ask("me")
    bearers = [heard.headers["Authorization"] for heard in server.heard if heard.path == "/v1/me"]
    assert bearers == ["Bearer short", "Bearer long"]


def test_a_short_lived_token_is_used_while_it_lives(raw: RawFactory, client: SpotifyFactory) -> None:
    """The minute that spotipy takes off would leave nothing of twenty seconds."""
    server = raw(scripted(tokens=(granted(expires_in=20),)))
    spotify = client(server.url)
    for _ in range(3):
        spotify.ask("me")
    assert server.tokens_asked == 1


@pytest.mark.parametrize(
    ("refresh_token", "expected"),
    [
        (None, {"grant_type": "client_credentials"}),
        (SecretStr("AQ+/= ü"), {"grant_type": "refresh_token", "refresh_token": "AQ+/= ü"}),
    ],
)
def test_the_grant_is_what_was_given(
    raw: RawFactory, client: SpotifyFactory, refresh_token: SecretStr | None, expected: dict[str, str]
) -> None:
    """A refresh token is used where there is one, client credentials otherwise."""
    server = raw(scripted())
    spotify = client(server.url, refresh_token=refresh_token)
    spotify.ask("me")
    asked = server.heard[0]
    assert ("POST", "/api/token", expected) == (asked.method, asked.path, dict(parse_qsl(asked.body)))
    assert spotify.has_user is (refresh_token is not None)


def test_a_sign_in_with_pkce_is_refreshed_without_the_secret(raw: RawFactory, client: SpotifyFactory) -> None:
    """The client id stands in the form, and there is no Authorization header."""
    server = raw(scripted())
    client(server.url, refresh_token=SecretStr("AQ"), is_pkce=True).ask("me")
    asked = server.heard[0]
    expected = {"grant_type": "refresh_token", "refresh_token": "AQ", "client_id": "raw-id"}
    assert (expected, None) == (dict(parse_qsl(asked.body)), asked.headers["Authorization"])


def test_spotify_takes_a_pkce_token_without_the_secret_only(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """And another one only with it."""
    with_pkce = SecretStr(sandbox.agree(Agreed(needs_secret=False)))
    assert 200 == listener(refresh_token=with_pkce, is_pkce=True, client_secret=SecretStr("wrong")).ask("me").status
    with pytest.raises(BadCredentials):
        listener(is_pkce=True).ask("me")


def test_what_the_listener_permitted_is_told(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """With the token, and not before; the app alone has been permitted nothing."""
    token = SecretStr(sandbox.agree(Agreed(scopes="user-read-private user-top-read")))
    spotify, app = listener(refresh_token=token), listener(refresh_token=None)
    before = spotify.scopes
    spotify.ask("me")
    app.observed_at()
    permitted = frozenset(("user-read-private", "user-top-read"))
    assert (None, permitted, None) == (before, spotify.scopes, app.scopes)


def test_a_rotated_refresh_token_is_used_and_told(raw: RawFactory, client: SpotifyFactory) -> None:
    """From then on the new one is sent, and whoever keeps it can have it."""
    server = raw(scripted(tokens=(granted(expires_in=0, refresh_token="second"), granted())))
    spotify = client(server.url, refresh_token=SecretStr("first"))
    spotify.ask("me")
    spotify.ask("me")
    sent = [dict(parse_qsl(heard.body))["refresh_token"] for heard in server.heard if heard.method == "POST"]
    assert (["first", "second"], SecretStr("second")) == (sent, spotify.rotated_refresh_token)


def test_a_refresh_without_a_new_refresh_token_keeps_the_old(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """As Spotify does since July 2026."""
    spotify = listener()
    sandbox.inject(Fault(kind="expired_token", times=1))
    spotify.ask("me")
    assert (_token_requests(sandbox), spotify.rotated_refresh_token) == (2, None)


def test_the_clock_of_a_run_is_the_first_token(raw: RawFactory, client: SpotifyFactory) -> None:
    """It is asked for if need be, and does not move when a token is renewed."""
    later = granted().replace(b"12:00:00", b"13:00:00")
    server = raw(scripted(tokens=(granted(expires_in=0), later)))
    spotify = client(server.url)
    first = spotify.observed_at()
    spotify.ask("me")
    assert ("2026-11-22T12:00:00+00:00", first) == (first.isoformat(), spotify.observed_at())
    assert server.tokens_asked == 2


@pytest.mark.parametrize("date", ["", "yesterday"])
def test_without_a_date_our_own_clock_serves(raw: RawFactory, client: SpotifyFactory, date: str) -> None:
    """An answer always has a time, and it is aware."""
    body = {"access_token": "x", "expires_in": 3600}
    server = raw(scripted(http(200, {}, Date=date), tokens=(http(200, body, Date=date),)))
    spotify = client(server.url)
    assert spotify.observed_at() <= spotify.ask("me").observed_at


def test_a_revoked_refresh_token_is_asked_once(raw: RawFactory, client: SpotifyFactory) -> None:
    """The sentence says what to do, and sixteen threads do not try sixteen times."""
    server = raw(scripted(tokens=(REVOKED,)))
    spotify = client(server.url, refresh_token=SecretStr("AQ"))
    crawled = crawl(range(16), lambda _: spotify.ask("me"), lambda _, __: [], workers=16)
    expected = (
        "Spotify no longer accepts the listener's refresh token (Refresh token revoked): sign in again with make "
        "login, and remove SPOTIFY_REFRESH_TOKEN where it is set"
    )
    assert {(BadCredentials, expected)} == {(type(error), str(error)) for _, error in crawled.failures}
    assert (server.tokens_asked, server.asked) == (1, [])


@pytest.mark.parametrize("wrong", ["client_id", "client_secret"])
def test_wrong_credentials_are_one_sentence(sandbox: Sandbox, listener: SpotifyFactory, wrong: str) -> None:
    """It names the settings."""
    value = "wrong" if wrong == "client_id" else SecretStr("wrong")
    with pytest.raises(BadCredentials, match=r"^SPOTIFY_CLIENT_ID or SPOTIFY_CLIENT_SECRET is wrong"):
        listener(**{wrong: value}).ask("me")


def test_credentials_may_be_of_any_characters(raw: RawFactory, client: SpotifyFactory) -> None:
    """What somebody pasted by mistake is refused by Spotify and not by a codec."""
    server = raw(scripted(tokens=(http(400, {"error": "invalid_client"}),)))
    with pytest.raises(BadCredentials):
        client(server.url, client_id="ключ", client_secret=SecretStr("密\n")).ask("me")


def test_an_empty_secret_is_refused_before_anything_is_sent(client: SpotifyFactory) -> None:
    """spotipy would look for one in the environment."""
    with pytest.raises(BadCredentials, match="one is empty"):
        client("http://127.0.0.1:9", client_secret=SecretStr(""))


@pytest.mark.parametrize("kind", ["server_error", "server_error_html", "server_error_empty", "reset", "truncated"])
def test_a_token_endpoint_in_trouble_may_recover(sandbox: Sandbox, listener: SpotifyFactory, kind: str) -> None:
    """The first question fails as retriable, the next one works."""
    sandbox.inject(Fault(kind=kind, path="^/api/token", times=1))  # type: ignore[arg-type]
    spotify = listener()
    with pytest.raises(Unavailable):
        spotify.ask("me")
    assert spotify.ask("me").status == 200


def test_a_quota_on_tokens_ends_everything(sandbox: Sandbox, listener: SpotifyFactory) -> None:
    """A 429 of the token endpoint is treated like any other."""
    sandbox.inject(Fault(kind="quota", path="^/api/token", times=1, retry_after=3600))
    spotify = listener()
    for _ in range(2):
        with pytest.raises(QuotaExceeded):
            spotify.ask("me")
    assert len(sandbox.log) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, "access_token"),
        ({"access_token": 5}, "access_token"),
        ([], "object"),
        (b"<html>", "not JSON"),
        (rb'{"access_token": "\ud800"}', "truncated"),
    ],
)
def test_a_token_that_is_none_is_malformed(
    raw: RawFactory, client: SpotifyFactory, body: object, expected: str
) -> None:
    """The sentence says what is missing, and shows no value."""
    server = raw(scripted(tokens=(http(200, body),)))
    with pytest.raises(Malformed, match=expected):
        client(server.url).ask("me")


def test_no_token_is_left_on_disk(
    raw: RawFactory, client: SpotifyFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """spotipy's file named .cache does not appear where the run was started."""
    monkeypatch.chdir(tmp_path)
    for refresh_token in (None, SecretStr("AQ")):
        client(raw(scripted()).url, refresh_token=refresh_token).ask("me")
    assert list(tmp_path.iterdir()) == []

import socket
from pathlib import Path

import pytest
from pydantic import SecretStr

from tasks.spotify.errors import BadRequest, SpotifyError, Unavailable, Unreachable
from tasks.spotify.session import Call, open_session, origin, transmit
from tasks.spotify.tokens import Token

from .conftest import RawFactory, SpotifyFactory
from .raw import granted, http, scripted


def _closed_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _error(client: SpotifyFactory, url: str) -> SpotifyError:
    with pytest.raises(SpotifyError) as caught:
        client(url).ask("me")
    return caught.value


def test_nobody_listening_is_one_sentence(client: SpotifyFactory) -> None:
    """It names the address and what to check, and may be tried again."""
    url = f"http://127.0.0.1:{_closed_port()}"
    error = _error(client, url)
    expected = (
        f"Spotify cannot be reached at {url}: connection refused, check the address and that a server listens there"
    )
    assert (Unreachable, expected, None) == (type(error), str(error), error.status)


def test_an_unknown_name_is_one_sentence(client: SpotifyFactory) -> None:
    """As for any host of the reserved domain .invalid."""
    error = _error(client, "http://spotify.invalid:8080")
    expected = "Spotify cannot be reached at http://spotify.invalid:8080: its name is not known, "
    assert isinstance(error, Unreachable)
    assert str(error).startswith(expected)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "127.0.0.1:80", "http://127.0.0.1:99999999", "http://"])
def test_what_is_no_address_is_not_retried(client: SpotifyFactory, url: str) -> None:
    """A typing error in a setting stays one."""
    assert BadRequest is type(_error(client, url))


def test_http_where_https_is_spoken_is_one_sentence(client: SpotifyFactory, raw: RawFactory) -> None:
    """A server without TLS at an https address is a broken connection, with the address in it."""
    url = raw(scripted()).url.replace("http:", "https:")
    error = _error(client, url)
    assert isinstance(error, Unavailable)
    assert url in str(error)


@pytest.mark.parametrize(
    "reply",
    [
        b"",  # hung up without a word
        http(200, b'{"a": 1}', Content_Length="900"),  # in the middle of the body
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{",  # in the middle of a chunk
        http(200, b"not gzip", Content_Encoding="gzip"),
        b"\x16\x03\x01 no HTTP\r\n\r\n",
    ],
)
@pytest.mark.parametrize("where", ["api", "token"])
def test_a_broken_reply_is_unavailable(client: SpotifyFactory, raw: RawFactory, reply: bytes, where: str) -> None:
    """Wherever the connection breaks, and for whatever was asked, it may be tried again."""
    answer = scripted(reply) if where == "api" else scripted(tokens=(reply,))
    server = raw(answer)
    error = _error(client, server.url)
    assert (Unavailable, "me" if where == "api" else "api/token") == (type(error), error.path)
    assert f"the connection to {server.url} broke" in str(error)


def test_a_head_cut_short_is_unavailable(client: SpotifyFactory, raw: RawFactory) -> None:
    """The library below takes it for an answer without a body; an empty 200 may be tried again too."""
    error = _error(client, raw(scripted(b"HTTP/1.1 200 OK\r\nContent-Le")).url)
    assert (Unavailable, "the answer is incomplete") == (type(error), error.message)


def test_nothing_is_retried_here(client: SpotifyFactory, raw: RawFactory) -> None:
    """Retries are Prefect's: one question, one request."""
    server = raw(scripted(http(503)))
    _error(client, server.url)
    assert server.asked == ["/v1/me"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("where", ["api", "token"])
def test_a_redirect_is_not_followed(client: SpotifyFactory, raw: RawFactory, status: int, where: str) -> None:
    """Neither the access token nor the client's secret reaches another server."""
    elsewhere = raw(scripted())
    redirect = http(status, Location=f"{elsewhere.url}/v1/me")
    server = raw(scripted(redirect) if where == "api" else scripted(tokens=(redirect,)))
    error = _error(client, server.url)
    assert (status, []) == (error.status, elsewhere.heard)


def test_netrc_does_not_replace_the_token(raw: RawFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A default entry in ~/.netrc is for others, also where the surroundings are heeded."""
    netrc = tmp_path / "netrc"
    netrc.write_text("default login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server, session = raw(scripted()), open_session("https://api.spotify.com/v1", 1)
    transmit(session, Call("GET", f"{server.url}/v1/me", "me", "me", Token(SecretStr("BQ-1"))))
    assert [heard.headers["Authorization"] for heard in server.heard] == ["Bearer BQ-1"]


def test_a_proxy_is_not_asked_for_this_machine(
    client: SpotifyFactory, raw: RawFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """HTTP_PROXY of an office network does not stand between the demo and its sandbox."""
    proxy, server = raw(scripted()), raw(scripted())
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "")
    client(server.url).ask("me")
    assert (proxy.heard, server.asked) == ([], ["/v1/me"])


def test_a_proxy_is_asked_for_other_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spotify itself is reached through the proxy of the surroundings."""
    assert tuple(
        open_session(url, 4).trust_env
        for url in ("https://api.spotify.com/v1", "http://localhost:80/v1", "http://[::1]:8000/v1")
    ) == (True, False, False)


def test_cookies_are_not_kept(client: SpotifyFactory, raw: RawFactory) -> None:
    """Nothing that one answer sets is sent with the next request."""
    server = raw(scripted(http(200, {}, Set_Cookie="sp_t=1; Path=/")))
    spotify = client(server.url)
    spotify.ask("me")
    spotify.ask("me")
    assert [heard.headers["Cookie"] for heard in server.heard] == [None, None, None]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://api.spotify.com/v1", "https://api.spotify.com"),
        ("http://127.0.0.1:8080?x=y", "http://127.0.0.1:8080"),
        ("http://user:pass@host:1/x", "http://host:1"),
    ],
)
def test_an_address_is_shown_without_password(url: str, expected: str) -> None:
    """Scheme, host and port are all that an error shows of it."""
    assert expected == origin(url)


def test_a_token_whose_answer_is_fine_works(client: SpotifyFactory, raw: RawFactory) -> None:
    """The counterpart of all of the above."""
    server = raw(scripted(http(200, {"id": "x"}), tokens=(granted("BQ-1"),)))
    assert client(server.url).ask("me").body == b'{"id": "x"}'
    assert server.heard[-1].headers["Authorization"] == "Bearer BQ-1"

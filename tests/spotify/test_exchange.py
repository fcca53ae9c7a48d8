import gzip
import threading
from collections.abc import Mapping
from typing import Any

import pytest
import requests
from pydantic import SecretStr

from tasks.spotify import crawl
from tasks.spotify.errors import Malformed
from tasks.spotify.session import TIMEOUT, open_session
from tasks.spotify.tokens import Token

from .conftest import RawFactory, SpotifyFactory
from .raw import http, scripted

TOKEN = Token(SecretStr("BQ-1"))


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("me", {}),
        ("", {}),
        ("playlists/37i9dQZEVXbJiZcmkrIHGU/items", {"limit": "50", "offset": 100}),
        ("playlists/37i9dQZEVXbJiZcmkrIHGU?additional_types=track,episode", {"market": None}),
        ("search?type=artist", {"q": "Sigur Rós & friends/50%", "market": None, "limit": 5}),
        ("search?q=Sigur%20R%C3%B3s~", {}),
        ("users/smed jan/playlists", {"limit": 1}),
        ("users/smédjan", {}),
        ("users/a%2fb%41/playlists", {}),
        ("users/../me", {}),
        ("me#part", {"limit": 1}),
        ("albums", {"ids": ["a", "b"]}),
        ("me?a=1\n", {}),
    ],
)
def test_what_is_asked_is_written_as_requests_would(path: str, params: Mapping[str, Any], raw: RawFactory) -> None:
    """Also after the first question, when most addresses are no longer taken apart."""
    server = raw(scripted(http(200, {})))
    url, session = f"{server.url}/v1/{path}", open_session(server.url, 1)
    expected = requests.Request("GET", url, params=params).prepare().url
    first = session.question(url, params, TOKEN)
    session.exchange(first, TIMEOUT)
    assert [expected, expected] == [first.url, session.question(url, params, TOKEN).url]


def test_two_questions_share_nothing() -> None:
    """The token of one is not sent with another's."""
    session = open_session("http://127.0.0.1", 1)
    one = session.question("http://127.0.0.1/v1/me", {}, TOKEN)
    other = session.question("http://127.0.0.1/v1/search", {}, Token(SecretStr("BQ-2")))
    assert ["Bearer BQ-1", "Bearer BQ-2"] == [one.headers["Authorization"], other.headers["Authorization"]]


def test_every_header_is_sent(raw: RawFactory, client: SpotifyFactory) -> None:
    """With the first question and with every other."""
    server = raw(scripted(http(200, {})))
    spotify = client(server.url)
    for _ in range(2):
        spotify.ask("me")
    sent = [(heard.headers["User-Agent"], heard.headers["Accept"], heard.headers["Host"]) for heard in server.heard]
    assert [("spotify-etl", "application/json", server.url.removeprefix("http://"))] * 3 == sent


def test_a_proxy_of_the_surroundings_is_asked_every_time(raw: RawFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the way to the server is known already."""
    proxy = raw(scripted(http(200, {})))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    session = open_session("http://spotify.invalid/v1", 1)
    for path in ("me", "search"):
        session.exchange(session.question(f"http://spotify.invalid/v1/{path}", {}, TOKEN), TIMEOUT)
    assert ["http://spotify.invalid/v1/me", "http://spotify.invalid/v1/search"] == proxy.asked


def test_a_server_without_need_of_a_proxy_is_asked_itself(raw: RawFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """One session may ask both: the API and the server of tokens have names of their own."""
    proxy, server = raw(scripted(http(200, {}))), raw(scripted(http(200, {})))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    session = open_session("http://spotify.invalid/v1", 1)
    for url in ("http://spotify.invalid/v1/me", f"{server.url}/v1/me"):
        session.exchange(session.question(url, {}, TOKEN), TIMEOUT)
    assert (["http://spotify.invalid/v1/me"], ["/v1/me"]) == (proxy.asked, server.asked)


def test_a_compressed_body_is_read(raw: RawFactory, client: SpotifyFactory) -> None:
    """Spotify compresses for whoever says that it may."""
    body = http(200, gzip.compress(b'{"id": "x"}'), Content_Encoding="gzip")
    assert client(raw(scripted(body)).url).ask("me").body == b'{"id": "x"}'


def test_a_body_in_chunks_is_read(raw: RawFactory, client: SpotifyFactory) -> None:
    """As from a server that does not know its length beforehand."""
    chunked = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"id\r\n7\r\n": "x"}\r\n0\r\n\r\n'
    assert client(raw(scripted(chunked)).url).ask("me").body == b'{"id": "x"}'


@pytest.mark.parametrize("megabytes", [0.5, 3])
def test_a_long_body_comes_whole(raw: RawFactory, client: SpotifyFactory, megabytes: float) -> None:
    """However many pieces it is read in."""
    body = b'"' + b"x" * int(megabytes * 2**20) + b'"'
    assert body == client(raw(scripted(http(200, body))).url).ask("me").body


def test_connections_are_used_again(listener: SpotifyFactory) -> None:
    """Four threads open four connections at most, however many questions they ask."""
    spotify = listener(workers=4)
    before = threading.active_count()
    crawl(range(60), lambda _: spotify.ask("me"), lambda _, __: [], workers=4)
    # The sandbox serves each connection in a thread of its own, and keeps it while the connection is open.
    assert threading.active_count() - before <= 4 + 4


@pytest.mark.parametrize("location", ["http://[/", "http://127.0.0.1:99999999/", "//[", ""])
def test_a_redirect_to_nonsense_is_malformed(raw: RawFactory, client: SpotifyFactory, location: str) -> None:
    """It is not followed, so where it leads does not matter."""
    with pytest.raises(Malformed, match="it redirects to") as caught:
        client(raw(scripted(http(302, Location=location))).url).ask("me")
    assert caught.value.status == 302

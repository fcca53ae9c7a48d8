"""Redirect addresses: which ones Spotify takes, and where we can listen."""

import pytest

from tasks.spotify.redirect import RedirectError, redirect


@pytest.mark.parametrize(
    ("uri", "host", "port", "path", "is_ours"),
    [
        ("http://127.0.0.1:8888/callback", "127.0.0.1", 8888, "/callback", True),
        ("http://[::1]:8888/callback", "::1", 8888, "/callback", True),
        ("http://127.0.0.1/callback", "127.0.0.1", None, "/callback", True),  # any port
        ("http://127.0.0.1:8888", "127.0.0.1", 8888, "/", True),
        ("https://example.org/callback?a=b", "example.org", None, "/callback", False),  # is pasted
        ("https://127.0.0.1:8888/callback", "127.0.0.1", 8888, "/callback", False),  # we have no certificate
    ],
)
def test_what_spotify_takes_is_taken_apart(uri: str, host: str, port: int | None, path: str, is_ours: bool) -> None:
    """And kept as it was written."""
    found = redirect(uri)
    assert (uri, host, port, path, is_ours) == (found.uri, found.host, found.port, found.path, found.is_ours)


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("http://127.0.0.1/callback?a=b", "http://127.0.0.1:4711/callback?a=b"),
        ("http://[::1]/callback", "http://[::1]:4711/callback"),
        ("http://127.0.0.1:1", "http://127.0.0.1:4711"),
    ],
)
def test_the_port_that_is_listened_on_is_told(uri: str, expected: str) -> None:
    """Spotify lets a loopback address differ from the registered one in its port, and in nothing else."""
    assert expected == redirect(uri).on(4711).uri


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("http://localhost:8888/callback", "write http://127.0.0.1:8888/callback, here and in the app's settings"),
        ("https://localhost/callback", "no address with localhost"),
        ("http://example.org/callback", "http only for 127.0.0.1 and [::1]"),
        ("http://127.0.0.2:8888/callback", "http only for 127.0.0.1"),
        ("http://127.0.0.1:8888/callback#x", "#"),
        ("http://127.0.0.1:99999/callback", "no address"),
        ("http://[::1/callback", "no address"),
        ("https:///callback", "no host"),
    ],
)
def test_what_spotify_refuses_is_one_sentence(uri: str, says: str) -> None:
    """It names the variable and what to write instead."""
    with pytest.raises(RedirectError, match=r"^SPOTIFY_REDIRECT_URI: ") as refused:
        redirect(uri)
    assert says in str(refused.value)

import pytest
from pydantic import SecretStr

from tasks.spotify.errors import RateLimited
from tasks.spotify.limiter import Limiter
from tasks.spotify.line import Line
from tasks.spotify.session import Call, open_session
from tasks.spotify.tokens import Token

from .conftest import RawFactory
from .raw import http, scripted

LIMIT = {"error": {"status": 429, "message": "API rate limit exceeded"}}


class Hasty(Limiter):
    """A limiter that notes pauses and does not hold anybody back for them."""

    def __init__(self) -> None:
        super().__init__()
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> float:
        """Note it."""
        self.pauses.append(seconds)
        return seconds


def _call(url: str) -> Call:
    return Call("GET", f"{url}/v1/me", "me", "me", Token(SecretStr("BQ")))


@pytest.mark.parametrize(
    ("header", "pauses", "retry_after"),
    [
        ({"Retry_After": "3"}, [3.0, 3.0, 3.0, 3.0, 3.0], 3.0),
        ({}, [1.0, 2.0, 4.0, 8.0, 16.0], 3600.0),
        ({"Retry_After": "soon"}, [1.0, 2.0, 4.0, 8.0, 16.0], 3600.0),
    ],
)
def test_a_limit_that_does_not_lift_defers(
    raw: RawFactory, header: dict[str, str], pauses: list[float], retry_after: float
) -> None:
    """After a handful of waits the run ends with the time to go on, and nothing more is sent."""
    server, limits = raw(scripted(http(429, LIMIT, **header))), Hasty()
    line = Line(open_session(server.url, 1), limits)
    for _ in range(2):
        with pytest.raises(RateLimited, match="API rate limit exceeded") as caught:
            line.send(_call(server.url))
        assert retry_after == caught.value.retry_after
    assert (6, pauses, sum(pauses)) == (len(server.asked), limits.pauses, line.waited)
    assert line.requests == {"me": 6}


def test_each_question_has_its_own_patience(raw: RawFactory) -> None:
    """Four waits for one do not count against the next."""
    refused, good = http(429, LIMIT, Retry_After="1"), http(200, {})
    server, limits = raw(scripted(*[refused] * 4, good, *[refused] * 4, good)), Hasty()
    line = Line(open_session(server.url, 1), limits)
    assert [line.send(_call(server.url)).status for _ in range(2)] == [200, 200]
    assert len(limits.pauses) == 8


@pytest.mark.parametrize("status", [200, 204, 302, 400, 401, 403, 404, 500, 503])
def test_everything_but_a_429_is_for_others_to_judge(raw: RawFactory, status: int) -> None:
    """The reply comes back as it is."""
    server = raw(scripted(http(status, b"words")))
    reply = Line(open_session(server.url, 1), Limiter()).send(_call(server.url))
    assert (status, b"" if status == 204 else b"words") == (reply.status, reply.body)

"""Each fault of the sandbox, once: what becomes of the question that meets it, and of the next."""

from typing import get_args

import pytest

from tasks.sandbox import Fault, Sandbox
from tasks.sandbox.faults import Kind
from tasks.spotify.errors import (
    ForbiddenInThisMode,
    Malformed,
    QuotaExceeded,
    RateLimited,
    SpotifyError,
    Unavailable,
)

from .conftest import SpotifyFactory

ANSWERED = [
    Fault(kind="rate_limit", retry_after=1),
    Fault(kind="rate_limit", retry_after=None),  # waited for a second, too
    Fault(kind="rate_limit_text", retry_after=1),
    Fault(kind="expired_token"),
]
REFUSED = [
    (Fault(kind="server_error", status=500), Unavailable),
    (Fault(kind="server_error", status=502), Unavailable),
    (Fault(kind="server_error", status=503), Unavailable),
    (Fault(kind="server_error", status=504), Unavailable),
    (Fault(kind="server_error_html", status=502), Unavailable),
    (Fault(kind="server_error_empty", status=503), Unavailable),
    (Fault(kind="reset"), Unavailable),
    (Fault(kind="truncated"), Unavailable),
    (Fault(kind="broken_json"), Unavailable),
    (Fault(kind="silence", retry_after=0), Unavailable),
    (Fault(kind="html"), Malformed),
    (Fault(kind="forbidden"), ForbiddenInThisMode),
    (Fault(kind="premium"), ForbiddenInThisMode),
    (Fault(kind="scope"), ForbiddenInThisMode),
    (Fault(kind="unregistered"), ForbiddenInThisMode),
]
DEFERRED = [
    (Fault(kind="quota", retry_after=3600), QuotaExceeded),
    (Fault(kind="rate_limit", retry_after=3600), RateLimited),
    (Fault(kind="rate_limit_text", retry_after=3600), RateLimited),
]


def _once(fault: Fault) -> Fault:
    return Fault(kind=fault.kind, times=1, retry_after=fault.retry_after, status=fault.status)


def test_every_kind_of_fault_is_met() -> None:
    """A new one in the sandbox belongs into one of the lists above."""
    met = {fault.kind for fault in ANSWERED} | {fault.kind for fault, _ in REFUSED + DEFERRED}
    assert set(get_args(Kind)) == met


@pytest.mark.parametrize("fault", ANSWERED, ids=lambda fault: f"{fault.kind} {fault.retry_after}")
def test_what_can_be_cured_is_cured(sandbox: Sandbox, listener: SpotifyFactory, fault: Fault) -> None:
    """The caller notices nothing."""
    spotify = listener()
    sandbox.inject(_once(fault))
    assert spotify.ask("me").status == 200


@pytest.mark.parametrize(("fault", "expected"), REFUSED, ids=lambda value: getattr(value, "kind", None))
def test_what_cannot_is_one_error_of_its_class(
    sandbox: Sandbox, listener: SpotifyFactory, fault: Fault, expected: type[SpotifyError]
) -> None:
    """It is this question's alone: the next one is answered."""
    spotify = listener()
    sandbox.inject(_once(fault))
    with pytest.raises(SpotifyError) as caught:
        spotify.ask("me")
    assert (expected, "me") == (type(caught.value), caught.value.path)
    assert spotify.ask("me").status == 200


@pytest.mark.parametrize(("fault", "expected"), DEFERRED, ids=lambda value: getattr(value, "kind", None))
def test_what_takes_long_ends_the_run(
    sandbox: Sandbox, listener: SpotifyFactory, fault: Fault, expected: type[SpotifyError]
) -> None:
    """Even if the next question would be answered, it is not asked."""
    spotify = listener()
    sandbox.inject(_once(fault))
    for _ in range(2):
        with pytest.raises(expected):
            spotify.ask("me")
    assert len(sandbox.log) == 2  # the token and the one question

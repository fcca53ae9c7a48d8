import copy
import inspect
import pickle
import re
from datetime import UTC, datetime

import pytest

import tasks.spotify
from tasks.spotify import errors
from tasks.spotify.errors import (
    BadCredentials,
    BadRequest,
    BudgetSpent,
    Deferred,
    ForbiddenInThisMode,
    Malformed,
    NotFound,
    QuotaExceeded,
    RateLimited,
    SpotifyError,
    Unauthorised,
    Unavailable,
    Unreachable,
)

UNTIL = datetime(2026, 11, 23, 1, 35, 25, tzinfo=UTC)
EXAMPLES = {
    Deferred(
        "Too many requests", UNTIL
    ): "Spotify is asked nothing more before 2026-11-23 01:35 UTC: Too many requests",
    RateLimited("Too many requests", UNTIL, 48925.0, "search", 429): (
        "Spotify asks for a pause until 2026-11-23 01:35 UTC (search: Too many requests)"
    ),
    QuotaExceeded("Too many requests", UNTIL, "search", 429): (
        "The app's quota at Spotify is used up until 2026-11-23 01:35 UTC (search: Too many requests)"
    ),
    BudgetSpent("The 5 requests for albums that SPOTIFY_MAX_REQUESTS allows in 24 hours have been made", UNTIL): (
        "The 5 requests for albums that SPOTIFY_MAX_REQUESTS allows in 24 hours have been made"
    ),
    Unavailable("Bad Gateway", "albums/1", 502): "Spotify could not answer albums/1 (502): Bad Gateway",
    Unavailable("the answer is incomplete", "me", 200): "Spotify could not answer me: the answer is incomplete",
    Unreachable("Spotify cannot be reached at http://x: connection refused", "me"): (
        "Spotify cannot be reached at http://x: connection refused"
    ),
    Unauthorised("Permissions missing", "me/tracks", 401): (
        "Spotify does not accept the sign-in for me/tracks (401): Permissions missing"
    ),
    BadCredentials("SPOTIFY_CLIENT_ID is wrong", "api/token", 400): "SPOTIFY_CLIENT_ID is wrong",
    ForbiddenInThisMode("Forbidden", "tracks", 403): (
        "Spotify does not give tracks to this app or user (403): Forbidden"
    ),
    NotFound("Resource not found", "albums/1", 404): "Spotify does not find albums/1 (404): Resource not found",
    BadRequest("Invalid limit", "artists/1/albums", 400): (
        "Spotify refuses the request artists/1/albums (400): Invalid limit"
    ),
    Malformed("it is not JSON", "me", 200): "Spotify's answer to me is of no use: it is not JSON",
    SpotifyError("The connection to Spotify has been closed"): "The connection to Spotify has been closed",
}
CLASSES = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, SpotifyError)]


@pytest.mark.parametrize(("error", "expected"), EXAMPLES.items(), ids=lambda value: type(value).__name__)
def test_an_error_is_one_sentence(error: SpotifyError, expected: str) -> None:
    """The sentence says what was asked, what Spotify said, and where it matters until when."""
    assert expected == str(error)


def test_every_class_has_an_example() -> None:
    """No error is left out of these tests."""
    assert set(CLASSES) == {type(error) for error in EXAMPLES}


def test_braces_in_spotifys_words_are_words() -> None:
    """A message that looks like a template is passed on as it is."""
    assert str(NotFound("{until}", "x", 404)) == "Spotify does not find x (404): {until}"


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_the_tree_in_the_docstring_is_the_tree(kind: type[SpotifyError]) -> None:
    """Each class stands in the drawing, as deep as it is derived."""
    line = re.search(rf"^.*\b{kind.__name__}\b.*$", errors.__doc__ or "", re.MULTILINE)
    drawn = line.group().index(kind.__name__) if line else -1
    assert 4 * kind.__mro__.index(SpotifyError) + 4 == drawn


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("remake", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])  # noqa: S301
def test_an_error_survives_copy_and_pickle(error: SpotifyError, remake: object) -> None:
    """Prefect pickles the errors of tasks, and the limiter raises copies; neither loses a word."""
    again = remake(error)  # type: ignore[operator]
    assert (type(error), vars(error), str(error)) == (type(again), vars(again), str(again))


def test_only_what_may_pass_is_retriable() -> None:
    """The class decides: Unavailable and what derives from it, nothing else."""
    assert {Unavailable, Unreachable} == {kind for kind in CLASSES if issubclass(kind, Unavailable)}


def test_only_limits_defer() -> None:
    """Bad credentials are no reason to come back later."""
    deferring = {kind for kind in CLASSES if issubclass(kind, Deferred)}
    assert {Deferred, RateLimited, QuotaExceeded, BudgetSpent} == deferring


def test_the_folder_exports_every_error() -> None:
    """`from tasks.spotify import NotFound` works for each of them."""
    assert {kind.__name__ for kind in CLASSES} <= set(tasks.spotify.__all__)

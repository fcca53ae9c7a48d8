"""The transport: asks Spotify over HTTP and returns what it said, knowing no table and no endpoint's meaning.

The only folder that imports spotipy or requests. Errors are in tasks.spotify.errors; their class says what to do.
"""

from tasks.spotify.answers import Answer
from tasks.spotify.client import Spotify
from tasks.spotify.connect import connect
from tasks.spotify.crawl import Crawled, crawl
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

__all__ = [
    "Answer",
    "BadCredentials",
    "BadRequest",
    "BudgetSpent",
    "Crawled",
    "Deferred",
    "ForbiddenInThisMode",
    "Malformed",
    "NotFound",
    "QuotaExceeded",
    "RateLimited",
    "Spotify",
    "SpotifyError",
    "Unauthorised",
    "Unavailable",
    "Unreachable",
    "connect",
    "crawl",
]

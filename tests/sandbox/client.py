"""A plain HTTP client for the sandbox, and the requests that stand for each endpoint."""

from collections.abc import Iterator
from typing import Any

import requests

from tasks.sandbox import Sandbox
from tasks.sandbox.audiobooks import WORLDWIDE
from tasks.sandbox.invented import spotify_id
from tasks.sandbox.podcasts import FIRST

GERMANY = "37i9dQZEVXbJiZcmkrIHGU"  # Top 50 - Germany: 50 entries, Spotify's own
LOFI = "37i9dQZF1DWWQRwui0ExPn"  # Lo-Fi Beats: 600 entries
FOREIGN = "6ckHBekHAoozIV6ISOmvq1"  # neither Spotify's nor the listener's
ODDITIES = "SandboxOddities0000000"
LONG_ALBUM = "5Jazpq8mEgSgQs06mdwkQd"  # more than 50 tracks
UNKNOWN = "0000000000000000000000"
SHOW = FIRST  # a new episode every day, some withdrawn
EPISODE = spotify_id("episode", SHOW, 1)
AUDIOBOOK = WORLDWIDE  # the others exist in six markets only
CHAPTER = spotify_id("chapter", AUDIOBOOK, 1)
TRACK = "4iJyoBOLtHqaGxP12qzhQI"
ARTIST = "06HL4z0CvFAxyc27GXpf02"

# An ordinary request to each endpoint, by its template.
EXAMPLES = {
    "me": "me",
    "me/playlists": "me/playlists?limit=2",
    "me/tracks": "me/tracks?limit=5",
    "me/player/recently-played": "me/player/recently-played?limit=5",
    "playlists/{id}": f"playlists/{GERMANY}",
    "playlists/{id}/items": f"playlists/{GERMANY}/items?limit=5",
    "playlists/{id}/tracks": f"playlists/{GERMANY}/tracks?limit=5",
    "artists/{id}": "artists/06HL4z0CvFAxyc27GXpf02",
    "artists": "artists?ids=06HL4z0CvFAxyc27GXpf02,1uNFoZAHBGtllmzznpCI3s",
    "artists/{id}/albums": "artists/06HL4z0CvFAxyc27GXpf02/albums?limit=5",
    "albums/{id}": f"albums/{LONG_ALBUM}",
    "albums": f"albums?ids={LONG_ALBUM}",
    "albums/{id}/tracks": f"albums/{LONG_ALBUM}/tracks?limit=5",
    "tracks/{id}": "tracks/4iJyoBOLtHqaGxP12qzhQI",
    "tracks": "tracks?ids=4iJyoBOLtHqaGxP12qzhQI",
    "shows/{id}": f"shows/{SHOW}",
    "shows": f"shows?ids={SHOW}",
    "shows/{id}/episodes": f"shows/{SHOW}/episodes?limit=5",
    "episodes/{id}": f"episodes/{EPISODE}",
    "episodes": f"episodes?ids={EPISODE}",
    "audiobooks/{id}": f"audiobooks/{AUDIOBOOK}",
    "audiobooks": f"audiobooks?ids={AUDIOBOOK}",
    "audiobooks/{id}/chapters": f"audiobooks/{AUDIOBOOK}/chapters?limit=5",
    "chapters/{id}": f"chapters/{CHAPTER}",
    "chapters": f"chapters?ids={CHAPTER}",
    "artists/{id}/top-tracks": f"artists/{ARTIST}/top-tracks",
    "markets": "markets",
    "browse/new-releases": "browse/new-releases?limit=5",
    "browse/categories": "browse/categories?limit=5",
    "browse/categories/{id}": "browse/categories/toplists",
    "search": "search?q=a&type=album,artist,track,playlist,show,episode,audiobook&limit=5",
    "users/{id}": "users/spotify",
    "users/{id}/playlists": "users/sandbox-curator/playlists?limit=2",
    "me/albums": "me/albums?limit=3",
    "me/shows": "me/shows?limit=3&offset=1",
    "me/episodes": "me/episodes?limit=3",
    "me/audiobooks": "me/audiobooks?limit=2",
    "me/following": "me/following?type=artist&limit=5",
    "me/top/artists": "me/top/artists?limit=5",
    "me/top/tracks": "me/top/tracks?limit=5",
    "me/player": "me/player?additional_types=track,episode",
    "me/player/currently-playing": "me/player/currently-playing?additional_types=track,episode",
    "me/player/queue": "me/player/queue",
}

# What only apps have that were granted it before November 2024.
GRANTED = {
    "artists/{id}/related-artists": f"artists/{ARTIST}/related-artists",
    "audio-features/{id}": f"audio-features/{TRACK}",
    "audio-features": f"audio-features?ids={TRACK}",
    "audio-analysis/{id}": f"audio-analysis/{TRACK}",
    "browse/categories/{id}/playlists": "browse/categories/toplists/playlists?limit=2",
    "browse/featured-playlists": "browse/featured-playlists?limit=2",
}

# What was taken from development mode in February 2026.
REMOVED = {
    *("artists", "albums", "tracks", "playlists/{id}/tracks", "shows", "episodes", "audiobooks", "chapters"),
    *("artists/{id}/top-tracks", "browse/new-releases", "browse/categories", "browse/categories/{id}", "markets"),
    *("users/{id}", "users/{id}/playlists"),
}

# What development mode still has, on a playlist that the listener owns where it must be one.
DEVELOPMENT = {
    template: path.replace(GERMANY, ODDITIES) for template, path in EXAMPLES.items() if template not in REMOVED
}


class Client:
    """Asks a sandbox as the listener, as whoever a refresh token is of, or as the app alone."""

    def __init__(self, sandbox: Sandbox, *, is_user: bool = True, refresh_token: str = "") -> None:
        self.sandbox = sandbox
        self.refresh_token = refresh_token or sandbox.refresh_token
        self.session = requests.Session()
        self.authorise(is_user=is_user)

    def token(self, credentials: tuple[str, str] | None = None, **form: str) -> requests.Response:
        """Ask for a token."""
        auth = credentials or (self.sandbox.client_id, self.sandbox.client_secret)
        return self.session.post(f"{self.sandbox.accounts_url}/api/token", data=form, auth=auth, timeout=10)

    def authorise(self, *, is_user: bool = True) -> None:
        """Get a token and use it from now on."""
        user = {"grant_type": "refresh_token", "refresh_token": self.refresh_token}
        answer = self.token(None, **(user if is_user else {"grant_type": "client_credentials"}))
        self.session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def get(self, path: str, timeout: float = 10) -> requests.Response:
        """Ask for a path under /v1, or for a whole address."""
        address = path if path.startswith("http") else f"{self.sandbox.api_url}/{path}"
        return self.session.get(address, timeout=timeout)

    def json(self, path: str) -> Any:
        """Return the body of an answer that must be 200."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:200]}"
        return answer.json()

    def pages(self, path: str) -> Iterator[Any]:
        """Yield every page from a path on, following `next`."""
        page = self.json(path)
        yield page
        while page["next"]:
            page = self.json(page["next"])
            yield page

    def items(self, path: str) -> list[Any]:
        """Return the items of every page."""
        return [item for page in self.pages(path) for item in page["items"]]


def refusal(answer: requests.Response) -> tuple[int, str]:
    """Return status and message of a refusal of the Web API."""
    body = answer.json()["error"]
    assert body["status"] == answer.status_code
    return answer.status_code, body["message"]

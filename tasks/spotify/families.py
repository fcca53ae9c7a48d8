"""The family of a request: its path with the ids taken out, which is what Spotify's buckets and our counts go by."""

from urllib.parse import urlsplit

TOKEN = "token"  # noqa: S105 - the name of a family: POST /api/token
"""The family of requests for access tokens."""

# What follows one of these in a path is an id, except under "me", where every segment is a word.
_COLLECTIONS = frozenset(
    (
        *("albums", "artists", "audio-analysis", "audio-features", "audiobooks", "categories"),
        *("chapters", "episodes", "playlists", "shows", "tracks", "users"),
    )
)


def family(path: str) -> str:
    """Return `playlists/{id}/items` for `playlists/37i9…/items/?limit=50`; `albums` for `albums/?ids=…`."""
    words = [word for word in urlsplit(path).path.split("/") if word]
    named: list[str] = []
    for word in words:
        named.append("{id}" if named[-1:] and named[-1] in _COLLECTIONS and words[0] != "me" else word)
    return "/".join(named)

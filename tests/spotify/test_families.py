import pytest

from tasks.spotify.families import family


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("playlists/37i9dQZEVXbJiZcmkrIHGU", "playlists/{id}"),
        ("playlists/37i9dQZEVXbJiZcmkrIHGU/items", "playlists/{id}/items"),
        ("playlists/37i9dQZEVXbJiZcmkrIHGU/items?limit=50&offset=100", "playlists/{id}/items"),
        ("playlists/37i9dQZEVXbJiZcmkrIHGU/followers/contains", "playlists/{id}/followers/contains"),
        ("albums/4aawyAB9vmqN3uQ7FjRGTy/tracks/", "albums/{id}/tracks"),  # spotipy ends some paths with a slash
        ("albums/?ids=a,b", "albums"),
        ("albums", "albums"),
        ("artists/0OdUWJ0sBjDrqHygGUXeCF/albums", "artists/{id}/albums"),
        ("artists/0OdUWJ0sBjDrqHygGUXeCF/top-tracks?country=DE", "artists/{id}/top-tracks"),
        ("users/tracks/playlists", "users/{id}/playlists"),  # a user may be called anything
        ("browse/categories", "browse/categories"),
        ("browse/categories/0JQ5DAqbMKFEC4WFtoNRpw/playlists", "browse/categories/{id}/playlists"),
        ("browse/new-releases", "browse/new-releases"),
        ("audio-features/11dFghVXANMlKmJXsNCbNl", "audio-features/{id}"),
        ("recommendations/available-genre-seeds", "recommendations/available-genre-seeds"),
        ("search?q=artist%3AAbba&type=track", "search"),
        ("me", "me"),
        ("me/", "me"),
        ("me/tracks/contains?ids=a", "me/tracks/contains"),  # under "me" nothing is an id
        ("me/top/artists", "me/top/artists"),
        ("me/player/recently-played?limit=50", "me/player/recently-played"),
    ],
)
def test_a_family_is_the_path_without_ids_and_query(path: str, expected: str) -> None:
    """Every id becomes {id}, no word does, and the query plays no part."""
    assert expected == family(path)

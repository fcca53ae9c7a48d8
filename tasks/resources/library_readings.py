"""Since when the listener's lists are known: Spotify says when something was saved, but nothing of what was removed.

So of a time before the first complete reading of a list nobody can say what was in it.
"""

import polars as pl

from tasks.resources.columns import TIME
from tasks.resources.reading import Reading, Rows

TABLE = "spotify.library_readings"

SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "user_id": pl.String,
    "list_name": pl.String,
    "first_read_at": TIME,
}

# The lists that have a beginning and an end of each element, by table.
LISTS = frozenset(
    {
        "spotify.saved_tracks",
        "spotify.saved_albums",
        "spotify.saved_shows",
        "spotify.saved_episodes",
        "spotify.saved_audiobooks",
        "spotify.followed_artists",
    }
)


def first_readings(found: Rows, reading: Reading) -> Rows:
    """Return the rows of the lists that were read to the end for the first time."""
    read = [table for table, subjects in found.complete.items() if table in LISTS and subjects.height]
    new = [table.removeprefix("spotify.") for table in read]
    rows = [(reading.user_id, name, reading.observed_at) for name in new if name not in reading.read_before]
    return Rows({TABLE: pl.DataFrame(rows, SCHEMA, orient="row")} if rows else {})

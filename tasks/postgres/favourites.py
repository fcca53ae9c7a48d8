"""A few rows of a mart that are interesting to read at the end of a run."""

from typing import Any

from psycopg.rows import dict_row

from tasks.postgres.connect import transaction
from tasks.postgres.database import Database

# One row a label: whoever is most popular there.
FAVOURITES = """
select label, artist_name as most_popular_artist, popularity, followers, track_count as tracks
from marts.playlist_artist_ranking
where rank = 1 and label in (select p.label from spotify.playlists as p)
order by popularity desc nulls last, entry_count desc, label
limit 8
"""


def most_popular(target: Database) -> list[dict[str, Any]]:
    """Return the most popular artist of up to eight labels; raises DatabaseError."""
    with transaction(target) as connection, connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(FAVOURITES).fetchall()

"""A few rows of a mart that are interesting to read at the end of a run."""

from typing import Any

from psycopg.rows import dict_row

from tasks.postgres.connect import transaction
from tasks.postgres.database import Database

# Who is on the most lists: a label is a country's chart, or a playlist by its name.
WIDEST_REACH = """
with ranked as (
    select r.*, row_number() over (partition by r.artist_id order by r.rank, r.label) as nth
    from marts.playlist_artist_ranking as r
)

select
    artist_name as artist,
    count(*) as lists,
    sum(entry_count)::bigint as entries,
    max(popularity) as popularity,
    string_agg(label || ' #' || rank, ', ' order by rank, label) filter (where nth <= 2) as best_places
from ranked
group by artist_id, artist_name
order by count(*) desc, sum(entry_count) desc, artist_name
limit 8
"""


def widest_reach(target: Database) -> list[dict[str, Any]]:
    """Return the artists on the most lists; raises DatabaseError."""
    with transaction(target) as connection, connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(WIDEST_REACH).fetchall()

"""What a person sees when a run is over: what changed, something interesting, and where to look next."""

from typing import Any

from psycopg.rows import dict_row

from tasks.console.tables import show
from tasks.console.terminal import say
from tasks.postgres.connect import connect
from tasks.session import current
from tasks.summary import Summary

# One row a label: whoever is most popular there.
FAVOURITES = """
select label, artist_name as most_popular_artist, popularity, followers, track_count as tracks
from marts.playlist_artist_ranking
where rank = 1
order by followers desc nulls last, track_count desc, label
limit 8
"""


def show_ending(summary: Summary) -> None:
    """Print the end of a run."""
    if summary.status == "fail":
        return
    show("What changed", [row for row in summary.tables() if row["inserted"] or row["updated"] or row["removed"]])
    for note in summary.notes:
        say(f"Note: {note}.")
    _warn(summary)
    show("From marts.playlist_artist_ranking", _favourites() if summary.rebuilt else [])
    say(f"{summary.status.capitalize()}: {summary.message}.")
    _look_next()


def _warn(summary: Summary) -> None:
    for row in summary.checks():
        if row["rows"]:
            say(f"Check {row['check']}: {row['rows']} rows, see the run's artifact.")


def _favourites() -> list[dict[str, Any]]:
    with connect(current().databases.target) as connection, connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(FAVOURITES).fetchall()


def _look_next() -> None:
    target = current().databases.target
    elsewhere = f"psql -h {target.host} -p {target.port} -U {target.user} {target.name}"
    open_it = "make psql" if current().databases.is_embedded else elsewhere
    say(f"Look at the tables: {open_it}, then \\dt marts.* and \\dt spotify.*")
    say("Look at the run: make ui")

"""What a person sees when a run is over: what changed, something interesting, and where to look next."""

from tasks.console.tables import show
from tasks.console.terminal import say
from tasks.postgres.favourites import most_popular
from tasks.session import current
from tasks.summary import Summary


def show_ending(summary: Summary) -> None:
    """Print the end of a run."""
    if summary.status == "fail":
        return
    show("What changed", [row for row in summary.tables() if row["inserted"] or row["updated"] or row["removed"]])
    for note in summary.notes:
        say(f"Note: {note}.")
    _warn(summary)
    show("From marts.playlist_artist_ranking", most_popular(current().databases.target) if summary.rebuilt else [])
    say(f"{summary.status.capitalize()}: {summary.message}.")
    _look_next()


def _warn(summary: Summary) -> None:
    for row in summary.checks():
        if row["rows"]:
            say(f"Check {row['check']}: {row['rows']} rows, see the run's artifact.")


def _look_next() -> None:
    target = current().databases.target
    elsewhere = f"psql -h {target.host} -p {target.port} -U {target.user} {target.name}"
    open_it = "make psql" if current().databases.is_embedded else elsewhere
    say(f"Look at the tables: {open_it}, then \\dt marts.* and \\dt spotify.*")
    say("Look at the run: make ui")

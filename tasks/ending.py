"""What a person sees when a run is over: what changed, something interesting, and where to look next."""

from collections.abc import Mapping, Sequence

from tasks.check_rows import offences
from tasks.console.tables import show
from tasks.console.terminal import say
from tasks.postgres.favourites import widest_reach
from tasks.session import current
from tasks.summary import Summary

# Of what an extract tells of itself, as much as a terminal has room for.
MOVED = ("extract", "mode", "read", "inserted", "updated", "removed")


def show_ending(summary: Summary) -> None:
    """Print the end of a run."""
    if summary.status == "fail":
        _warn(summary)
        _name_page(summary)
        return
    changed = [row for row in summary.tables() if row["read"] != row["unchanged"] or row["removed"]]
    show("What changed", _without_zeros(changed))
    show("From SOURCE to TARGET", [{name: row.get(name) for name in MOVED} for row in summary.moved()])
    for note in summary.notes:
        say(f"Note: {note}.")
    if summary.rejected:
        on_purpose = " (the sandbox sends such on purpose)" if current().sandbox else ""
        say(f"Note: {summary.rejected} rows could not be kept{on_purpose}; etl.rejected_rows has them with the reason.")
    _warn(summary)
    reach = widest_reach(current().databases.target) if summary.rebuilt else []
    show("Artists on the most lists (marts.playlist_artist_ranking)", reach)
    say(f"{summary.status.capitalize()}: {summary.message}.")
    _look_next()
    _name_page(summary)


def _without_zeros(rows: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Leave out the columns that say nothing, so that the names have room on a terminal."""
    telling = [name for name in (rows[0] if rows else ()) if any(row[name] != 0 for row in rows)]
    return [{name: row[name] for name in telling} for row in rows]


def _warn(summary: Summary) -> None:
    for sentence in offences(summary):
        say(sentence)


def _look_next() -> None:
    target = current().databases.target
    elsewhere = f"psql -h {target.host} -p {target.port} -U {target.user} {target.name}"
    open_it = "make psql" if current().databases.is_embedded else elsewhere
    say(f"Look at the tables: {open_it}, then \\dt marts.* and \\dt spotify.*")
    say("Look at the run: make ui")


def _name_page(summary: Summary) -> None:
    if summary.page:
        say(f"Look at the report: make report, or {summary.page}")

"""The flow `spotify-etl`, and the command line that runs it: python flows/main.py --help."""

import flows.environment  # noqa: F401 - first, for Prefect reads the environment when it is imported  # isort: skip
import sys

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.command_line import call
from flows.conclusion import concluded, judged, run_name
from flows.extract import extract
from flows.load import load_rows
from flows.transform import transform
from tasks.console.tables import show
from tasks.console.terminal import say
from tasks.export import check_place, export_marts
from tasks.plan import hindrance, plan, time_it_takes
from tasks.selection import Run
from tasks.shards.apart import check_shards
from tasks.summary import Summary
from tasks.window import close_window, open_window

EVERYTHING = Run()


@flow(name="spotify-etl", flow_run_name=run_name, persist_result=False)
def spotify_etl(run: Run = EVERYTHING) -> State:
    """Read what is selected from Spotify, load it into Postgres, rebuild the marts, and report."""
    return concluded(run, show_plan if run.plan else pipeline)


def pipeline(run: Run, summary: Summary) -> State:
    """Run every step in order; each does nothing that an earlier, killed run has done already."""
    if run.export:
        check_place(run.export)
    if run.shards > 1:
        check_shards()
    window = open_window(run)
    gathering = extract(run, window)
    counts = load_rows(summary.run_id)
    rebuilt = transform(run, summary.run_id) if run.transform else None
    close_window(run, window)
    state = judged(summary, window, gathering, counts, rebuilt)
    if run.export and rebuilt and rebuilt.swapped:
        files = export_marts([], "parquet", run.export)
        summary.notes = (*summary.notes, f"{len(files)} marts are written to {run.export}")
    return state


def show_plan(run: Run, _: Summary) -> State:
    """Say what the run would ask, and ask nothing."""
    rows = plan(run)
    show("What this run would ask", [{name: row[name] for name in row if name != "remark"} for row in rows])
    for row in rows:
        if row["remark"]:
            say(f"Note: {row['endpoint']}: {row['remark']}.")
    least, most = (sum(int(str(row[name])) for row in rows) for name in ("at least", "at most"))
    facts = [f"{least} to {most} requests{time_it_takes(most)}", hindrance(), "nothing was asked"]
    message = "; ".join(fact for fact in facts if fact)
    say(f"Planned: {message}.")
    return Completed(name="Planned", message=message)


if __name__ == "__main__":
    sys.exit(call(spotify_etl, sys.argv[1:]))

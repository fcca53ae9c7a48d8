"""The flow `rebuild-marts`: what a run does after reading, at times of its own."""

import flows.environment  # noqa: F401 - first, for Prefect reads the environment when it is imported  # isort: skip

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.conclusion import concluded
from flows.transform import transform
from tasks.selection import Run
from tasks.summary import Summary


class ReadingNothing(Run):
    """A run that need not select anything, for it asks Spotify nothing."""

    @property
    def is_empty(self) -> bool:
        """False, so that nobody complains."""
        return False


@flow(name="rebuild-marts", flow_run_name="rebuild marts", persist_result=False)
def rebuild_marts(everything: bool = False) -> State:
    """Bring TARGET what SOURCE has, rebuild the marts and run the checks; in its turn, and logged as a run is.

    Args:
        everything: Bring TARGET every row of SOURCE again; otherwise only what has changed.
    """
    return concluded(ReadingNothing(library=False, mode="full" if everything else "incremental"), rebuild)


def rebuild(run: Run, summary: Summary) -> State:
    """Rebuild, and judge by the checks."""
    summary.rebuilt = transform(run, summary.run_id)
    summary.extracted = {name: one.facts() for name, one in summary.rebuilt.extracted.items()}
    if offended := summary.offended():
        summary.say("fail", f"The marts stay as they were: {', '.join(offended)}")
        return Failed(message=summary.message)
    summary.say("success", f"The marts are rebuilt, {summary.seconds:.0f} s")
    return Completed(message=summary.message)

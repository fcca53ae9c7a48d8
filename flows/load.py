"""The subflow that loads what was gathered: one commit."""

from prefect import flow

from tasks.load import load
from tasks.postgres.load import Counts
from tasks.session import current


@flow(name="load", flow_run_name="load", persist_result=False)
def load_rows(run_id: str) -> dict[str, Counts]:
    """Load the rows that the session has gathered."""
    counts = load(run_id)
    current().harvest.forget()
    return counts

"""The subflow from rows to marts."""

from dataclasses import replace

from prefect import flow

from tasks.extract_tables import extract_tables
from tasks.postgres.models.build import Rebuilt
from tasks.selection import Run
from tasks.transform import build_marts


@flow(name="transform", flow_run_name="transform", persist_result=False)
def transform(run: Run | None = None, run_id: str = "") -> Rebuilt:
    """Bring TARGET what SOURCE has where these are two, and what is extracted from it, and rebuild the marts."""
    extracted = extract_tables(is_full_run=run is not None and run.mode == "full")
    return replace(build_marts(run_id), extracted=extracted)

"""The subflow from rows to marts."""

from prefect import flow

from tasks.copy_tables import copy_tables
from tasks.postgres.models.build import Rebuilt
from tasks.session import current
from tasks.transform import build_marts


@flow(name="transform", flow_run_name="transform", persist_result=False)
def transform() -> Rebuilt:
    """Bring SOURCE's rows to TARGET where these are two, and rebuild the marts."""
    if current().databases.source != current().databases.target:
        copy_tables()
    return build_marts()

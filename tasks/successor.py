"""The run that goes on where a deferred one had to stop: scheduled once, however many runs are deferred meanwhile."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateName,
    FlowRunFilterTags,
)
from prefect.deployments import run_deployment
from prefect.runtime import deployment

from tasks.console.terminal import complain

SUCCESSOR = "successor"
"""The tag of a run that another has scheduled."""

# Limits open to the second by the database's clock; a run that comes a moment early would only be deferred again.
AFTER = timedelta(minutes=1)


def succeed(until: datetime) -> Iterator[str]:
    """Schedule the successor of this run where it is one of a deployment, and yield a sentence that says so."""
    if deployment.id:
        try:
            yield _scheduled(UUID(str(deployment.id)), until + AFTER)
        except Exception as error:  # noqa: BLE001 - whatever it is, what was read is loaded, and the schedule goes on
            complain(f"The successor of this run could not be scheduled: {error}")


def _scheduled(deployment_id: UUID, at: datetime) -> str:
    if waiting := _waiting(deployment_id):
        return f"A run at {waiting:%Y-%m-%d %H:%M} UTC goes on"
    run_deployment(
        deployment_id,
        parameters=dict(deployment.parameters or {}),
        scheduled_time=at,
        timeout=0,
        as_subflow=False,
        tags=[SUCCESSOR],
        # Two runs that are deferred at the same moment agree on the time, and so on the key.
        idempotency_key=f"{SUCCESSOR}-{deployment_id}-{at:%Y%m%dT%H%M}",
    )
    return f"A run is scheduled for {at:%Y-%m-%d %H:%M} UTC"


def _waiting(deployment_id: UUID) -> datetime | None:
    """Return when a successor that is scheduled already begins."""
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
            flow_run_filter=FlowRunFilter(
                tags=FlowRunFilterTags(all_=[SUCCESSOR]),
                state=FlowRunFilterState(name=FlowRunFilterStateName(any_=["Scheduled"])),
            ),
        )
    return min((run.expected_start_time for run in runs if run.expected_start_time), default=None)

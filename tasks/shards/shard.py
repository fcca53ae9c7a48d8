"""One shard as the run that waits for it sees it: a run of the deployment read-shard, begun again where it is lost."""

import time
from dataclasses import dataclass, field
from typing import cast

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.states import Cancelling, Crashed

from tasks.shards.order import Order, keep_order

ATTEMPTS = 3

SILENT_FOR = 60.0
"""Seconds for which a shard that runs may be without a sign of life: it connects when its modules are imported."""


@dataclass
class Shard:
    """An order and the run that reads it; `deployment` is the flow's name and the deployment's."""

    order: Order
    deployment: str
    name: str
    attempt: int = 0
    is_over: bool = False
    is_read: bool = False
    run: FlowRun | None = None
    _heard_at: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        """Start the run; one that an earlier, killed run has started for the same questions is joined."""
        begun = run_deployment(
            self.deployment,
            parameters={"order": keep_order(self.order)},
            flow_run_name=self.name,
            idempotency_key=f"{self.order.name}-{self.attempt}",
            timeout=0,
        )
        self.run = cast("FlowRun", begun)  # and no coroutine, for there is no event loop here
        self._heard_at = time.monotonic()

    def look(self, client: SyncPrefectClient, alive: set[str]) -> None:
        """See how the run is getting on, and begin again where it was lost."""
        assert self.run is not None  # noqa: S101 - it has begun
        self.run = client.read_flow_run(self.run.id)
        if self.is_running and self._is_silent(alive):
            client.set_flow_run_state(self.run.id, Crashed(message="Its machine is gone"), force=True)
        elif self.run.state and self.run.state.is_final():
            self._conclude()

    def stop(self, client: SyncPrefectClient) -> None:
        """Have the run cancelled, for nobody waits for it any more."""
        if self.run and not self.is_over:
            client.set_flow_run_state(self.run.id, Cancelling())
        self.is_over = True

    @property
    def is_running(self) -> bool:
        """True where a worker has taken it up."""
        return bool(self.run and self.run.state and self.run.state.is_running())

    def _is_silent(self, alive: set[str]) -> bool:
        if self.run and str(self.run.id) in alive:
            self._heard_at = time.monotonic()
        return time.monotonic() - self._heard_at > SILENT_FOR

    def _conclude(self) -> None:
        state = self.run.state if self.run else None
        self.is_read = bool(state and state.is_completed())
        self.attempt += 1
        if self.is_read or self.attempt == ATTEMPTS or (state and state.is_failed()):
            self.is_over = True  # what a shard fails for, this run will meet as well, and say
        else:
            self.begin()

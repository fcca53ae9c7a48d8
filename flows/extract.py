"""The subflow that asks Spotify: resource by resource, the most urgent first, as far as the limits of the app reach."""

from prefect import flow

from tasks.capabilities import probes
from tasks.gathering import Gathering, begun
from tasks.resources import RESOURCES
from tasks.selection import Run
from tasks.window import Window


@flow(name="extract", flow_run_name="extract", persist_result=False, validate_parameters=False)
def extract(run: Run, window: Window) -> Gathering:
    """Read everything that the run selects and that may have changed."""
    gathering = begun(run, window)
    gathering.find_out(probes((one for one in RESOURCES.values() if one.needs), gathering.need))
    for resource in RESOURCES.values():
        gathering.read(resource)
    gathering.finish()
    return gathering

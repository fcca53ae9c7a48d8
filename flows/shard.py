"""The flow `read-shard`: reads what a run has ordered, and leaves the answers where that run finds them."""

import flows.environment  # noqa: F401 - first, for Prefect reads the environment when it is imported  # isort: skip

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.conclusion import MISTAKES
from tasks.advice import advice
from tasks.extract import fetch
from tasks.postgres.pulse import pulse
from tasks.session import Session, session
from tasks.settings import load_settings
from tasks.shards.order import Order, Told, kept_order, tell
from tasks.spotify.errors import Deferred, SpotifyError
from tasks.window import answers_of


@flow(name="read-shard", persist_result=False)
def read_shard(order: str) -> State:
    """Ask Spotify what an order names; rows are made and loaded by the run that gave it.

    Args:
        order: The name of the order, which a run with shards gives; by hand there is nothing to start.
    """
    try:
        given = kept_order(order)
        with session(load_settings(), given.listener) as opened, pulse(opened.databases.source, str(flow_run.id)):
            return _read(given, opened)
    except MISTAKES as error:
        return Failed(message=advice(error) if isinstance(error, SpotifyError) else str(error))


def _read(order: Order, opened: Session) -> State:
    opened.app, opened.answers = order.app, answers_of(order.window)
    try:
        for batch in order.batches:
            fetch(order.resource, batch.part, batch.requests, order.window)
    except Deferred as deferred:
        return Completed(name="Deferred", message=str(deferred))
    finally:
        tell(order.name, Told(dict(opened.spotify.requests)))
    return Completed(message=f"{opened.spotify.requests.total()} requests for {len(order.batches)} batches")

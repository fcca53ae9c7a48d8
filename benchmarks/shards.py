"""How a large selection scales with workers: the same eight shards, read by one worker, by two and by four.

Prefect's server, the workers and the sandbox run on this machine, the sandbox with the latency of a real API. What is
timed is from the begin of the first shard to the end of the last, by Prefect's clock. Requests are counted where they
arrive, so that a question that two processes asked would show.

    python -m benchmarks.shards --playlists 20000 --latency-ms 100
"""

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import WorkerStatus
from prefect.client.schemas.sorting import FlowRunSort

from benchmarks.big_catalogue import playlist_ids, write_catalogue
from benchmarks.own_database import own_database
from flows.main import spotify_etl
from tasks.deployment.pools import LOCAL
from tasks.sandbox import Sandbox
from tasks.selection import Run
from tests.flows.conftest import environment
from tests.flows.prefect_server import temporary_server
from tests.flows.shard_workers import deploy_shards, workers

SHARDS, ENTRIES = 8, 5


def main(counts: Sequence[int], playlists: int, latency: float) -> None:
    """Run with so many workers, and with so many, and print what each run took."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        catalogue = write_catalogue(folder / "catalogue", playlists, ENTRIES)
        (folder / "playlists.txt").write_text("\n".join(playlist_ids(playlists)))
        with temporary_server(_made(folder / "prefect"), _made(folder / "cache")):
            deploy_shards()
            print("workers  seconds  lists a second  requests  asked twice  ended", flush=True)
            for count in counts:
                with Sandbox(catalogue=catalogue, latency=latency) as sandbox:
                    measure(count, sandbox, folder)


def measure(count: int, sandbox: Sandbox, folder: Path) -> None:
    """Run with so many workers, and print a line."""
    selected = Run(playlists=[f"@{folder}/playlists.txt"], library=False, transform=False, shards=SHARDS)
    with own_database("") as database:
        variables = environment(sandbox, database, _made(folder / f"data-{count}"))
        os.environ.update(variables)
        with workers(count, variables):
            wait_for(count)
            state = spotify_etl(selected, return_state=True)
    lists = [one for one in sandbox.log if one.path.startswith("/v1/playlists/") and one.status == 200]
    seconds, twice = reading_time(), len(lists) - len({f"{one.path} {one.query}" for one in lists})
    print(
        f"{count:7}  {seconds:7.1f}  {len(lists) / seconds:14.0f}  {len(lists):8}  {twice:11}  {state.name}", flush=True
    )


def reading_time() -> float:
    """Return the seconds from the begin of the first of the last shards to the end of the last."""
    with get_client(sync_client=True) as client:
        runs = [one for one in client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC) if "order" in one.parameters]
    times = [(one.start_time, one.end_time) for one in runs[:SHARDS] if one.start_time and one.end_time]
    return (max(end for _, end in times) - min(start for start, _ in times)).total_seconds()


def wait_for(count: int) -> None:
    """Wait until so many workers are there, so that their start is nobody's time."""
    with get_client(sync_client=True) as client:
        while sum(one.status is WorkerStatus.ONLINE for one in client.read_workers_for_work_pool(LOCAL)) < count:
            time.sleep(1)


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure how a large selection scales with workers.")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--playlists", type=int, default=20_000)
    parser.add_argument("--latency-ms", type=float, default=100)
    asked = parser.parse_args()
    main(asked.workers, asked.playlists, asked.latency_ms / 1000)

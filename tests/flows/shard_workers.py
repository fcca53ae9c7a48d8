"""Workers that take up shards: Prefect's own, each a process of its own, and the deployment that they run."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import WorkPoolUpdate
from prefect.settings import PREFECT_API_URL, PREFECT_LOCAL_STORAGE_PATH, temporary_settings

from tasks.deployment.deployments import deploy
from tasks.deployment.file import ROOT, chosen
from tasks.deployment.pools import LOCAL, ensure_local

NAME = f"shards-{os.getpid()}"
"""How the names of our workers begin, and of nobody else's on this machine."""

ENGINE = "prefect.engine"
"""What the command of the process has in it that runs a flow for a worker."""


def deploy_shards() -> None:
    """Make the deployment of shards, and a pool for as many as there are workers."""
    with get_client(sync_client=True) as client:
        ensure_local(client)
        client.update_work_pool(LOCAL, WorkPoolUpdate(concurrency_limit=None))
        deploy(client, [one for one in chosen(with_ecs=False) if one["name"] == "shard"], {"ETL_VERSION": "1"})


@contextmanager
def workers(count: int, variables: Mapping[str, str]) -> Iterator[None]:
    """Run so many workers, each of which takes up one run at a time; results are kept in a folder of their own."""
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="workers-"))
        own = {
            "PREFECT_API_URL": str(PREFECT_API_URL.value()),
            "PREFECT_HOME": home,
            "PREFECT_LOCAL_STORAGE_PATH": f"{home}/storage",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
            "PWD": str(ROOT),
        }
        stack.enter_context(temporary_settings({PREFECT_LOCAL_STORAGE_PATH: Path(own["PREFECT_LOCAL_STORAGE_PATH"])}))
        for number in range(count):
            stack.enter_context(_worker(number, os.environ | dict(variables) | own))
        yield


@contextmanager
def _worker(number: int, environment: Mapping[str, str]) -> Iterator[None]:
    command = f"{sys.executable} -m prefect worker start --pool {LOCAL} --name {NAME}-{number} --limit 1"
    with subprocess.Popen(
        command.split(),
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as worker:
        try:
            yield
        finally:
            # Asked to leave, a worker waits for its runs and then some seconds more.
            with suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)


def machines() -> dict[int, list[int]]:
    """Return by worker the processes that it has started, down to the one that runs a flow, if it has one at work."""
    listed = subprocess.run(["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    found = [line.split(maxsplit=2) for line in listed.splitlines()]
    parents, commands = {int(pid): int(ppid) for pid, ppid, *_ in found}, {int(one[0]): one[-1] for one in found}
    above = {process: _above(process, parents) for process in commands if ENGINE in commands[process]}
    return {
        line[place]: [engine, *line[:place]]
        for engine, line in above.items()
        for place, process in enumerate(line)
        if NAME in commands[process]
    }


def _above(process: int, parents: Mapping[int, int]) -> list[int]:
    """Return the parent of a process, its parent, and so on."""
    line = []
    while (process := parents.get(process, 0)) > 1:
        line.append(process)
    return line

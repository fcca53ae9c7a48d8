"""Bring everything that runs by itself to a Prefect server: python flows/deployment.py --help."""

import argparse
import os
import sys
from collections.abc import Iterator

from prefect.client.orchestration import SyncPrefectClient

from flows.exit_codes import INTERRUPTED
from tasks.console.terminal import complain, say
from tasks.deployment.automations import ensure_automations
from tasks.deployment.blocks import ensure_types, notification_block
from tasks.deployment.deployments import deploy, left_over
from tasks.deployment.file import check_variables, chosen
from tasks.deployment.pools import ensure_ecs, ensure_local
from tasks.deployment.server import DeployError, server
from tasks.deployment.variables import NOTIFY, ensure_variables, set_variable, value_of
from tasks.deployment.version import with_version

NOBODY = (
    'Nobody is told what the automations see: make a notification block in the UI, then make deploy ARGS="--notify '
    'slack-webhook/NAME"'
)


def options(arguments: list[str]) -> argparse.Namespace:
    """Return the options; ends the program for --help and for a mistake."""
    parser = argparse.ArgumentParser(
        prog="python flows/deployment.py",
        description="Make work pools, variables, block types, deployments and automations on the Prefect server that "
        "PREFECT_API_URL names, or bring them up to date.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--ecs",
        nargs="?",
        const="",
        metavar="OUTPUTS.json",
        help="the deployments for ECS as well, with the outputs of the stack of deploy/aws.yaml for a new pool; needs "
        "ETL_IMAGE and ETL_VERSION",
    )
    parser.add_argument(
        "--notify", metavar="TYPE/NAME", help="the block that automations send to from now on; empty for none"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Deploy and return the exit code; every mistake is one sentence."""
    given = options(arguments)
    try:
        with server() as client:
            for sentence in deployed(client, given.ecs, given.notify):
                say(sentence)
    except KeyboardInterrupt:
        complain("Interrupted; make deploy again brings it to its end.")
        return INTERRUPTED
    except DeployError as error:
        complain(f"Error: {error}")
        return 1
    return 0


def deployed(client: SyncPrefectClient, ecs: str | None, notify: str | None) -> Iterator[str]:
    """Do everything, each as soon as what it needs is there, and yield a sentence about each; raises DeployError."""
    deployments = chosen(with_ecs=ecs is not None)
    environment = dict(os.environ) if ecs is not None else with_version(os.environ)
    check_variables(deployments, environment)
    block = notification_block(client, str(value_of(client, NOTIFY)) if notify is None else notify)
    yield ensure_local(client)
    if ecs is not None:
        yield ensure_ecs(client, ecs)
    yield ensure_variables(client)
    if notify is not None:
        set_variable(client, NOTIFY, notify)
    yield ensure_types()
    yield deploy(client, deployments, environment)
    yield ensure_automations(client, block)
    yield from left_over(client)
    if block is None:
        yield NOBODY


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The flow `export`, and the command line that runs it: python flows/export.py --help."""

import flows.environment  # noqa: F401 - first, for Prefect reads the environment when it is imported  # isort: skip
import argparse
import sys
from typing import get_args

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.command_line import ensure_server, exit_code
from flows.conclusion import MISTAKES
from flows.exit_codes import INTERRUPTED
from tasks.console.tables import show
from tasks.console.terminal import complain, say
from tasks.databases import open_target
from tasks.export import check_marts, check_place, export_marts, table
from tasks.postgres.export.run import Format
from tasks.settings import load_settings


@flow(name="export", flow_run_name="export as {format}", persist_result=False)
def export(marts: list[str] | None = None, format: Format = "parquet", destination: str = "") -> State:  # noqa: A002
    """Write marts of TARGET, by name or all, as Parquet or CSV.

    The destination is a folder, s3://BUCKET/PREFIX, or block/NAME for an s3-bucket block; DATA_DIR/exports by default.
    """
    try:
        files = export_marts(marts or [], format, destination)
    except MISTAKES as error:
        return Failed(message=str(error))
    show("Exported", table(files))
    return Completed(message=f"{len(files)} {'file' if len(files) == 1 else 'files'} written")


def options(arguments: list[str]) -> argparse.Namespace:
    """Return the options; ends the program for --help and for a mistake."""
    parser = argparse.ArgumentParser(
        prog="python flows/export.py",
        description="Write marts as Parquet or CSV into a folder or to S3; files of the same name are replaced.",
        allow_abbrev=False,
    )
    parser.add_argument("--marts", nargs="+", default=[], metavar="NAME", help="marts without schema; all by default")
    parser.add_argument("--format", choices=get_args(Format), default="parquet", help="parquet by default")
    parser.add_argument(
        "--to",
        default="",
        metavar="PLACE",
        help="a folder, s3://BUCKET/PREFIX with the usual AWS variables, or block/NAME for an s3-bucket block of the "
        "Prefect server; DATA_DIR/exports by default",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Export and return the exit code; every mistake is one sentence, most before a server is started."""
    given = options(arguments)
    try:
        with open_target(load_settings()):  # an embedded Postgres stays up from the look at it to the end
            check_marts(given.marts)
            check_place(given.to)
            ensure_server()
            state = export(given.marts, given.format, given.to, return_state=True)
    except KeyboardInterrupt:
        complain("Interrupted; files that were not finished are gone.")
        return INTERRUPTED
    except MISTAKES as error:
        complain(f"Error: {error}")
        return 1
    if state.is_completed():
        say(f"Done: {state.message}.")
    return exit_code(state)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

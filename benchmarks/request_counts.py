"""How many requests a run makes, beside the fewest that can bring the same rows (see fewest.py for what those are).

In each quota mode three runs over one sandbox that stands still: the first, one where nothing changed, and one where
one playlist in a hundred (one at least) lost an entry. Each run is a process with a Prefect server of its own; all of
a mode share an embedded Postgres. What was asked is read from the sandbox's log, tokens included.

    python benchmarks/request_counts.py --catalogue small --modes extended development --families
"""

import argparse
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.fewest import fewest
from benchmarks.selections import everything
from tasks.postgres.embedded import embedded
from tasks.sandbox import Sandbox
from tasks.sandbox.catalogue import BUNDLED
from tasks.sandbox.modes import MODES
from tasks.sandbox.shelves import MIX
from tasks.selection import Run
from tasks.spotify.families import family
from tests.flows.small import small_catalogue

RUN = "--run"

Counts = Counter[str]


def asked(sandbox: Sandbox) -> Counts:
    """Return what the sandbox was asked since its log was emptied, by family, and empty the log."""
    log = sandbox.log
    sandbox.clear_log()
    return Counter(family(one.path.removeprefix("/v1/").removeprefix("/api/")) for one in log)


def measure(mode: str, catalogue: Path, folder: Path) -> Iterator[tuple[str, Counts, Counts]]:
    """Yield what each run is, what it asked, and the fewest that would have done."""
    with Sandbox(mode=mode, catalogue=catalogue) as sandbox, embedded(folder):
        selected = everything(sandbox.world)
        playlists = [MIX, *selected.playlist_ids]  # first one that every mode shows, and of several pages
        changed = playlists[: ceil(len(playlists) / 100)]
        for name, edited in {"first": None, "nothing changed": [], "1 % changed": changed}.items():
            sandbox.change(edited or [])
            run_apart(selected, sandbox, folder)
            yield name, asked(sandbox), fewest(sandbox.world, MODES[mode], selected, edited)


def run_apart(selected: Run, sandbox: Sandbox, folder: Path) -> None:
    """Run the flow in another process; raises CalledProcessError where it fails."""
    command = [sys.executable, __file__, RUN, selected.model_dump_json()]
    subprocess.run(command, env=_variables(sandbox, folder), stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - ourselves


def run(selected: Run) -> int:
    """Run the flow in this process; the exit code is 0 where it completed and left nothing for later."""
    sys.argv[0] = "main.py"  # as by hand: Prefect's state in DATA_DIR, its server one of the run's own
    from flows.environment import start_server
    from flows.main import spotify_etl
    from tasks.session import session
    from tasks.settings import load_settings

    with session(load_settings()):
        start_server()
        state = spotify_etl(selected, return_state=True)
        return 0 if state.is_completed() and state.name != "Deferred" else 1


def _variables(sandbox: Sandbox, folder: Path) -> dict[str, str]:
    """Return the surroundings of a run, without what leads to databases and Prefect servers of others."""
    others = ("SOURCE_", "TARGET_", "LOGGING_", "PREFECT_", "SPOTIFY_", "SANDBOX_")
    return {name: value for name, value in os.environ.items() if not name.startswith(others)} | {
        "SPOTIFY_API_URL": sandbox.api_url,
        "SPOTIFY_ACCOUNTS_URL": sandbox.accounts_url,
        "SPOTIFY_CLIENT_ID": sandbox.client_id,
        "SPOTIFY_CLIENT_SECRET": sandbox.client_secret,
        "SPOTIFY_REFRESH_TOKEN": sandbox.refresh_token,
        "SPOTIFY_REQUESTS_PER_SECOND": "100000",
        "SPOTIFY_MAX_REQUESTS": "10000000",
        "ENV_FILE": os.devnull,
        "DATA_DIR": str(folder),
    }


def show(mode: str, name: str, counts: Counts, least: Counts) -> None:
    """Print a line."""
    asked, possible = counts.total(), least.total()
    print(f"{mode:18}{name:18}{asked:8}{possible:10}{asked / possible:8.2f}", flush=True)


def show_families(counts: Counts, least: Counts) -> None:
    """Print a line for each family."""
    for one in sorted(counts.keys() | least.keys()):
        mark = "" if counts[one] == least[one] else "  <"
        print(f"    {one:32}{counts[one]:8}{least[one]:10}{mark}")


def main(modes: Sequence[str], catalogue: str, *, families: bool) -> None:
    """Measure every mode and print what came out."""
    print(f"{'mode':18}{'run':18}{'asked':>8}{'fewest':>10}{'ratio':>8}")
    with TemporaryDirectory() as temporary:
        folder, small = Path(temporary), Path(temporary) / "catalogue"
        small.mkdir()
        world = BUNDLED if catalogue == "bundled" else small_catalogue(small)
        for mode in modes:
            for name, counts, least in measure(mode, world, folder / mode):
                show(mode, name, counts, least)
                if families:
                    show_families(counts, least)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Count a run's requests beside the fewest possible.")
    parser.add_argument("--modes", nargs="+", choices=list(MODES), default=list(MODES))
    parser.add_argument("--catalogue", choices=["small", "bundled"], default="bundled")
    parser.add_argument("--families", action="store_true", help="also by family of endpoints")
    parser.add_argument(RUN, metavar="JSON", help="run this selection in this process; for our own use")
    return parser


if __name__ == "__main__":
    given = _parser().parse_args()
    if given.run:
        sys.exit(run(Run.model_validate_json(given.run)))
    main(given.modes, given.catalogue, families=given.families)

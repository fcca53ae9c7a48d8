"""Whether memory stays under a ceiling: the peaks of whole runs over ever more playlists.

Each run is a process of its own with an embedded Postgres and a Prefect server of its own; the sandbox is another
process. A run that holds what it has read until the end shows ten times as much for ten times the playlists.

    python benchmarks/memory.py --playlists 1000 10000 50000      # 100 thousand to 5 million entries
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.big_catalogue import playlist_ids, write_catalogue
from benchmarks.served import Served, served_by

RUN = "--run"

# Before what a run tells of itself: what ends with it may print, too.
MARK = "peak: "

# Linux counts in kilobytes, macOS in bytes.
UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Peak:
    """What one run took: bytes of memory at most, seconds by the clock and of CPU, requests; and how it ended."""

    resident: int
    wall: float
    cpu: float
    requests: int
    ended: str


def run(count: int) -> Peak:
    """Run the flow over so many playlists in this process; as a list, for no parameter holds fifty thousand ids."""
    sys.argv[0] = "main.py"  # as by hand: Prefect's state in DATA_DIR, its server one of the run's own
    from flows.environment import start_server
    from flows.main import spotify_etl
    from tasks.selection import Run
    from tasks.session import session
    from tasks.settings import load_settings

    listed = Path(os.environ["DATA_DIR"]).with_suffix(".txt")
    listed.write_text("\n".join(playlist_ids(count)))
    began = time.perf_counter()
    with session(load_settings()) as opened:
        start_server()
        state = spotify_etl(Run(playlists=[f"@{listed}"], library=False), return_state=True)
        used = resource.getrusage(resource.RUSAGE_SELF)
        return Peak(
            resident=used.ru_maxrss * UNIT,
            wall=time.perf_counter() - began,
            cpu=used.ru_utime + used.ru_stime,
            requests=opened.spotify.requests.total(),
            ended=f"{state.name}: {state.message}",
        )


def run_apart(count: int, served: Served, folder: Path) -> Peak:
    """Run the flow over so many playlists in another process."""
    command = [sys.executable, __file__, RUN, str(count)]
    told = subprocess.run(  # noqa: S603 - ourselves
        command, env=_variables(served, folder), stdout=subprocess.PIPE, text=True, check=True
    )
    told_by_us = next(line for line in reversed(told.stdout.splitlines()) if line.startswith(MARK))
    return Peak(**json.loads(told_by_us.removeprefix(MARK)))


def _variables(served: Served, folder: Path) -> dict[str, str]:
    """Return the surroundings of a run, without what leads to databases and Prefect servers of others."""
    others = ("SOURCE_", "TARGET_", "LOGGING_", "PREFECT_", "SPOTIFY_", "SANDBOX_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    paced = {"SPOTIFY_REQUESTS_PER_SECOND": "100000", "SPOTIFY_MAX_REQUESTS": "10000000"}
    return kept | served.variables | paced | {"ENV_FILE": os.devnull, "DATA_DIR": str(folder)}


def main(counts: Sequence[int], entries: int) -> None:
    """Run over so many playlists, and over so many, and print what each run took."""
    with TemporaryDirectory() as temporary:
        folder = write_catalogue(Path(temporary) / "catalogue", max(counts), entries)
        print(f"Playlists of {entries} entries\nplaylists  peak MB  seconds  CPU seconds  requests  ended", flush=True)
        with served_by("--catalogue", str(folder)) as served:
            for count in counts:
                data = Path(temporary) / f"data-{count}"
                show(count, run_apart(count, served, data))
                shutil.rmtree(data, ignore_errors=True)  # millions of rows, kept answers


def show(count: int, peak: Peak) -> None:
    """Print a line."""
    numbers = f"{peak.resident / 2**20:7.0f}  {peak.wall:7.1f}  {peak.cpu:11.1f}  {peak.requests:8}"
    print(f"{count:9}  {numbers}  {peak.ended}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure the memory of whole runs.")
    parser.add_argument("--playlists", type=int, nargs="+", default=[1_000, 10_000, 50_000], help="of each run")
    parser.add_argument("--entries", type=int, default=100, help="of each playlist")
    parser.add_argument(RUN, type=int, metavar="N", help="run over N playlists in this process; for our own use")
    asked = parser.parse_args()
    if asked.run:
        print(MARK + json.dumps(asdict(run(asked.run))), flush=True)
    else:
        main(asked.playlists, asked.entries)

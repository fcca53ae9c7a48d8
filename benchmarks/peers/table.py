"""What was measured, as a table."""

from collections.abc import Sequence
from statistics import median

from benchmarks.peers.measure import Taken
from benchmarks.peers.tools import TOOLS

FIRST, AGAIN = "first load", "10 % changed"

Found = dict[tuple[str, str], list[Taken]]

TITLES = (
    "load          tool               version    min s  median s  CPU s  server CPU s  peak MB  times ours"
    "  tracks alone  wanted"
)


def show(found: Found) -> None:
    """Print a line for every tool and load, with medians of the rounds; memory is the most of them."""
    print(TITLES)
    for load in (FIRST, AGAIN):
        for name in TOOLS:
            if (name, load) in found:
                print(_line(name, load, found))


def _line(name: str, load: str, found: Found) -> str:
    taken, tool = found[name, load], TOOLS[name]
    walls = [one.wall for one in taken]
    cpu, server = median(one.cpu for one in taken), median(one.server for one in taken)
    memory = max(one.resident for one in taken) / 2**20
    ratio, alone = (_times(median(walls), found.get((one, load))) for one in ("ours", "ours-tracks-alone"))
    wanted = f"{tool.wanted:g}" if tool.wanted and load == FIRST else ""
    numbers = f"{min(walls):7.1f}  {median(walls):8.1f}  {cpu:5.1f}  {server:12.1f}  {memory:7.0f}"
    return f"{load:12}  {name:17}  {tool.version:9}  {numbers}  {ratio:>10}  {alone:>12}  {wanted:>6}"


def _times(wall: float, ours: Sequence[Taken] | None) -> str:
    return f"{wall / median(one.wall for one in ours):.2f}" if ours else "-"


def described(names: Sequence[str]) -> str:
    """Return what each tool stores, a line each."""
    return "\n".join(f"{name:17}  {TOOLS[name].stores}" for name in names)

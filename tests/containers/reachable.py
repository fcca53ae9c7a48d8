"""Run in the image: print the packages that nothing the project asks for leads to."""

from importlib.metadata import distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tasks.console.terminal import say

packages = {canonicalize_name(one.name): [Requirement(text) for text in one.requires or []] for one in distributions()}


def reach(name: str, extras: set[str], reached: set[tuple[str, str]]) -> None:
    """Add what a package with these extras asks for."""
    for extra in {"", *extras}:
        if (name, extra) in reached or name not in packages:
            continue
        reached.add((name, extra))
        for one in packages[canonicalize_name(name)]:
            if one.marker is None or one.marker.evaluate({"extra": extra}):
                reach(canonicalize_name(one.name), one.extras, reached)


found: set[tuple[str, str]] = set()
reach("spotify-etl", set(), found)
say(" ".join(sorted(set(packages) - {name for name, _ in found})))

"""Vega, Vega-Lite and vega-embed as one script, which makes every chart of the page without asking anybody."""

import os
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

# What is inside of a script ends at this, wherever it stands.
END = re.compile(r"</(?=script)", re.IGNORECASE)


def bundle(folder: Path) -> str:
    """Return the script; it takes three seconds to put together, so it is kept in a folder for the next run."""
    kept = folder / f"vega-{version('vl-convert-python')}.js"  # another version brings another Vega
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    _keep(kept, _made())
    return _made()


@cache
def _made() -> str:
    import vl_convert

    return END.sub(r"<\\/", vl_convert.javascript_bundle())  # type: ignore[call-arg]  # the stub forgets a default


def _keep(kept: Path, script: str) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    for outdated in kept.parent.glob("vega-*.js"):
        outdated.unlink(missing_ok=True)
    part = kept.with_suffix(f".{os.getpid()}.part")
    part.write_text(script, encoding="utf-8")
    part.replace(kept)

"""Where the reports are: the latest thirty under DATA_DIR/reports, and the newest as latest.html as well."""

import os
import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

KEPT = 30

LATEST = "latest.html"


def kept_in(data_dir: Path) -> Path:
    """Return the folder of the reports."""
    return data_dir.resolve() / "reports"


def write_report(folder: Path, run_id: str, page: str) -> Path:
    """Write a report, forget the oldest, and return where it is; nobody ever finds half a file."""
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}-{run_id[:8]}.html"
    for path in (written, folder / LATEST):
        _write(path, page)
    for old in reports(folder)[:-KEPT]:
        old.unlink(missing_ok=True)
    return written


def reports(folder: Path) -> list[Path]:
    """Return the reports, the oldest first: their names begin with their time."""
    return sorted(folder.glob("[0-9]*.html"))


def _write(path: Path, page: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_text(page, encoding="utf-8")
    part.replace(path)


def open_latest(data_dir: Path) -> int:
    """Open the newest report in the browser, and return the exit code."""
    latest = kept_in(data_dir) / LATEST
    if not latest.exists():
        sys.stderr.write(f"There is no report in {latest.parent} yet: make run leaves one.\n")
        return 1
    sys.stdout.write(f"{latest.as_uri()}\n")
    webbrowser.open(latest.as_uri())  # where there is no browser, the address above is what is left
    return 0


if __name__ == "__main__":
    sys.exit(open_latest(Path(sys.argv[1] if len(sys.argv) > 1 else ".data")))

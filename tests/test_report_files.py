"""Where the reports are, and how many."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.report_files import KEPT, kept_in, open_latest, reports, write_report


def test_the_latest_thirty_are_kept(tmp_path: Path) -> None:
    """The newest is latest.html as well, and no half of a file stays behind."""
    tmp_path.joinpath("2020-01-01T000000Z-old.html").write_text("old")
    written = [write_report(tmp_path, f"run-{number:02}", f"page {number}") for number in range(KEPT)]
    assert sorted(written) == reports(tmp_path)
    assert f"page {KEPT - 1}" == (tmp_path / "latest.html").read_text()
    assert {"latest.html", *(path.name for path in written)} == {path.name for path in tmp_path.iterdir()}


def test_the_newest_is_opened(tmp_path: Path) -> None:
    """In whatever browser there is: here a program that notes what it is asked for."""
    browser, asked = tmp_path / "browser", tmp_path / "asked"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{asked}"\n')
    browser.chmod(0o755)
    write_report(kept_in(tmp_path), "8ddd5101", "a page")
    command = [sys.executable, "-m", "tasks.report_files", str(tmp_path)]
    done = subprocess.run(
        command, env=os.environ | {"BROWSER": str(browser)}, capture_output=True, text=True, check=True
    )
    address = (tmp_path / "reports" / "latest.html").as_uri()
    assert (f"{address}\n", f"{address}\n") == (done.stdout, asked.read_text())


def test_where_there_is_none_a_sentence_says_how_to_get_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And the command fails."""
    assert 1 == open_latest(tmp_path)
    assert f"There is no report in {tmp_path / 'reports'} yet: make run leaves one.\n" == capsys.readouterr().err

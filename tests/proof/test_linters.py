"""What looks at the code, the workflow and everything committed for what invites an attack, and finds nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BIN = Path(sys.executable).parent

BASELINE = ".secrets.baseline"

# How detect-secrets-hook ends: nothing is new, something is, nothing but the line in which it stands.
CLEAN, FOUND, MOVED = 0, 1, 3

WORKFLOW = ".github/workflows/checks.yaml"

pytestmark = pytest.mark.proof


def committed() -> list[str]:
    """Return the files that git knows, and those that it would be given."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [file for file in files if (ROOT / file).is_file()]


@pytest.mark.parametrize(
    "command",
    [
        "bandit --quiet --recursive --configfile pyproject.toml flows tasks scripts benchmarks",
        "cfn-lint deploy/aws.yaml",
        "hadolint Dockerfile",
        f"zizmor --offline --quiet {WORKFLOW}",
        f"check-jsonschema --builtin-schema vendor.github-workflows {WORKFLOW}",
    ],
    ids=lambda command: str(command).split()[0],
)
def test_nothing_is_found(command: str) -> None:
    """Every exception stands with its reason in the file that it is about."""
    name, *rest = command.split()
    done = subprocess.run([BIN / name, *rest], cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr


def looked_for(files: list[str], folder: Path) -> tuple[int, str]:
    """Return how the search for secrets ended, and what it printed; it would rewrite the list that it is given."""
    known = shutil.copy(ROOT / BASELINE, folder / BASELINE)
    command = [str(BIN / "detect-secrets-hook"), "--baseline", str(known), *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_no_secret_is_committed(tmp_path: Path) -> None:
    """.secrets.baseline has what only looks like one, each looked at; CONTRIBUTING.md says how to add to it."""
    code, printed = looked_for(committed(), tmp_path)
    assert code in {CLEAN, MOVED}, printed


def test_a_secret_would_be_found(tmp_path: Path) -> None:
    """The baseline does not switch off what looks for them."""
    path = tmp_path / "settings.py"
    path.write_text(f'client_secret = "{"0123456789abcdef" * 2}"\n')
    code, printed = looked_for([str(path)], tmp_path)
    assert (FOUND, True) == (code, str(path) in printed)

"""python -m tasks.sandbox: one line, then serving, then a clean end."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tasks.sandbox import Sandbox
from tasks.sandbox.modes import MODES

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tasks.sandbox"]


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start a sandbox in a process of its own."""
    return subprocess.Popen([*COMMAND, *arguments], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def refused(*arguments: str) -> tuple[int, str]:
    """Return exit code and error output of a sandbox that does not start."""
    ended = subprocess.run([*COMMAND, *arguments], cwd=ROOT, text=True, capture_output=True, timeout=60, check=False)
    return ended.returncode, ended.stderr


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_serves_until_told_to_end(ending: signal.Signals) -> None:
    """It prints addresses and credentials that work, and ends well on SIGTERM and Ctrl-C."""
    process = start("--mode", "development", "--day", "3")
    assert process.stdout
    said = dict(word.partition("=")[::2] for word in process.stdout.readline().split())
    form = {"grant_type": "refresh_token", "refresh_token": said["SPOTIFY_REFRESH_TOKEN"]}
    auth = (said["SPOTIFY_CLIENT_ID"], said["SPOTIFY_CLIENT_SECRET"])
    token = requests.post(f"{said['SPOTIFY_ACCOUNTS_URL']}/api/token", data=form, auth=auth, timeout=10).json()
    headers = {"Authorization": f"Bearer {token['access_token']}"}
    answer = requests.get(f"{said['SPOTIFY_API_URL']}/me", headers=headers, timeout=10)
    assert (answer.json()["id"], "product" in answer.json()) == ("sandbox-listener", False)
    assert answer.headers["Date"] == "Wed, 03 Mar 2021 12:00:00 GMT"
    assert said["SANDBOX_SECOND_REFRESH_TOKEN"] not in {"", said["SPOTIFY_REFRESH_TOKEN"]}
    process.send_signal(ending)
    assert process.wait(timeout=10) == 0
    assert process.communicate() == ("", "")


def test_unknown_mode() -> None:
    """A mode that does not exist is refused with the names of those that do."""
    code, said = refused("--mode", "fifth")
    assert (code, [name for name in MODES if name not in said]) == (2, [])


def test_one_sentence() -> None:
    """A taken port, a day that is not there and a catalogue that is none are one sentence and exit code 1."""
    with Sandbox() as sandbox:
        port = sandbox.accounts_url.rpartition(":")[2]
        code, said = refused("--port", port)
    assert (code, said.count("\n"), port in said) == (1, 1, True)
    code, said = refused("--day", "71")
    assert (code, said) == (1, "SANDBOX_DAY is 71, but this catalogue has days 1 to 70\n")
    code, said = refused("--catalogue", "/nowhere")
    assert (code, said.count("\n"), "/nowhere" in said) == (1, 1, True)

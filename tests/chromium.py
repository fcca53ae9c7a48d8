"""A real browser without a screen: Chromium, asked through its DevTools what it shows, complains of, and asks for."""

import itertools
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from websockets.sync.client import connect
from websockets.sync.connection import Connection

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)

_needs_chromium = pytest.mark.skipif(PROGRAM is None, reason="no Chromium is installed to look at the page with")

Test = TypeVar("Test", bound=Callable[..., None])


def needs_chromium(test: Test) -> Test:
    """Mark a test that looks with the browser: it is one of the heavy ones, and skipped where there is none."""
    heavy: Test = pytest.mark.heavy(_needs_chromium(test))
    return heavy


QUIET = [
    "--headless",
    "--no-sandbox",  # which a container and root have not
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
]

COMPLAINTS = {"Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled"}


@dataclass
class Tab:
    """A page that is open; `complaints` are errors and warnings of its console, `requests` what it asked for."""

    socket: Connection
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command of the DevTools protocol, and return what came of it."""
        number = next(self._numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=60))
            if message.get("id") == number:
                assert "error" not in message, message
                found: dict[str, Any] = message["result"]
                return found
            self._hear(message)

    def _hear(self, event: dict[str, Any]) -> None:
        if event["method"] == "Network.requestWillBeSent":
            self.requests.append(event["params"]["request"]["url"])
        elif event["method"] in COMPLAINTS:
            self.complaints.append(json.dumps(event["params"])[:500])

    def value(self, script: str) -> Any:
        """Return what a script, or the promise of one, comes to."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, script: str, seconds: float = 60) -> None:
        """Wait until a script says true."""
        deadline = time.monotonic() + seconds
        while not self.value(script):
            assert time.monotonic() < deadline, f"{script} is not so after {seconds:g} seconds: {self.complaints}"
            time.sleep(0.05)

    def look(self, *, width: int = 1440, scheme: str = "light") -> None:
        """Be a screen of this width, of somebody who likes it light or dark."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", features=features)

    def go(self, address: str) -> None:
        """Open an address."""
        self.ask("Page.navigate", url=address)


@contextmanager
def chromium(profile: Path) -> Iterator[Tab]:
    """Yield a tab of a browser that nobody has used before."""
    command = [str(PROGRAM), *QUIET, f"--user-data-dir={profile}", "about:blank"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            with connect(_address(profile), max_size=None, proxy=None) as socket:
                yield _listening(Tab(socket))
        finally:
            process.kill()


def _listening(tab: Tab) -> Tab:
    for domain in ("Page", "Runtime", "Log", "Network"):
        tab.ask(f"{domain}.enable")
    return tab


def _address(profile: Path, seconds: float = 60) -> str:
    """Return where the tab listens, as soon as the browser has written its port down."""
    deadline = time.monotonic() + seconds
    noted = profile / "DevToolsActivePort"
    while not (noted.exists() and len(noted.read_text().splitlines()) == 2):
        assert time.monotonic() < deadline, f"Chromium is not there after {seconds:g} seconds"
        time.sleep(0.05)
    port = noted.read_text().splitlines()[0]
    tabs = httpx.get(f"http://127.0.0.1:{port}/json/list", trust_env=False, timeout=30).json()
    return str(next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page"))

"""Run a sandbox until Ctrl-C or SIGTERM: python -m tasks.sandbox --port 8800 --mode development --day 3."""

import argparse
import os
import signal
import sys
from pathlib import Path
from threading import Event

from tasks.sandbox import Sandbox, SandboxError
from tasks.sandbox.modes import MODES


def main() -> int:
    """Print one line with addresses and credentials, then serve."""
    asked = _parser().parse_args()
    try:
        sandbox = Sandbox(
            mode=asked.mode,
            day=asked.day,
            catalogue=asked.catalogue,
            port=asked.port,
            latency=asked.latency_ms / 1000,
            token_lifetime=asked.token_lifetime,
        ).start()
    except (ValueError, SandboxError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    ended = Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: ended.set())
    sys.stdout.write(f"{_line(sandbox)}\n")
    sys.stdout.flush()
    ended.wait()
    sandbox.stop()
    return 0


def _line(sandbox: Sandbox) -> str:
    return (
        f"SPOTIFY_API_URL={sandbox.api_url} SPOTIFY_ACCOUNTS_URL={sandbox.accounts_url} "
        f"SPOTIFY_CLIENT_ID={sandbox.client_id} SPOTIFY_CLIENT_SECRET={sandbox.client_secret} "
        f"SPOTIFY_REFRESH_TOKEN={sandbox.refresh_token} SANDBOX_SECOND_REFRESH_TOKEN={sandbox.second_refresh_token}"
    )


def _parser() -> argparse.ArgumentParser:
    catalogue, day = os.environ.get("SANDBOX_CATALOGUE"), os.environ.get("SANDBOX_DAY")
    parser = argparse.ArgumentParser(prog="python -m tasks.sandbox", description="A local Spotify over HTTP.")
    parser.add_argument("--port", type=int, default=0, help="a free one by default")
    parser.add_argument("--mode", choices=list(MODES), default="extended")
    parser.add_argument("--day", type=int, default=day, help="from 1; the last by default (SANDBOX_DAY)")
    parser.add_argument("--catalogue", type=Path, default=catalogue, help="instead of the bundled (SANDBOX_CATALOGUE)")
    parser.add_argument("--latency-ms", type=float, default=0.0, help="before every answer")
    parser.add_argument("--token-lifetime", type=int, default=3600, help="seconds")
    return parser


if __name__ == "__main__":
    sys.exit(main())

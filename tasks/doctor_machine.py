"""This machine: the settings, the folder that data are kept in, and Prefect's server."""

import shutil
import tempfile
from collections.abc import Iterator
from urllib.parse import urlsplit

from tasks.doctor import Finding, ok, problem, warning
from tasks.env_file import is_there, named
from tasks.settings import Settings

_LITTLE = 1 << 30  # bytes free below which a first run may not fit


def settings_findings(settings: Settings) -> Iterator[Finding]:
    """Where the settings come from, and which Spotify they mean."""
    where = f"the environment and {named()}" if is_there() else "the environment (there is no .env)"
    yield ok("settings", f"read from {where}")
    if settings.uses_sandbox:
        yield ok("Spotify", "SPOTIFY_CLIENT_ID is not set, so that the sandbox is read, which needs no account")


def data_dir_findings(settings: Settings) -> Iterator[Finding]:
    """Whether DATA_DIR can be written, and how much there is room for."""
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        yield problem("DATA_DIR", f"{folder} cannot be written ({error.strerror}): choose another folder in DATA_DIR")
        return
    say = warning if free < _LITTLE else ok
    yield say("DATA_DIR", f"{folder} can be written, {free / 1e9:,.1f} GB are free")


def prefect_findings() -> Iterator[Finding]:
    """Whether the Prefect server answers, where one is configured."""
    from prefect.settings import PREFECT_API_URL

    url = PREFECT_API_URL.value()
    if not url:
        yield ok("Prefect", "PREFECT_API_URL is not set, so that each run starts a server of its own")
        return
    # Without a name or a password that may stand before the host.
    server = f"{urlsplit(url).scheme}://{urlsplit(url).netloc.rpartition('@')[2]}"
    yield _answering(server)


def _answering(server: str) -> Finding:
    from httpx import HTTPError
    from prefect.client.orchestration import get_client

    try:
        with get_client(sync_client=True) as client:
            error = client.api_healthcheck()
            version = "" if error else client.api_version()
    except (HTTPError, RuntimeError, OSError) as failure:
        error, version = failure, ""
    if error:
        return problem("Prefect", f"{server} does not answer: check PREFECT_API_URL and that the server runs")
    return ok("Prefect", f"{server} answers, version {version}")

"""The Prefect server or workspace in Prefect Cloud that PREFECT_API_URL names; whatever it refuses is a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from httpx import HTTPError, HTTPStatusError
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.exceptions import PrefectException
from prefect.settings import PREFECT_API_URL

REFUSED = (401, 403)


class DeployError(ValueError):
    """Something stands in the way; the message says what to do."""


@contextmanager
def server() -> Iterator[SyncPrefectClient]:
    """Yield a client of the server; raises DeployError."""
    if not PREFECT_API_URL.value():
        raise DeployError(
            "PREFECT_API_URL is not set: start a server with `.venv/bin/prefect server start` and set it to "
            "http://127.0.0.1:4200/api, or to the address of your workspace in Prefect Cloud"
        )
    with _translated(), get_client(sync_client=True) as client:
        if error := client.api_healthcheck():
            raise error
        client.read_work_pools(limit=1)  # whoever may not even look is told so before anything is made
        yield client


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except HTTPStatusError as error:
        raise DeployError(_refusal(error)) from None
    except (HTTPError, PrefectException, RuntimeError, OSError):
        raise DeployError(f"{_place()} does not answer: check PREFECT_API_URL and that the server runs") from None


def _refusal(error: HTTPStatusError) -> str:
    status = error.response.status_code
    if status in REFUSED:
        return f"{_place()} refuses the sign-in ({status}): check PREFECT_API_KEY, or PREFECT_API_AUTH_STRING"
    return (
        f"{_place()} answers {status} to {error.request.method} {error.request.url.path}: {error.response.text[:200]}"
    )


def _place() -> str:
    # Without a name or a password that may stand before the host.
    url = urlsplit(PREFECT_API_URL.value() or "")
    return f"{url.scheme}://{url.netloc.rpartition('@')[2]}"

"""A browser as far as signing in goes: it opens the page, sends the form, and goes where it is sent."""

import sys
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

Page = tuple[int, str]


def request(method: str, address: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
    """Return status, the address one is sent to, and the page."""
    parts = urlsplit(address)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    connection.request(method, f"{parts.path or '/'}?{parts.query}", urlencode(form) if form else None)
    response = connection.getresponse()
    found = response.status, response.headers.get("Location", ""), response.read().decode()
    connection.close()
    return found


def answered(address: str, **form: str) -> str:
    """Open the page at an address, answer it (answer="agree", user=…), and return where that leads."""
    assert 200 == request("GET", address)[0]
    status, location, page = request("POST", address, {"answer": "agree", **form})
    assert 303 == status, page
    return location


def agree(address: str, **form: str) -> Page:
    """Answer the page at an address and follow to where that leads; returns status and page found there."""
    status, _, page = request("GET", answered(address, **form))
    return status, page


if __name__ == "__main__":
    agree(sys.argv[1])

"""A session of requests for thousands of questions to the same two servers.

`requests.Session.request` does everything anew for each: it merges headers, cookies and hooks, looks for proxies,
certificates and ~/.netrc in the surroundings, takes the address apart and puts it together again, prepares redirects
that nobody follows, looks for cookies, and reads the body in pieces of 10 KB. That is more than half of the CPU time
that a request takes, and threads take turns at it. Here it is done once a session or once a server, or not at all; what
sends is requests' own adapter.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from requests.structures import CaseInsensitiveDict
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import HTTPError

Server = tuple[str, str]
"""Scheme and host."""

Answered = tuple[requests.Response, bytes]

FAILURES = (requests.RequestException, HTTPError)
"""What an exchange can fail with: requests' own errors, and those of the library below while a body is read."""

# What stands behind a server's name and would be sent as it is: nothing to quote, no dots to resolve.
_PLAIN = re.compile(r"/[\w/-]*(?:\?[\w=&,:-]*)?", re.ASCII)


class Session(requests.Session):
    """Sends what it is told to, once; follows nothing and keeps nothing of an answer."""

    def __init__(self) -> None:
        super().__init__()
        self._blank: requests.PreparedRequest | None = None
        self._surroundings: dict[Server, dict[str, Any]] = {}

    def exchange(self, request: requests.PreparedRequest, timeout: tuple[float, float]) -> Answered:
        """Send a request and return the response with its whole body; raises what is in FAILURES."""
        url = str(request.url)
        send = self.get_adapter(url).send
        response = send(request, stream=True, timeout=timeout, **self._surroundings_of(url))
        return response, response.raw.read(decode_content=True)

    def question(self, url: str, params: Mapping[str, Any], auth: AuthBase) -> requests.PreparedRequest:
        """Return a GET, ready to send; raises requests.RequestException where the address is none."""
        request = self._get().copy()
        if not self._is_known(url):
            request.prepare_url(url, params)
        elif query := _encoded(params):
            request.url = f"{url}{'&' if '?' in url else '?'}{query}"
        else:
            request.url = url
        return auth(request)

    def form(self, url: str, fields: Mapping[str, str], auth: AuthBase) -> requests.PreparedRequest:
        """Return a POST of a form, ready to send."""
        # With `auth`, not with a header: an entry in ~/.netrc would replace that.
        return self.prepare_request(requests.Request("POST", url, data=fields, auth=auth))

    def _get(self) -> requests.PreparedRequest:
        if self._blank is None:
            blank = requests.PreparedRequest()
            blank.prepare_method("GET")
            blank.prepare_headers(self.headers)
            self._blank = blank
        return self._blank

    def _is_known(self, url: str) -> bool:
        """Tell whether an address needs no preparation: the server's name was good before, and the rest is plain."""
        scheme, host = server = _server(url)
        return server in self._surroundings and _PLAIN.fullmatch(url, len(scheme) + 3 + len(host)) is not None

    def _surroundings_of(self, url: str) -> dict[str, Any]:
        """Return proxies and certificates for a server as HTTPS_PROXY, REQUESTS_CA_BUNDLE and the like name them."""
        server = _server(url)
        if server not in self._surroundings:
            found = self.merge_environment_settings(url, {}, None, None, None)
            self._surroundings[server] = {name: found[name] for name in ("proxies", "verify", "cert")}
        return self._surroundings[server]


class Adapter(HTTPAdapter):
    """Finds the connections to a server once, by its address: the surroundings stay the same."""

    def __init__(self, workers: int) -> None:
        super().__init__(pool_connections=4, pool_maxsize=workers, max_retries=0)
        self._pools: dict[Server, ConnectionPool] = {}

    def get_connection_with_tls_context(
        self, request: requests.PreparedRequest, verify: Any, proxies: Any = None, cert: Any = None
    ) -> ConnectionPool:
        """Return the pool of connections for a request."""
        server = _server(str(request.url))
        if server not in self._pools:
            self._pools[server] = super().get_connection_with_tls_context(request, verify, proxies, cert)
        return self._pools[server]

    def build_response(self, req: requests.PreparedRequest, resp: Any) -> requests.Response:  # noqa: ARG002
        """Return status, headers and the body to read: cookies and encodings are nobody's concern here."""
        response = requests.Response()
        response.status_code, response.headers, response.raw = resp.status, CaseInsensitiveDict(resp.headers), resp
        return response

    def close(self) -> None:
        """Close every connection; the next request opens new ones."""
        self._pools.clear()
        super().close()


def _server(url: str) -> Server:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _encoded(params: Mapping[str, Any]) -> str:
    return urlencode({name: value for name, value in params.items() if value is not None}, doseq=True)

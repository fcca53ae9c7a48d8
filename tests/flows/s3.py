"""As much of S3 as we need, on 127.0.0.1: it keeps objects, and refuses what it is told to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

SAID = {"AccessDenied": 403, "NoSuchKey": 404, "NoSuchBucket": 404, "InvalidAccessKeyId": 403}

# Keys of a page of a list; S3 has a thousand.
PAGE = 100


class S3(ThreadingHTTPServer):
    """A server; `objects` are its bodies by path, /bucket/key, `asked` what was asked of it, as GET /bucket/key.

    Of the bucket `refused` it permits nothing, of `lasting` no deletion, and of `missing` it says that there is none.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.asked: list[str] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: who asks may be killed."""

    def variables(self) -> dict[str, str]:
        """Return what somebody's environment says who keeps files here."""
        return {
            "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{self.server_port}",
            "AWS_ACCESS_KEY_ID": "a-key",
            "AWS_SECRET_ACCESS_KEY": "a-secret",
            "AWS_DEFAULT_REGION": "eu-central-1",
            # Else a body comes in chunks with a trailer, which this server does not take apart.
            "AWS_REQUEST_CHECKSUM_CALCULATION": "when_required",
        }


class _Handler(BaseHTTPRequestHandler):
    server: S3
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        """Keep an object."""
        body = self._heard()
        if self._is_welcome():
            self.server.objects[unquote(self.path)] = body
            self._answer(200, b"")

    def do_GET(self) -> None:
        """Give an object, or a list of those whose key begins so."""
        self._heard()
        if not self._is_welcome():
            return
        query = parse_qs(urlsplit(self.path).query)
        if "list-type" in query:
            self._answer(200, self._list(query))
        elif (body := self.server.objects.get(unquote(self.path))) is None:
            self._refuse("NoSuchKey")
        else:
            self._answer(200, body)

    do_HEAD = do_GET  # noqa: N815 - and the answer goes without its body

    def do_POST(self) -> None:
        """Delete the objects that are named."""
        keys = re.findall(r"<Key>(.*?)</Key>", self._heard().decode())
        if not self._is_welcome():
            return
        refused = "".join(f"<Error><Key>{key}</Key><Code>AccessDenied</Code></Error>" for key in keys)
        if self._bucket != "lasting":
            refused = ""
            for key in keys:
                self.server.objects.pop(f"/{self._bucket}/{key}", None)
        self._answer(200, f"<DeleteResult>{refused}</DeleteResult>".encode())

    @property
    def _bucket(self) -> str:
        return urlsplit(self.path).path.split("/")[1]

    def _heard(self) -> bytes:
        self.server.asked.append(f"{self.command} {unquote(self.path)}")
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _is_welcome(self) -> bool:
        refused = {"refused": "AccessDenied", "missing": "NoSuchBucket", "strange": "InvalidAccessKeyId"}
        if code := refused.get(self._bucket):
            self._refuse(code)
        return not code

    def _list(self, query: dict[str, list[str]]) -> bytes:
        begin, after = f"/{self._bucket}/", query.get("continuation-token", [""])[0]
        keys = sorted(path.removeprefix(begin) for path in self.server.objects if path.startswith(begin))
        keys = [key for key in keys if key.startswith(query.get("prefix", [""])[0]) and key > after]
        more = f"<NextContinuationToken>{keys[PAGE - 1]}</NextContinuationToken>" if len(keys) > PAGE else ""
        listed = "".join(f"<Contents><Key>{escape(key)}</Key></Contents>" for key in keys[:PAGE])
        rest = f"<IsTruncated>{str(bool(more)).lower()}</IsTruncated>{more}{listed}"
        return f"<ListBucketResult>{rest}</ListBucketResult>".encode()

    def _refuse(self, code: str) -> None:
        self._answer(SAID[code], f"<Error><Code>{code}</Code><Message>Not yours</Message></Error>".encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"one"')  # a download of several parts wants each of the same object
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def serving() -> Iterator[S3]:
    """Yield a server."""
    with S3() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()

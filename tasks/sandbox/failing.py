"""The answers of faults that are answers."""

from collections.abc import Callable

from tasks.sandbox.errors import (
    Refusal,
    forbidden,
    insufficient_scope,
    no_premium,
    quota_exceeded,
    rate_limited,
    server_error,
)
from tasks.sandbox.faults import Fault
from tasks.sandbox.service import Answer, Request, Service

UNREGISTERED = b"Check settings on developer.spotify.com/dashboard, the user may not be registered."
HTML = "<html><head><title>{0}</title></head><body><center><h1>{0}</h1></center><hr>envoy</body></html>"


def answer_of(fault: Fault, service: Service, request: Request) -> Answer | None:
    """Return the answer of a fault that has one, None for those that only spoil the right one or the connection."""
    if fault.kind == "expired_token":
        return Answer.refusal(service.tokens.kill(request.headers.get("Authorization")))
    make = REFUSALS.get(fault.kind)
    if make:
        return Answer.refusal(make(fault))
    plain = PLAIN.get(fault.kind)
    return plain(fault) if plain else None


def _text(fault: Fault) -> Answer:
    wait = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    return Answer(429, b"Too many requests", {"Content-Type": "text/plain", **wait})


def _page(status: int, title: str) -> Answer:
    return Answer(status, HTML.format(title).encode(), {"Content-Type": "text/html"})


REFUSALS: dict[str, Callable[[Fault], Refusal]] = {
    "rate_limit": lambda fault: rate_limited(fault.retry_after),
    "quota": lambda fault: quota_exceeded(fault.retry_after),
    "server_error": lambda fault: server_error(fault.status),
    "forbidden": lambda _: forbidden(),
    "premium": lambda _: no_premium(),
    "scope": lambda _: insufficient_scope(),
}

PLAIN: dict[str, Callable[[Fault], Answer]] = {
    "rate_limit_text": _text,
    "server_error_html": lambda fault: _page(fault.status, f"{fault.status} Error"),
    "server_error_empty": lambda fault: Answer(fault.status, b""),
    "html": lambda _: _page(200, "Please log in"),
    "unregistered": lambda _: Answer(403, UNREGISTERED, {"Content-Type": "text/plain"}),
}

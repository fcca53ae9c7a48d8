"""Signing in: GET /authorize shows a page, and its POST sends the user back with a code or a refusal (RFC 6749 4.1).

Whatever is wrong with the app or its redirect address is told to the user and to nobody else; all other mistakes go
back to the app. Nobody is ever signed in already, so the page is shown with and without `show_dialog`. Redirect
addresses need no registration here: each that Spotify would let one register is good.
"""

from urllib.parse import parse_qsl

from tasks.sandbox import consent, redirects, scopes
from tasks.sandbox.listener import LISTENERS
from tasks.sandbox.oddities import LISTENER
from tasks.sandbox.pkce import is_challenge
from tasks.sandbox.service import Answer, Request, Service
from tasks.sandbox.tokens import CLIENT_ID

PATH = "/authorize"

Query = dict[str, str]


def answer(service: Service, request: Request) -> Answer:
    """Answer a request to /authorize; 400 with a line of text for a mistake that only the user may hear of."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return _told("Method not allowed", 405)
    if complaint := _complaint(request.query):
        return _told(complaint)
    if error := _error(request.query):
        return _sent_back(request.query, error=error)
    return _decided(service, request) if request.method == "POST" else _asked(request.query)


def _complaint(query: Query) -> str | None:
    """Return what is wrong with the app or its redirect address."""
    if query.get("client_id") != CLIENT_ID:
        return "INVALID_CLIENT: Invalid client"
    return redirects.complaint(query.get("redirect_uri", ""))


def _error(query: Query) -> str | None:
    """Return the error that the app is to hear (RFC 6749 4.1.2.1, RFC 7636 4.4.1)."""
    if query.get("response_type") != "code":  # "token", the implicit grant, ended in November 2025
        return "unsupported_response_type"
    if not _wanted(query) <= scopes.KNOWN:
        return "invalid_scope"
    challenge, method = query.get("code_challenge"), query.get("code_challenge_method", "")
    return None if challenge is None or is_challenge(challenge, method) else "invalid_request"


def _wanted(query: Query) -> frozenset[str]:
    return frozenset(query.get("scope", "").split())


def _asked(query: Query) -> Answer:
    page = consent.page(CLIENT_ID, sorted(_wanted(query)), query["redirect_uri"], LISTENERS)
    return Answer(200, page.encode(), {"Content-Type": "text/html; charset=utf-8"})


def _decided(service: Service, request: Request) -> Answer:
    """Act on the form: who signs in, and whether they agree."""
    form, query = dict(parse_qsl(request.body.decode("utf-8", "replace"))), request.query
    user_id = form.get("user", LISTENER)
    if user_id not in LISTENERS:
        return _told(f"The sandbox knows no {user_id}, only {' and '.join(LISTENERS)}")
    if form.get("answer") != "agree":
        return _sent_back(query, error="access_denied")
    challenge = query.get("code_challenge", "")
    return _sent_back(
        query, code=service.tokens.consents.code(user_id, _wanted(query), query["redirect_uri"], challenge)
    )


def _sent_back(query: Query, **told: str) -> Answer:
    address = redirects.with_query(query["redirect_uri"], **told, state=query.get("state", ""))
    return Answer(303, b"", {"Location": address})  # 303: what follows a POST is a GET


def _told(text: str, status: int = 400) -> Answer:
    return Answer(status, text.encode(), {"Content-Type": "text/plain; charset=utf-8"})

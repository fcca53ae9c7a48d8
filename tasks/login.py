"""Signing a listener in: a browser is sent to Spotify, and its answer comes back by itself or is pasted."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import Empty

from pydantic import SecretStr

from tasks.advice import advice
from tasks.console.pasting import Pasting
from tasks.console.terminal import say
from tasks.listener_token import VARIABLE
from tasks.settings import Settings
from tasks.spotify import Spotify, connect
from tasks.spotify.authorise import Authorisation, Consent, Declined, LoginError
from tasks.spotify.callback import Answers, listening
from tasks.spotify.errors import SpotifyError
from tasks.spotify.redirect import Redirect, redirect
from tasks.spotify.token_store import StoredToken

PATIENCE = 300.0
"""Seconds that an answer is waited for."""

_GLANCE = 0.2  # seconds between two looks at what the browser brought

Browse = Callable[[str], object]
"""Opens an address in a browser."""


@dataclass(frozen=True)
class Question:
    """What is asked of the listener, where the answer goes, and what the browser brings if we listen there."""

    authorisation: Authorisation
    redirect: Redirect
    answers: Answers


def sign_in(
    settings: Settings,
    scopes: frozenset[str],
    *,
    pasting: Pasting,
    browse: Browse | None = None,
    patience: float = PATIENCE,
) -> Consent:
    """Return what the listener agreed to; whichever comes first counts, the browser or what is pasted.

    Raises RedirectError, LoginError, Declined, and the errors of tasks.spotify.errors.
    """
    with _asked(settings, scopes) as question:
        _explain(question)
        if browse:
            browse(question.authorisation.address)
        return question.authorisation.exchange(_code(question, pasting, patience))


def signed_in(settings: Settings, consent: Consent, listener: str) -> StoredToken:
    """Return the token to keep, without the user's id and name: those are asked for with it."""
    return StoredToken(
        refresh_token=consent.refresh_token,
        listener=listener,
        is_pkce=True,
        client_id=settings.spotify_client_id,
        authorised_at=consent.authorised_at,
        scopes=consent.scopes,
    )


def named(settings: Settings, token: StoredToken) -> tuple[StoredToken, str]:
    """Return the token with the user's id and name, and what keeps Spotify from telling them, "" for nothing."""
    user, problem = {}, ""
    with as_listener(settings, token) as spotify:
        try:
            user = json.loads(spotify.ask("me").body)
        except SpotifyError as error:
            problem = advice(error)
        rotated = spotify.rotated_refresh_token or token.refresh_token
    user_id, user_name = str(user.get("id") or ""), str(user.get("display_name") or "")
    return replace(token, refresh_token=rotated, user_id=user_id, user_name=user_name), problem


def as_listener(settings: Settings, token: StoredToken | None) -> Spotify:
    """Return a client that asks as this listener, or as the app alone."""
    return connect(
        api_url=settings.spotify_api_url,
        accounts_url=settings.spotify_accounts_url,
        client_id=settings.spotify_client_id,
        client_secret=settings.spotify_client_secret,
        refresh_token=token.refresh_token if token else None,
        is_pkce=bool(token and token.is_pkce),
        on_wait=lambda seconds, reason: say(f"  waiting {seconds:.0f} s: {reason}"),
    )


@contextmanager
def _asked(settings: Settings, scopes: frozenset[str]) -> Iterator[Question]:
    def question(on: Redirect, answers: Answers) -> Question:
        about = settings.spotify_accounts_url, settings.spotify_client_id, on.uri, scopes
        return Question(Authorisation(*about), on, answers)

    given = redirect(settings.spotify_redirect_uri)
    if not given.is_ours:
        yield question(given, Answers())
        return
    with listening(given) as server:
        asked = question(server.redirect, server.answers)
        server.start(asked.authorisation.code)
        yield asked


def _explain(question: Question) -> None:
    say("Open this address in a browser and agree:")
    say(f"\n{question.authorisation.address}\n")
    if question.redirect.is_ours:
        say(
            f"The answer is waited for at {question.redirect.uri}. Is the browser on another machine? Then it ends on "
            "a page that does not load: copy the address of that page, paste it here and press Enter."
        )
    else:
        say("Then copy the address of the page that the browser ends on, paste it here and press Enter.")


def _code(question: Question, pasting: Pasting, patience: float) -> SecretStr:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if pasting.is_over and not question.redirect.is_ours:
            raise LoginError("Nothing can be pasted here: run make login in a terminal")
        if pasted := pasting.line(min(_GLANCE, patience)):
            question.answers.put(_judged(question.authorisation, pasted))
        if code := _settled(question.answers):
            return code
    raise LoginError(_too_late(question, patience))


def _judged(authorisation: Authorisation, pasted: str) -> SecretStr | LoginError:
    try:
        return authorisation.code(pasted)
    except LoginError as error:
        return error


def _settled(answers: Answers) -> SecretStr | None:
    """Return the code if it has come; what is no answer to our question is said, and waiting goes on."""
    try:
        answer = answers.get_nowait()
    except Empty:
        return None
    if isinstance(answer, Declined):
        raise answer
    if isinstance(answer, LoginError):
        say(f"{answer}.")
        return None
    return answer


def _too_late(question: Question, patience: float) -> str:
    return (
        f"No answer came within {patience / 60:.0f} minutes: run make login again. Where Spotify's page says "
        f"INVALID_CLIENT, add {question.redirect.uri} to the redirect addresses of the app"
    )


def shadowed(settings: Settings, listener: str) -> str:
    """Return what keeps a sign-in just made from being used, "" for nothing."""
    if listener or not settings.refresh_token:
        return ""
    return f"{VARIABLE} is set and comes first: remove it, or this sign-in is not used"

"""Consents as an app meets them later: refresh tokens that work, are too old, or were taken back."""

from datetime import UTC, datetime, timedelta

import pytest
import requests

from tasks.sandbox import Agreed, Sandbox
from tasks.sandbox.consents import Consent

from .client import Client

EXPIRED = {"error": "invalid_grant", "error_description": "Refresh token expired"}
REVOKED = {"error": "invalid_grant", "error_description": "Refresh token revoked"}


def refreshed(sandbox: Sandbox, refresh_token: str, **form: str) -> requests.Response:
    """Ask for a new access token without a secret."""
    asked = {"grant_type": "refresh_token", "refresh_token": refresh_token, "client_id": sandbox.client_id, **form}
    return requests.post(f"{sandbox.accounts_url}/api/token", data=asked, timeout=10)


def test_six_months(extended: Client) -> None:
    """A refresh token works until six months after the consent, and not later."""
    young, old = (extended.sandbox.agree(Agreed(age_days=age)) for age in (181.9, 182.1))
    assert extended.token(grant_type="refresh_token", refresh_token=young).status_code == 200
    answer = extended.token(grant_type="refresh_token", refresh_token=old)
    assert (answer.status_code, answer.json()) == (400, EXPIRED)


def test_refreshing_does_not_prolong() -> None:
    """The six months begin with the consent, whatever was refreshed since."""
    consent = Consent("sandbox-listener", frozenset(), agreed_at=datetime.now(UTC) - timedelta(days=200))
    assert consent.is_expired


def test_revoked(fresh: Client) -> None:
    """A consent that was taken back brings nothing any more; access tokens that it brought live on."""
    refresh_token = fresh.sandbox.agree(Agreed())
    client = Client(fresh.sandbox, refresh_token=refresh_token)
    fresh.sandbox.revoke(refresh_token)
    answer = fresh.token(grant_type="refresh_token", refresh_token=refresh_token)
    assert (answer.status_code, answer.json()) == (400, REVOKED)
    assert client.get("me").status_code == 200


def test_fixed_token_can_be_revoked(fresh: Client) -> None:
    """So can that of the listener, in this sandbox alone."""
    fresh.sandbox.revoke(fresh.sandbox.refresh_token)
    form = {"grant_type": "refresh_token", "refresh_token": fresh.sandbox.refresh_token}
    assert fresh.token(None, **form).json() == REVOKED
    with Sandbox() as other:
        assert Client(other).get("me").status_code == 200


def test_scopes_stay(extended: Client) -> None:
    """A refresh brings the scopes of the consent; asking for more does not add any."""
    refresh_token = extended.sandbox.agree(Agreed(scopes="user-top-read user-library-read"))
    answer = extended.token(grant_type="refresh_token", refresh_token=refresh_token, scope="user-read-email").json()
    assert answer["scope"] == "user-library-read user-top-read"
    assert "refresh_token" not in answer


def test_secret(extended: Client) -> None:
    """A token that PKCE brought is refreshed with the client id alone, every other only with the secret."""
    sandbox = extended.sandbox
    assert refreshed(sandbox, sandbox.agree(Agreed(needs_secret=False))).status_code == 200
    for refresh_token in (sandbox.refresh_token, sandbox.agree(Agreed())):
        answer = refreshed(sandbox, refresh_token)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


def test_other_client(extended: Client) -> None:
    """Nobody else can use it."""
    refresh_token = extended.sandbox.agree(Agreed(needs_secret=False))
    answer = refreshed(extended.sandbox, refresh_token, client_id="another")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")


def test_tokens_differ(fresh: Client) -> None:
    """Every consent brings a refresh token of its own."""
    tokens = {fresh.sandbox.agree(Agreed()) for _ in range(5)}
    assert len(tokens | {fresh.sandbox.refresh_token, fresh.sandbox.second_refresh_token}) == 7


def test_wrong_consents() -> None:
    """A listener or a scope that does not exist is a sentence."""
    with pytest.raises(ValueError, match="no listener of the sandbox; it knows sandbox-listener, "):
        Agreed(user_id="nobody")
    with pytest.raises(ValueError, match="'user-read-mind' is no scope"):
        Agreed(scopes="user-read-mind user-top-read")

"""Prefect variables: what an operator decides and no file says. They are made once and never written over."""

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.actions import VariableCreate, VariableUpdate

NOTIFY = "spotify_notify"
"""The block that automations send to, as TYPE/NAME; empty for none."""

Value = str | list[str]

VARIABLES: dict[str, Value] = {"spotify_playlists": [], "spotify_artists": [], NOTIFY: ""}
"""The values that they are made with."""


def ensure_variables(client: SyncPrefectClient) -> str:
    """Make those that are missing, and return a sentence."""
    missing = [name for name in VARIABLES if client.read_variable_by_name(name) is None]
    for name in missing:
        client.create_variable(VariableCreate(name=name, value=VARIABLES[name], tags=["spotify"]))
    return f"variables {', '.join(missing)}: made" if missing else "variables: there"


def set_variable(client: SyncPrefectClient, name: str, value: Value) -> None:
    """Give one another value."""
    client.update_variable(VariableUpdate(name=name, value=value))


def value_of(client: SyncPrefectClient, name: str) -> Value:
    """Return the value of one."""
    variable = client.read_variable_by_name(name)
    value = variable.value if variable else VARIABLES[name]
    return value if isinstance(value, list) else str(value)

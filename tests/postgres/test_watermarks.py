"""How far SOURCE has been read, in a few numbers."""

import psycopg

from tasks.postgres.known import set_watermark
from tasks.postgres.watermarks import reached

MARKS = {
    ("clock", "app"): "2021-05-09T12:00:00+00:00",
    ("clock", "another app"): "2022-01-01T00:00:00+00:00",  # -> not this one's
    ("window", "a selection"): '{"name": "x"}',  # -> of one run
    ("playlists", "one"): "a snapshot id",
    ("playlists", "two"): "another",
    ("plays", "listener"): "2021-05-09T11:00:00+00:00",
    ("plays", "friend"): "2021-05-08T11:00:00+00:00",
    ("show episodes", "one"): "12 2021-05-09T11:00:00+00:00",
}


def test_what_was_read_up_to_is_the_clock_and_a_few_numbers_a_resource(connection: psycopg.Connection) -> None:
    """However many subjects there are; of times the latest."""
    for (resource, scope), value in MARKS.items():
        set_watermark(connection, resource, scope, value)
    found = reached(connection, "app")
    assert "2021-05-09T12:00:00+00:00" == found["clock"]
    changed = {name: one.pop("changed_at")[:2] for name, one in found["resources"].items()}
    assert dict.fromkeys(("playlists", "plays", "show episodes"), "20") == changed
    assert {
        "playlists": {"count": 2},
        "plays": {"count": 2, "latest": "2021-05-09T11:00:00+00:00"},
        "show episodes": {"count": 1},
    } == found["resources"]


def test_nothing_has_been_read_before_the_first_run(connection: psycopg.Connection) -> None:
    """There is no clock."""
    assert {"clock": None, "resources": {}} == reached(connection, "app")

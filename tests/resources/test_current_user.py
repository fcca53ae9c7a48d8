"""The listener."""

from dataclasses import replace

from tasks.resources.columns import joined
from tasks.resources.current_user import REQUEST, rows
from tasks.resources.objects.user import User, user_frames

from .answers import READING, answered, values

FULL = {
    "id": "anna",
    "display_name": "Anna",
    "country": "DE",
    "product": "premium",
    "followers": {"href": None, "total": 3.0},
    "images": [],
}


def test_the_listener_is_a_user() -> None:
    """With everything that extended mode says."""
    found = rows([answered(REQUEST, FULL)], READING).frames["spotify.users"]
    assert [("anna", "Anna", "DE", "premium", 3, None)] == values(
        found, "user_id", "display_name", "country", "product", "followers", "image_url"
    )
    assert [(None, False)] == values(found, "account_id", "has_account_id")  # given in development mode only


def test_what_development_mode_lacks_is_not_erased() -> None:
    """Country, product and followers are absent; the immutable account id is new."""
    found = rows([answered(REQUEST, {"id": "anna", "account_id": "x"})], READING).frames["spotify.users"]
    assert [("x", False, False, False)] == values(found, "account_id", "has_country", "has_product", "has_followers")


def test_the_listener_has_the_time_zone_of_the_settings() -> None:
    """Spotify never says it."""
    reading = replace(READING, time_zone="Europe/Berlin")
    found = rows([answered(REQUEST, FULL)], reading).frames["spotify.users"]
    assert [("Europe/Berlin", True)] == values(found, "time_zone", "has_time_zone")


def test_without_a_time_zone_none_is_erased() -> None:
    """Nor by the same user as the owner of a playlist, whether met before or after."""
    none = rows([answered(REQUEST, FULL)], READING).frames
    assert [(None, False)] == values(none["spotify.users"], "time_zone", "has_time_zone")
    known = rows([answered(REQUEST, FULL)], replace(READING, time_zone="Europe/Berlin")).frames
    both = joined([user_frames([User(id="anna")]), known, user_frames([User(id="anna")])])["spotify.users"]
    assert [(None, False), ("Europe/Berlin", True), (None, False)] == values(both, "time_zone", "has_time_zone")

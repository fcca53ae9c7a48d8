"""The listener."""

from tasks.resources.current_user import REQUEST, rows

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

"""Public profiles of selected users."""

from datetime import timedelta

from tasks.resources.need import Need
from tasks.resources.page import Page
from tasks.resources.reading import WATERMARKS
from tasks.resources.users import USERS, probe, requests, rows

from .answers import MOMENT, READING, answered, values


def _need(*users: str, marks: dict[str, str] | None = None) -> Need:
    return Need(selected={"users": users}, moment=MOMENT, marks=lambda _: marks or {})


def _page(user: str, status: int = 200, **fields: object) -> Page:
    return answered(requests(_need(user))[0], {"id": user, "type": "user"} | fields, status)


def test_an_id_is_encoded_for_the_path() -> None:
    """It is free text: a slash would be another path, a comma in a subject another id."""
    assert ["users/anna", "users/a%2Fb%2C%20%C3%B6"] == [one.path for one in requests(_need("anna", "a/b, ö"))]


def test_a_profile_is_read_once_a_day() -> None:
    """And by its mark in the form in which it was asked for."""
    today, yesterday = MOMENT.isoformat(), (MOMENT - timedelta(days=1)).isoformat()
    marks = {"a%2Cb": today, "anna": yesterday, "gone": f"gone 9 {yesterday}"}
    assert ["users/anna"] == [one.path for one in requests(_need("a,b", "anna", "gone", marks=marks))]


def test_a_profile_is_a_user() -> None:
    """With followers, without what only the listener's own has."""
    page = _page("anna", display_name="Anna", followers={"href": None, "total": 3.0}, images=[{"url": "u"}])
    users = rows([page], READING).frames["spotify.users"]
    assert [("anna", "Anna", 3, "u", False, False)] == values(
        users, "user_id", "display_name", "followers", "image_url", "has_country", "has_product"
    )


def test_what_became_of_each_user_is_remembered() -> None:
    """Read, or not to be had."""
    found = rows([_page("a,b"), _page("nobody", 404)], READING)
    at = MOMENT.isoformat()
    assert [("a%2Cb", at), ("nobody", f"gone 1 {at}")] == values(found.frames[WATERMARKS], "scope", "value")
    assert ["a,b"] == values(found.frames["spotify.users"], "user_id")


def test_the_first_user_is_the_probe() -> None:
    """None where no profile is due; that one user is unknown says nothing of the endpoint."""
    assert {USERS.needs: requests(_need("anna"))[0]} == probe(_need("anna", "zoe"))
    assert {} == probe(_need())
    assert 404 not in USERS.refused_with

"""Saved shows; what they have in common with all that can be saved is in test_saved.py."""

from tasks.resources.reading import REJECTED
from tasks.resources.saved_shows import REQUEST, rows

from .answers import READING, answered, spotify_id, values


def test_a_saved_show_is_a_show() -> None:
    """As its own endpoint gives it; one that is malformed is set aside."""
    show = {"id": spotify_id("s"), "name": "Show", "publisher": "Me", "languages": ["de"], "total_episodes": 3}
    elements = [{"added_at": "2021-05-01T00:00:00Z", "show": one} for one in (show, show | {"total_episodes": "many"})]
    found = rows([answered(REQUEST, {"items": elements, "total": 2})], READING).frames
    assert [(spotify_id("s"), "Show", "Me", ["de"], 3)] == values(
        found["spotify.shows"], "show_id", "name", "publisher", "languages", "total_episodes"
    )
    assert ["$.items[1].show.total_episodes"] == values(found[REJECTED], "path")

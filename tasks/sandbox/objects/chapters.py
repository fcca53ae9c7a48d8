"""Chapters of audiobooks: a kind of episode, as their uris still say."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.audiobooks import Chapter, books
from tasks.sandbox.objects.audiobooks import PICTURE, simple_audiobook
from tasks.sandbox.objects.common import OPEN, images, links
from tasks.sandbox.objects.episodes import resume_point


def simple_chapter(ask: Ask, chapter: Chapter) -> dict[str, Any]:
    """Return the form that lists of a book's chapters have; the language is empty there, as recorded."""
    book = books(ask.world.catalogue)[chapter.book_id]
    simple = links(ask, "chapter", chapter.id) | {
        "audio_preview_url": None,
        "available_markets": list(book.markets),
        "chapter_number": chapter.number,
        "description": "",
        "duration_ms": chapter.duration_ms,
        "explicit": False,
        "external_urls": {"spotify": f"{OPEN}/episode/{chapter.id}"},
        "html_description": "",
        "images": images(book.id, PICTURE),
        "is_playable": True,
        "languages": [""],
        "name": chapter.name,
        "release_date": book.released.isoformat(),
        "release_date_precision": "day",
        "uri": f"spotify:episode:{chapter.id}",
    }
    return simple | resume_point(ask, chapter.id)


def chapter(ask: Ask, chapter: Chapter) -> dict[str, Any]:
    """Return the full form, which has its book."""
    book = books(ask.world.catalogue)[chapter.book_id]
    told = {"languages": ["en"], "audiobook": simple_audiobook(ask, book)}
    return simple_chapter(ask, chapter) | told

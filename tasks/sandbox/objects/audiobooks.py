"""Audiobooks: a kind of show, as their uris still say."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.audiobooks import Audiobook
from tasks.sandbox.objects.common import OPEN, images, links

PICTURE = "ab676663"


def simple_audiobook(ask: Ask, book: Audiobook) -> dict[str, Any]:
    """Return the form that chapters and lists embed."""
    authors, narrators = ", ".join(book.authors), ", ".join(book.narrators)
    return links(ask, "audiobook", book.id) | {
        "authors": [{"name": name} for name in book.authors],
        "available_markets": list(book.markets),
        "copyrights": [{"text": f"{book.released.year} {book.authors[0]}", "type": "C"}],
        "description": f"Author(s): {authors} Narrator(s): {narrators}",
        "edition": book.edition,
        "explicit": False,
        "external_urls": {"spotify": f"{OPEN}/show/{book.id}"},
        "html_description": f"Author(s): {authors}<br/>Narrator(s): {narrators}",
        "images": images(book.id, PICTURE),
        "languages": ["en"],
        "media_type": "audio",
        "name": book.name,
        "narrators": [{"name": name} for name in book.narrators],
        "publisher": book.authors[0],
        "total_chapters": book.total,
        "uri": f"spotify:show:{book.id}",
    }

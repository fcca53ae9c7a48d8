"""Lists of words, such as languages or narrators, in which Spotify also serves null and the empty text."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct


class Person(Struct):
    """An author or a narrator: a name, and no id."""

    name: str | None = None


def words(texts: Any) -> Any:
    """Return the texts that say something; null for null, UNSET where the answer had no such field."""
    return [text for text in texts if text] if isinstance(texts, Sequence) else texts


def names(people: Any) -> Any:
    """Return the names of people in their order, null and UNSET as they are."""
    return [person.name for person in people if person and person.name] if isinstance(people, Sequence) else people

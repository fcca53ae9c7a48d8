"""The paging object: a slice of a list by offset and limit."""

from typing import Generic, TypeVar

from msgspec import Struct

from tasks.resources.columns import Int32

T = TypeVar("T")


class Paging(Struct, Generic[T]):
    """https://developer.spotify.com/documentation/web-api/concepts/api-calls#pagination; elements may be null."""

    items: list[T | None] = []
    total: Int32 | None = None
    next: str | None = None

"""Images come in several sizes, widest first; one address is kept."""

from typing import Any

from msgspec import UNSET, Struct


class Image(Struct):
    """https://developer.spotify.com/documentation/web-api: the image object."""

    url: str | None = None


def widest(images: Any) -> Any:
    """Return the address of the first image; null for none, UNSET where the answer had no such field."""
    if images is UNSET:
        return UNSET
    for image in images or ():
        if image:
            return image.url
    return None

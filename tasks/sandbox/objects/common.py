"""What every object has: links to itself, images, and oddities that replace what would be served."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import hexadecimal
from tasks.sandbox.oddities import SERVED

OPEN = "https://open.spotify.com"
IMAGES = "https://i.scdn.co/image"


def links(ask: Ask, kind: str, key: str) -> dict[str, Any]:
    """Return the five fields by which an object names itself."""
    return {
        "external_urls": {"spotify": f"{OPEN}/{kind}/{key}"},
        "href": f"{ask.api}/{kind}s/{key}",
        "id": key,
        "type": kind,
        "uri": f"spotify:{kind}:{key}",
    }


def images(key: str, prefix: str = "ab67616d") -> list[dict[str, Any]]:
    """Return three sizes of a picture that does not exist, largest first."""
    code = hexadecimal(24, "image", key)
    sizes = {640: "0000b273", 300: "00001e02", 64: "00004851"}
    return [{"url": f"{IMAGES}/{prefix}{size}{code}", "height": side, "width": side} for side, size in sizes.items()]


def oddly(key: str, served: dict[str, Any]) -> dict[str, Any]:
    """Replace the fields of an oddity; a simplified object takes only those that it has."""
    return served | {field: value for field, value in SERVED.get(key, {}).items() if field in served}

"""Facts the archive lacks, invented: every value is a hash of what it is about, so it is the same in every process.

Python's own hash() is salted per process, hence blake2b.
"""

import string
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


def number(*about: object) -> int:
    """Return 64 bits that depend on nothing but `about`."""
    return int.from_bytes(blake2b(repr(about).encode("utf-8", "surrogatepass"), digest_size=8).digest())


def share(*about: object) -> float:
    """Return a number in [0, 1)."""
    return number(*about) / 2**64


def pick(options: Sequence[T], *about: object) -> T:
    """Return one of the options."""
    return options[number(*about) % len(options)]


def hexadecimal(length: int, *about: object) -> str:
    """Return `length` hexadecimal digits, at most 128."""
    return blake2b(repr(about).encode()).hexdigest()[:length]


def digits(length: int, *about: object) -> str:
    """Return `length` decimal digits, at most 19."""
    return f"{number(*about):020d}"[-length:]


def spotify_id(*about: object) -> str:
    """Return a well-formed Spotify id: 22 characters of base 62."""
    rest = int.from_bytes(blake2b(repr(about).encode(), digest_size=24).digest())
    return "".join(BASE62[(rest := rest // 62) % 62] for _ in range(22))

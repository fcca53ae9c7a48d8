"""From the bytes of an answer to typed objects: what has the wrong type is set aside by name, what is good goes on.

Every field that some quota mode lacks is optional in the declared types, every element of a list may be null. A page
that does not fit is decoded again with whole floats as integers (Spotify has served 85.0 for 85), and then element by
element: the outermost list element that holds the error becomes null and is reported with its JSON path and its raw
JSON. Nothing else is cast: "85" is no number, and 1 is not true.
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

# As msgspec writes it: "Expected `int`, got `str` - at `$.items[3].track.duration_ms`".
MESSAGE = re.compile(r"^(?P<reason>.*) - at `(?P<path>\$.*)`$")
ELEMENT = re.compile(r"^\$(?P<path>[^\[]*)\[(?P<index>\d+)\]")


@dataclass(frozen=True)
class Reject:
    """A part of an answer that no table can keep: the JSON path, the reason, the part itself as JSON."""

    path: str
    reason: str
    raw: str


def decode(body: bytes, kind: type[T]) -> tuple[T | None, list[Reject]]:
    """Return the answer as `kind`, or None where nothing of it can be used, and what was set aside."""
    try:
        return msgspec.json.decode(body, type=kind), []
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _decode_leniently(body, kind)


def _decode_leniently(body: bytes, kind: type[T]) -> tuple[T | None, list[Reject]]:
    try:
        answer = _parse(body)
    except ValueError as error:
        return None, [Reject("$", f"Expected JSON: {error}", _raw(body.decode(errors="replace")))]
    return _salvage(answer, kind)


def _parse(body: bytes) -> Any:
    # msgspec refuses a lone surrogate ("\ud800"), which JSON allows and Spotify's free text can hold.
    answer = json.loads(body.decode(errors="replace"), parse_float=_number, parse_constant=_refuse)
    return json.loads(json.dumps(answer, ensure_ascii=False).encode(errors="replace"))


def _number(text: str) -> int | float | str:
    number = float(text)
    if math.isinf(number):
        return text  # more than a float holds: as text it has the wrong type, and stays readable
    return int(number) if number.is_integer() else number


def _refuse(constant: str) -> None:
    # Python reads NaN and Infinity, which are not JSON; Postgres would refuse them in the raw part of a reject.
    raise ValueError(f"{constant} is no number")


def _salvage(answer: Any, kind: type[T]) -> tuple[T | None, list[Reject]]:
    rejects: list[Reject] = []
    while True:
        try:
            return msgspec.convert(answer, kind), rejects
        except msgspec.ValidationError as error:
            reject, usable = _set_aside(answer, str(error))
            rejects.append(reject)
            if not usable:
                return None, rejects


def _set_aside(answer: Any, message: str) -> tuple[Reject, bool]:
    """Null the element that holds the error; false where the error is in no list and so spoils the whole answer."""
    found = MESSAGE.match(message)
    reason, path = (found["reason"], found["path"]) if found else (message, "$")
    element = ELEMENT.match(path)
    if element is None:
        return Reject(path, reason, _raw(answer)), False
    holder = answer
    for name in element["path"].strip(".").split(".") if element["path"] else []:
        holder = holder[name]
    index = int(element["index"])
    if holder[index] is None:
        return Reject(path, reason, _raw(answer)), False
    raw, holder[index] = _raw(holder[index]), None
    return Reject(path, reason, raw), True


def _raw(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False)

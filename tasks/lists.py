"""Lists of what to read, one entry a line, in a file or on S3: a hundred thousand artists are no parameter of a run.

An entry is what the option itself takes; empty lines and what begins with # are left out.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tasks.s3.address import is_on_s3
from tasks.s3.error import S3Error
from tasks.s3.fetch import fetched
from tasks.selection import AT, NOUNS, Run, is_list


class ListError(ValueError):
    """A list cannot be read, or a line of it is no entry; the message names both."""


class Lists:
    """The lists that a run names, each read once, so that the run has the same selection from beginning to end."""

    def __init__(self) -> None:
        self._entries: dict[str, list[str]] = {}

    def expanded(self, run: Run) -> Run:
        """Return the run with entries in the place of lists; raises ListError."""
        named = {noun: getattr(run, noun) for noun in NOUNS if any(map(is_list, getattr(run, noun)))}
        return run.model_copy(update={noun: self._put(noun, given) for noun, given in named.items()})

    def _put(self, noun: str, given: Sequence[str]) -> list[str]:
        entries = [one for text in given for one in (self._listed(noun, text) if is_list(text) else [text])]
        return list(dict.fromkeys(entries))

    def _listed(self, noun: str, name: str) -> list[str]:
        key = f"{noun} {name}"
        if key not in self._entries:
            self._entries[key] = _checked(noun, name, _lines(_text(name)))
        return self._entries[key]


def _lines(text: str) -> dict[int, str]:
    """Return the entries by the number of their line."""
    lines = {number: line.strip() for number, line in enumerate(text.splitlines(), 1)}
    return {number: line for number, line in lines.items() if line and not line.startswith("#")}


def _checked(noun: str, name: str, lines: Mapping[int, str]) -> list[str]:
    if not lines:
        raise ListError(f'The list "{name}" names no {noun}')
    if nested := next((number for number, line in lines.items() if is_list(line)), 0):
        raise ListError(f'The list "{name}" names another list in line {nested}: give both to --{noun}')
    try:
        run = Run(**{noun: list(lines.values())})
    except ValidationError as error:
        raise ListError(_culprit(noun, name, lines, error)) from None
    entries: list[str] = getattr(run, noun)
    return entries


def _culprit(noun: str, name: str, lines: Mapping[int, str], error: ValidationError) -> str:
    """Return the sentence about the first line that is no entry."""
    for number, line in lines.items():
        try:
            Run(**{noun: [line]})
        except ValidationError as found:
            return f'The list "{name}", line {number}: {_reason(found)}'
    return f'The list "{name}": {_reason(error)}'


def _reason(error: ValidationError) -> Any:
    return error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")


def _text(name: str) -> str:
    try:
        return (fetched(name) if is_on_s3(name) else Path(name.removeprefix(AT)).read_bytes()).decode()
    except UnicodeDecodeError:
        raise ListError(f'The list "{name}" is no text in UTF-8') from None
    except S3Error as error:
        raise ListError(f'The list "{name}" cannot be read: {error}') from None
    except OSError as error:
        raise ListError(f'The list "{name}" cannot be read: {error.strerror or error}') from None

"""The header of a SQL file: its leading comment, prose and notes.

    -- How much does a listener hear on a day?             prose: the question, or the sentence that a check asserts
    -- grain: user_id x played_on                          a note: one word, a colon, text
    -- minutes_played: as if every play lasted to the end,
    --   for Spotify does not say how long it did          three spaces go on with the note

Prose becomes the comment of the relation, a note that bears the name of a column becomes the comment of that column.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

NOTE = re.compile(r"([a-z][a-z0-9_]*): (.+)")

# Notes about the file as a whole; every other note is about a column.
ABOUT_THE_FILE = frozenset({"grain", "severity"})


@dataclass(frozen=True)
class Header:
    """Prose, its lines joined by newlines, and the notes by name."""

    prose: str
    notes: dict[str, str]

    @property
    def columns(self) -> dict[str, str]:
        """What is said of single columns."""
        return {name: text for name, text in self.notes.items() if name not in ABOUT_THE_FILE}

    @property
    def grain(self) -> tuple[str, ...]:
        """The columns that make a row unique; empty where the header does not say."""
        return tuple(self.notes["grain"].split(" x ")) if "grain" in self.notes else ()


def parse_header(text: str) -> Header:
    """Return the header of a file's text; without a leading comment its prose is empty."""
    prose: list[str] = []
    notes: dict[str, str] = {}
    for line in _leading_comment(text):
        if line.startswith("   ") and notes:
            notes[list(notes)[-1]] += " " + line.strip()
        elif note := NOTE.fullmatch(line.strip()):
            notes[note[1]] = note[2]
        else:
            prose.append(line.strip())
    return Header("\n".join(prose), notes)


def _leading_comment(text: str) -> list[str]:
    return [line.removeprefix("--") for line in takewhile(lambda line: line.startswith("--"), text.splitlines())]

"""Which marts there are, and which of these somebody wants."""

from collections.abc import Sequence
from difflib import get_close_matches

import psycopg

from tasks.postgres.export.error import ExportError
from tasks.postgres.models.catalog import made_here


def chosen(connection: psycopg.Connection, wanted: Sequence[str]) -> list[str]:
    """Return the marts with these names, all where none is named, sorted; raises ExportError."""
    there = sorted(made_here(connection, "marts"))
    if not there:
        raise ExportError("There are no marts yet: make run reads Spotify and builds them")
    names = {name.removeprefix("marts.") for name in wanted}
    for name in sorted(names - set(there)):
        raise ExportError(f'There is no mart "{name}": {_advice(name, there)}')
    return [name for name in there if not names or name in names]


def _advice(name: str, there: list[str]) -> str:
    alike = get_close_matches(name, there, n=1)
    return f"did you mean {alike[0]}?" if alike else f"choose among {', '.join(there)}"

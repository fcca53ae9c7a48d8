"""The columns of what is extracted, as SOURCE has them and as TARGET can."""

from dataclasses import dataclass

import psycopg

from tasks.postgres.extracts.extract import NUMBERS, OVERLAPS, TIMES, Extract, listed, quoted
from tasks.postgres.extracts.snapshot import Snapshot
from tasks.postgres.models.references import ModelError

# A type of pg_catalog has the same name and the same text everywhere; an enum or an extension's may not be there.
TYPES = """
select format_type(given.type, given.modifier), given.type >= 16384 or t.typtype = 'p', t.typcategory = 'A'
from unnest(%s::oid[], %s::int[]) with ordinality as given (type, modifier, at)
inner join pg_type as t on t.oid = given.type
order by given.at
"""

# Equal there means that they look the same; other types are compared by what they look like, some have no equality.
COMPARABLE = TIMES | NUMBERS | {"text", "boolean", "uuid", "bytea", "jsonb", "character varying", "interval"}


@dataclass(frozen=True)
class Columns:
    """Types by name: as SOURCE has them, and as TARGET stores them; `is_plain` where all are of Postgres' own."""

    source: dict[str, str]
    stored: dict[str, str]
    is_plain: bool = True

    @property
    def names(self) -> list[str]:
        """Their names, in order."""
        return list(self.source)

    @property
    def foreign(self) -> set[str]:
        """Columns of a type that TARGET does not have."""
        return {name for name, kind in self.source.items() if self.stored[name] != kind}

    def selected(self) -> str:
        """Return the list of a SELECT on SOURCE."""
        return ", ".join(self._selected(name) for name in self.source)

    def _selected(self, name: str) -> str:
        return f"{quoted(name)}::{self.stored[name]} as {quoted(name)}" if name in self.foreign else quoted(name)


def describe_columns(there: Snapshot, here: psycopg.Connection, extract: Extract) -> Columns:
    """Return the columns of an extract; raises ModelError or DatabaseError."""
    if extract.is_table:
        own = there.table(extract.target).columns
        return Columns(own, own)
    columns = _columns(there, here, extract)
    _require_usable(extract, columns)
    return columns


def _columns(there: Snapshot, here: psycopg.Connection, extract: Extract) -> Columns:
    described = there.described(extract)
    names = [name for name, _, _ in described]
    _require_names(extract, names)
    types = there.rows(TYPES, [[kind for _, kind, _ in described], [modifier for _, _, modifier in described]])
    source = {name: kind for name, (kind, _, _) in zip(names, types, strict=True)}
    stored = {name: _stored(here, *found) for name, found in zip(names, types, strict=True)}
    return Columns(source, stored, not any(is_foreign for _, is_foreign, _ in types))


def _stored(here: psycopg.Connection, kind: str, is_foreign: bool, is_array: bool) -> str:
    # What TARGET has under the same name is trusted to be the same; no column can be a record.
    if not is_foreign or (kind != "record" and _knows(here, kind)):
        return kind
    return "text[]" if is_array else "text"


def _knows(here: psycopg.Connection, kind: str) -> bool:
    row = here.execute("select to_regtype(%s) is not null", [kind]).fetchone()
    return bool(row and row[0])


def _require_names(extract: Extract, names: list[str]) -> None:
    for name in names:
        if name == "?column?":
            raise ModelError(f'{extract.file} has a column without a name: write "as" and a name behind it.')
        if names.count(name) > 1:
            raise ModelError(f'{extract.file} has two columns "{name}": give each a name of its own.')
    if not names:
        raise ModelError(f"{extract.file} selects no columns.")


def _require_usable(extract: Extract, columns: Columns) -> None:
    said = {f"key {name}": name for name in extract.key} | {f"comment on {name}": name for name in extract.comments}
    if extract.incremental:
        said[f"incremental column {extract.incremental}"] = extract.incremental
    for what, name in said.items():
        if name not in columns.source:
            raise ModelError(
                f"{extract.file}: the {what} of its header is none of its columns ({listed(columns.names)})."
            )
    if extract.incremental:
        overlap(extract, columns)


def overlap(extract: Extract, columns: Columns) -> str:
    """Return the SQL of what is subtracted from the watermark; raises ModelError where that cannot be done."""
    kind = plain(columns.source[extract.incremental])
    for kinds, default in OVERLAPS.items():
        if kind in kinds:
            said = extract.overlap or default
            _require_fitting(extract, said, is_time=kinds is TIMES)
            return f"interval '{said}'" if kinds is TIMES else said
    raise ModelError(
        f"{extract.file}: its incremental column {extract.incremental} is of type {kind}: "
        "name one that is a time or a number."
    )


def _require_fitting(extract: Extract, said: str, *, is_time: bool) -> None:
    if is_time != (" " in said):
        wanted = "a time such as 2 hours" if is_time else "a number, as the column is"
        raise ModelError(f'{extract.file}: its overlap "{said}" is to be {wanted}.')


def comparable(name: str, kind: str, alias: str) -> str:
    """Return a column as SQL that can be compared, also where its type cannot."""
    column = f"{alias}.{quoted(name)}"
    return column if plain(kind.removesuffix("[]")) in COMPARABLE else f"{column}::text"


def plain(kind: str) -> str:
    """Return a type without its modifier, which can stand within: timestamp(3) with time zone."""
    before, _, rest = kind.partition("(")
    return before + rest.partition(")")[2]

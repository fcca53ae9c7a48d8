"""The files of sql/extract: one SELECT on SOURCE under a header that says where its rows go.

-- The orders of the shop, to be joined with what the listener hears.     becomes the comment of the table
-- target: sales.orders                                                   schema and table of TARGET
-- key: order_id                                                          one column, or several: a x b
-- mode: incremental                                                      or full: all rows every time
-- incremental: updated_at                                                a column whose values only grow
-- overlap: 2 hours                                                       read again behind the watermark; 1 hour
-- gone: keep                                                             what SOURCE deleted stays; else it goes
-- total: gross, in euros                                                 a column: becomes its comment
select
    o.order_id,
    ...
"""

import re
from pathlib import Path

from tasks.postgres.extracts.extract import Extract
from tasks.postgres.models.header import Header, parse_header
from tasks.postgres.models.model import NAME
from tasks.postgres.models.references import ModelError, find_references

FOLDER = Path(__file__).resolve().parents[3] / "sql" / "extract"

NOTES = ("target", "key", "mode", "incremental", "overlap", "gone")

TARGET = re.compile(rf"({NAME.pattern})\.({NAME.pattern})")

OVERLAP = re.compile(r"\d+(\.\d+)?( (second|minute|hour|day|week|month)s?)?")

# Made and filled by the pipeline itself, or by Postgres.
TAKEN = re.compile(r"spotify|etl|staging|marts|staging_next|marts_next|public_next|information_schema|pg_.*")

WHAT = {
    "target": '"-- target: schema.table"',
    "key": '"-- key: column" or "-- key: one x other"',
    "mode": '"-- mode: full" or "-- mode: incremental"',
    "incremental": '"-- incremental: column", of a time or a number that grows with every change,',
}


def discover_extracts(folder: Path = FOLDER) -> list[Extract]:
    """Return the extract of every file, by name; raises ModelError."""
    extracts = [parse_extract(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql"))]
    by_target: dict[str, Extract] = {}
    for extract in extracts:
        first = by_target.setdefault(extract.target, extract)
        if first is not extract:
            raise ModelError(
                f"{first.file} and {extract.file} both have the target {extract.target}: give each its own."
            )
    return extracts


def parse_extract(name: str, text: str) -> Extract:
    """Return the extract of a text; raises ModelError, whose sentence says what to write."""
    file, body = f"sql/extract/{name}.sql", text.rstrip().removesuffix(";")
    if not NAME.fullmatch(name):
        raise ModelError(f"{file}: an extract's name is written in lower case letters, digits and underscores.")
    header = parse_header(body)
    _require(file, header)
    find_references(file, body)
    notes = header.notes
    return Extract(
        file=file,
        target=notes["target"],
        query=body,
        key=tuple(re.split(r" x |, *", notes["key"])),
        mode=notes["mode"],
        incremental=notes.get("incremental", ""),
        overlap=notes.get("overlap", ""),
        keeps=notes.get("gone") == "keep",
        comment=f"{header.prose}\nMade from {file}.",
        comments={column: said for column, said in notes.items() if column not in NOTES},
    )


def _require(file: str, header: Header) -> None:
    if not header.prose:
        raise ModelError(f"{file} has no leading comment: say what its rows are.")
    incremental = ("incremental",) if header.notes.get("mode") == "incremental" else ()
    for note in ("target", "key", "mode", *incremental):
        if note not in header.notes:
            raise ModelError(f"{file} does not state its {note}: add {WHAT[note]} to its leading comment.")
    for wrong in _wrong(header.notes):
        raise ModelError(f"{file}: {wrong}.")


def _wrong(notes: dict[str, str]) -> list[str]:
    target, found = TARGET.fullmatch(notes["target"]), []
    if not target:
        found.append(f'its target "{notes["target"]}" is no schema.table in lower case letters, digits and underscores')
    elif TAKEN.fullmatch(target[1]):
        found.append(f"its target is in {target[1]}, which is not for extracts: choose a schema of its own")
    if notes["mode"] not in {"full", "incremental"}:
        found.append(f'its mode "{notes["mode"]}" is neither full nor incremental')
    if not OVERLAP.fullmatch(notes.get("overlap", "0")):
        found.append(f'its overlap "{notes["overlap"]}" is neither a number nor a time such as 2 hours')
    if notes.get("gone", "keep") not in {"keep", "remove"}:
        found.append(f'what is gone at the source is either to keep or to remove, not "{notes["gone"]}"')
    return found

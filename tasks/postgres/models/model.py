"""One file of sql/staging, marts, public or checks: a single SELECT under a header; its path is its name."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tasks.postgres.models.header import Header, parse_header
from tasks.postgres.models.references import ModelError, Reference, find_references

NAME = re.compile(r"[a-z][a-z0-9_]*")

# What the header must say besides its prose.
REQUIRED_NOTES = {"staging": (), "marts": ("grain",), "public": (), "checks": ("severity",)}

SEVERITIES = ("fail", "warn")

# Schemas that are built from files, hence rewritten while their relations are candidates.
BUILT = ("staging", "marts")

# The views that bear the names of the original system's tables, where these stood. No model reads them: what others of
# public a model reads was extracted.
PUBLIC = "public"

# Every schema that has relations made from files.
MADE = (*BUILT, PUBLIC)


@dataclass(frozen=True)
class Model:
    """A staging view, a mart, a view of public or a check; `sql` is the file's text without a closing semicolon."""

    schema: str
    name: str
    header: Header
    sql: str
    references: tuple[Reference, ...]

    @property
    def full_name(self) -> str:
        """As other models refer to it: marts.daily_listening."""
        return f"{self.schema}.{self.name}"

    @property
    def file(self) -> str:
        """Where it stands in the project: sql/marts/daily_listening.sql."""
        return f"sql/{self.schema}/{self.name}.sql"

    @property
    def comment(self) -> str:
        """The comment of the relation: the header's prose, the grain, and where it is made."""
        grain = [f"Grain: {self.header.notes['grain']}."] if self.header.grain else []
        return "\n".join([self.header.prose, *grain, f"Made from {self.file}."])

    @property
    def reads(self) -> frozenset[str]:
        """Full names of the relations it selects from."""
        return frozenset(reference.full_name for reference in self.references)

    def candidate_sql(self) -> str:
        """Return the SELECT as it reads the candidates: staging.x is staging_next.x, marts.x is marts_next.x.

        Only the schema names that the parser found are replaced: the rest stays as it was written, so that Postgres
        and not a generator of SQL has the last word on its meaning, and its error messages point into the file.
        """
        text = self.sql
        for reference in sorted(self.references, key=lambda reference: reference.start, reverse=True):
            if reference.schema in BUILT:
                text = text[: reference.start] + candidate(reference.schema) + text[reference.end :]
        return text


def candidate(schema: str) -> str:
    """Return the schema in which the next relations of `schema` wait until they are checked."""
    return f"{schema}_next"


def read_model(path: Path) -> Model:
    """Return the model of a file; raises ModelError, whose sentence names the file and the line."""
    return parse_model(path.parent.name, path.stem, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1000)  # a process that makes several runs, as a worker does, parses each text once
def parse_model(schema: str, name: str, text: str) -> Model:
    """Return the model of a text; raises ModelError."""
    body = text.rstrip().removesuffix(";")
    file = f"sql/{schema}/{name}.sql"
    if not NAME.fullmatch(name):
        raise ModelError(f"{file}: a model's name is written in lower case letters, digits and underscores.")
    model = Model(schema, name, parse_header(body), body, find_references(file, body))
    _require_header(model)
    return model


def _require_header(model: Model) -> None:
    if not model.header.prose:
        raise ModelError(f"{model.file} has no leading comment: say what it answers or asserts.")
    for note in REQUIRED_NOTES[model.schema]:
        if note not in model.header.notes:
            raise ModelError(f'{model.file} does not state its {note}: add "-- {note}: ..." to its leading comment.')
    if model.schema == "checks" and model.header.notes["severity"] not in SEVERITIES:
        raise ModelError(f"{model.file}: its severity is neither fail nor warn.")

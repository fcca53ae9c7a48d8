"""The extracts of the project, their test data, and their targets for marts that read them.

A data file stands in tests/sql/extract/. It is as test_sql.py says, and may begin with what other systems have in
SOURCE, a statement a line: `create schema shop;`, `create table shop.orders (...);`.
"""

import re
from pathlib import Path

import psycopg

from tasks.postgres.extracts.extract import Extract, listed, relation
from tasks.postgres.extracts.files import discover_extracts

FOLDER = Path(__file__).parent

# What there is, and one that shows how: the project itself may have none.
EXTRACTS = discover_extracts()
EXAMPLES = discover_extracts(FOLDER / "example" / "extract")
TARGETS = {extract.target for extract in EXTRACTS}

CREATE = re.compile(r"create (schema|table|type) .*;")


def data_file(extract: Extract) -> Path:
    """Return where its test data stand."""
    return FOLDER / ("example" if extract in EXAMPLES else "extract") / Path(extract.file).name


def read_data(extract: Extract) -> tuple[list[str], str]:
    """Return the statements that make its tables in SOURCE, and the rest of its data file."""
    path = data_file(extract)
    assert path.exists(), f"{extract.file} has no test data: write tests/sql/extract/{path.name}"
    lines = path.read_text(encoding="utf-8").splitlines()
    made = [line for line in lines if CREATE.fullmatch(line)]
    return made, "\n".join(line for line in lines if line not in made)


def make_targets(connection: psycopg.Connection, read: set[str]) -> None:
    """Make the targets that are read, empty, as an extraction makes them."""
    for extract in EXTRACTS:
        if extract.target in read:
            for statement in read_data(extract)[0]:
                connection.execute(statement.encode())
            _make_target(connection, extract)


def _make_target(connection: psycopg.Connection, extract: Extract) -> None:
    name = relation(extract.target)
    connection.execute(f"create schema if not exists {extract.target.partition('.')[0]}".encode())
    connection.execute(f"create table {name} as select * from ({extract.query}\n) as q with no data".encode())
    connection.execute(f"alter table {name} add primary key ({listed(extract.key)})".encode())
    connection.execute(f"alter table {name} add column if not exists loaded_at timestamptz default now()".encode())

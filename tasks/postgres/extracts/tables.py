"""The tables of SOURCE that TARGET has too, as extracts: those of schema spotify."""

from tasks.postgres.extracts.extract import Extract, listed, relation
from tasks.postgres.extracts.snapshot import Snapshot

TABLES = "select schemaname || '.' || tablename from pg_tables where schemaname = 'spotify' order by 1"


def table_extracts(there: Snapshot) -> list[Extract]:
    """Return one extract a table; raises DatabaseError."""
    return [_extract(there, name) for (name,) in there.rows(TABLES)]


def _extract(there: Snapshot, name: str) -> Extract:
    table = there.table(name)
    return Extract(
        file=name,
        target=name,
        query=f"select {listed(table.columns)} from {relation(name)}",
        key=table.key,
        incremental="loaded_at" if "loaded_at" in table.columns else "",
        is_table=True,
    )

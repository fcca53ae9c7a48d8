"""The SQL of an extraction: what is asked of SOURCE, and how the stage is merged into the table of TARGET.

The rows wait in the temporary table `extracted`. Only rows that differ are written, see tasks/postgres/statements.py.
"""

from collections.abc import Iterable

from tasks.postgres.extracts.columns import Columns, comparable, overlap, plain
from tasks.postgres.extracts.extract import TIMES, Extract, listed, quoted, relation
from tasks.postgres.extracts.target import LOADED_AT, Target

STAGE = "extracted"

GONE = "gone"

# Deletions older than the last extraction may have been committed after it: a day is longer than any load.
DELETED = """
select {key}
from etl.deleted_rows as d
cross join lateral jsonb_populate_record(null::{table}, d.key) as k
where
    d.table_name = '{name}'
    and d.deleted_at >= '{since}'::timestamptz - interval '1 day'
    and not exists (select from {table} as t where {same})
"""


def copy_out(extract: Extract, columns: Columns, since: str | None, form: str) -> str:
    """Return the COPY on SOURCE: of everything, or of what may have changed since a watermark."""
    if extract.is_table and since is None:
        of = f"{relation(extract.target)} ({listed(columns.names)})"
    else:
        # The query begins in the first line, see snapshot.py.
        of = f"(select {columns.selected()} from ({extract.query}\n) as q{_changed(extract, columns, since)})"
    return f"copy {of} to stdout (format {form})"


def _changed(extract: Extract, columns: Columns, since: str | None) -> str:
    if since is None:
        return ""
    column, kind = quoted(extract.incremental), columns.source[extract.incremental]
    # A row that does not say when it changed may always have.
    return f" where {column} >= '{since}'::{kind} - {overlap(extract, columns)} or {column} is null"


def copy_deleted(extract: Extract, since: str) -> str:
    """Return the COPY on SOURCE of the keys that it deleted since a time, and that have not come back."""
    same = equal(extract.key, "t", "k")
    query = DELETED.format(
        key=listed(extract.key, "k"), table=relation(extract.target), name=extract.target, since=since, same=same
    )
    return f"copy ({query}) to stdout"


def copy_in(into: str, names: Iterable[str], form: str) -> str:
    """Return the COPY on TARGET."""
    return f"copy {into} ({listed(names)}) from stdin (format {form})"


def create_like(name: str, target: Target, names: Iterable[str]) -> str:
    """Return the statement that makes a temporary table with these columns of the target."""
    return f"create temp table {name} on commit drop as select {listed(names)} from {target.name} with no data"


def judge(extract: Extract, columns: Columns, target: Target) -> str:
    """Return the statement that counts the new, the different and the equal rows of the stage."""
    new, differs = f"t.{quoted(extract.key[0])} is null", _differs(extract, columns, target)
    return f"""
select
    count(*) filter (where {new}) as inserted,
    count(*) filter (where not {new} and {differs}) as updated,
    count(*) filter (where not {new} and not {differs}) as unchanged
from {STAGE} as s
left join {target.name} as t on {equal(extract.key, "s", "t")}
"""


def upsert(extract: Extract, columns: Columns, target: Target) -> str:
    """Return the statement that writes the new and the different rows of the stage, and counts both."""
    names, stamped = columns.names, target.stamps(columns)
    values = [name for name in names if name not in extract.key]
    sets = [f"{quoted(name)} = excluded.{quoted(name)}" for name in [*values, *([LOADED_AT] if stamped else [])]]
    return f"""
with written as (
    insert into {target.name} ({listed([*names, *([LOADED_AT] if stamped else [])])})
    select {listed(names, "s")}{", now()" if stamped else ""}
    from {STAGE} as s
    left join {target.name} as t on {equal(extract.key, "s", "t")}
    where t.{quoted(extract.key[0])} is null or {_differs(extract, columns, target)}
    on conflict ({listed(extract.key)}) do {f"update set {', '.join(sets)}" if sets else "nothing"}
    returning (xmax = 0) as is_new
)
select count(*) filter (where is_new) as inserted, count(*) filter (where not is_new) as updated from written
"""


def delete_missing(extract: Extract, target: Target) -> str:
    """Return the statement that deletes what a full extraction no longer held."""
    same = equal(extract.key, "s", "t")
    return f"delete from {target.name} as t where not exists (select from {STAGE} as s where {same})"


def delete_gone(extract: Extract, target: Target) -> str:
    """Return the statement that deletes what SOURCE deleted."""
    return f"delete from {target.name} as t using {GONE} as g where {equal(extract.key, 'g', 't')}"


def doubled(extract: Extract) -> str:
    """Return the statement that finds a key that is in the stage more than once, or is null."""
    nulls = " or ".join(f"s.{quoted(name)} is null" for name in extract.key)
    return f"""
select concat_ws(', ', {", ".join(f"coalesce(s.{quoted(name)}::text, 'null')" for name in extract.key)})
from {STAGE} as s
group by {listed(extract.key, "s")}
having count(*) > 1 or {nulls}
limit 1
"""


def highest(extract: Extract, columns: Columns, rows: str, now: str) -> str:
    """Return the statement that reads the watermark; a time beyond SOURCE's clock would hide what comes until then."""
    column, kind = quoted(extract.incremental), columns.source[extract.incremental]
    greatest = f"max({column})"
    if plain(kind) in TIMES:
        greatest = f"least({greatest}, '{now}'::{kind})"
    return f"select ({greatest})::text from {rows}"


def equal(key: Iterable[str], left: str, right: str) -> str:
    """Return the condition under which two rows have the same key."""
    return " and ".join(f"{left}.{quoted(name)} = {right}.{quoted(name)}" for name in key)


def _differs(extract: Extract, columns: Columns, target: Target) -> str:
    values = [name for name in columns.names if name not in extract.key]
    types = target.table.columns
    pairs = [(comparable(name, types[name], "s"), comparable(name, types[name], "t")) for name in values]
    if not pairs:
        return "false"
    new, old = ", ".join(pair[0] for pair in pairs), ", ".join(pair[1] for pair in pairs)
    return f"(row({new}) is distinct from row({old}))"

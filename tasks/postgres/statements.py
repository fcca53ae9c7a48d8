"""The SQL of a merge, from a table's description and the columns that a frame brings.

The rows wait in a stage, the subjects that were read to the end in `complete`. One pass over stage and table finds what
differs, and leaves its places in `compared`; what is equal is only counted there, and never written: it costs no WAL
and keeps its loaded_at. Both statements that write reach their rows by these places, so that ON CONFLICT, which locks
and so writes every row before it is looked at, is not needed; the lock on the table keeps the places true.
"""

from collections.abc import Iterable, Sequence

from tasks.postgres.fit import HAS
from tasks.postgres.table import Table

# The join of a large table with a stage as large: in memory, and by all processors that Postgres may take for it.
SETTINGS = (
    "set local work_mem = '128MB'",
    "set local max_parallel_workers_per_gather = 4",
    "set local parallel_tuple_cost = 0.001",
)

# How long a deletion is to be seen by incremental extracts, which read everything where they are older.
FORGET_DELETED = "delete from etl.deleted_rows where deleted_at < now() - interval '30 days'"

# A group without a place are the rows that are stored just so; one with a place and nothing stored is a new row.
COMPARED = """
select
    coalesce(sum(amount), 0)::bigint as staged,
    coalesce(sum(amount) filter (where place is null), 0)::bigint as unchanged,
    count(*) filter (where place is not null and stored is null) as new,
    count(*) filter (where place is not null and stored is not null) as differing
from compared
"""

# An interval that began at this reading before, and was ended by another, goes on.
REOPENED = ["valid_to = null", "loaded_at = excluded.loaded_at"]


def create_stage(table: Table, columns: Sequence[str], name: str) -> str:
    """Return the statement that makes a stage with exactly the types of the frame, temporary without a schema."""
    typed = _list(f'"{column}" {stage_type(table, column)}' for column in columns)
    kind, end = ("unlogged", "") if "." in name else ("temp", " on commit drop")
    return f"create {kind} table {name} ({typed}){end}"


def create_complete(table: Table, scope: Sequence[str]) -> str:
    """Return the statement that makes `complete`."""
    typed = _list(f'"{column}" {stage_type(table, column)}' for column in scope)
    return f"create temp table complete ({typed}, at timestamptz) on commit drop"


def analyze(name: str, columns: Sequence[str]) -> str:
    """Return the statement that has Postgres learn how columns, or all of them, are distributed."""
    return f"analyze {name} ({_names(columns)})" if columns else f"analyze {name}"


def is_empty(table: Table) -> str:
    """Return the query that tells whether a table has no row."""
    return f"select not exists (select from {table.name}) as is_empty"


def compare(table: Table, columns: Sequence[str], stage: str) -> str:
    """Return the statement that makes `compared`: rows that differ by their places, the others as a number."""
    merged = {column: _merged(table, column, columns) for column in _own(columns)}
    values = [column for column in merged if column not in table.key]
    differs = f't."{table.key[0]}" is null{_differs(values, merged)}'
    return _compared(f"{stage} as s left join {table.name} as t on {_equal('s', 't', table.key)}", differs)


def update_changed(table: Table, columns: Sequence[str], stage: str) -> str:
    """Return the statement that rewrites the changed rows, in the order in which they lie, and counts them.

    In the order of the stage every row would go to another page of the table and of its index.
    """
    values = [column for column in _own(columns) if column not in table.key]
    sets = _list(f'"{column}" = {_merged(table, column, columns)}' for column in values)
    return _counted(
        f"""
    update {table.name} as t set {sets}, loaded_at = now()
    from (
        select c.stored, s.*
        from compared as c
        inner join {stage} as s on s.ctid = c.place
        where c.stored is not null
        order by c.stored
    ) as s
    where t.ctid = s.stored""",
        "updated",
    )


def insert_new(table: Table, columns: Sequence[str], stage: str) -> str:
    """Return the statement that inserts the new rows, in the order of the index, and counts them."""
    own = _own(columns)
    arriving = _list(_arriving(table, column, columns) for column in own)
    return _counted(
        f"""
    insert into {table.name} ({_names(own)}, loaded_at)
    select {arriving}, now()
    from compared as c
    inner join {stage} as s on s.ctid = c.place
    where c.stored is null
    order by {_names(table.key, "s")}""",
        "inserted",
    )


def append(table: Table, own: Sequence[str], stage: str) -> str:
    """Return the statement for a table without a key: every row is new."""
    values = _list(_cast(table, column, f's."{column}"') for column in own)
    return f"""
with written as (insert into {table.name} ({_names(own)}) select {values} from {stage} as s returning 1)
select
    (select count(*) from {stage}) as staged,
    count(*) as inserted,
    0::bigint as updated,
    0::bigint as unchanged
from written
"""


def remove_gone(table: Table, scope: Sequence[str], stage: str) -> str:
    """Return the statement that deletes, or stamps as removed, what a complete reading no longer held."""
    missing = f"not exists (select from {stage} as s where {_equal('s', 't', table.key)})"
    where = f"{_equal('c', 't', scope)} and {missing}"
    if "removed_at" not in table.columns:
        return _deleted(table, where)
    change = f"update {table.name} as t set removed_at = c.at, loaded_at = now()"
    return _counted(f"{change} from complete as c where t.removed_at is null and {where}", "removed")


def forget(table: Table, own: Sequence[str], scope: Sequence[str], stage: str) -> str:
    """Return the statement that deletes the intervals that began at this very reading and are not in it."""
    return _deleted(table, f"{_no_longer(table, own, scope, stage)} and t.valid_from >= c.at")


def end_gone(table: Table, own: Sequence[str], scope: Sequence[str], stage: str) -> str:
    """Return the statement that ends the intervals that a complete reading no longer held."""
    change = f"update {table.name} as t set valid_to = c.at, loaded_at = now() from complete as c"
    return _counted(f"{change} where {_no_longer(table, own, scope, stage)}", "removed")


def compare_open(table: Table, own: Sequence[str], stage: str) -> str:
    """Return the statement that makes `compared` of the entries of a reading and the intervals that are open."""
    identity = [column for column in own if column != "valid_from"]
    pairs = f"{stage} as s left join {table.name} as t on {_same('s', 't', identity, table.key)} and t.valid_to is null"
    return _compared(pairs, f't."{table.key[0]}" is null')


def begin(table: Table, own: Sequence[str], stage: str) -> str:
    """Return the statement that begins an interval for every new entry."""
    sets = _list([f'"{column}" = excluded."{column}"' for column in own if column not in table.key] + REOPENED)
    return _counted(
        f"""
    insert into {table.name} ({_names(own)}, loaded_at)
    select {_names(own, "s")}, now()
    from compared as c
    inner join {stage} as s on s.ctid = c.place
    order by {_names(table.key, "s")}
    on conflict ({_names(table.key)}) do update set {sets}""",
        "inserted",
    )


def stage_type(table: Table, column: str) -> str:
    """Return the type in which a column waits for the merge."""
    declared = table.columns.get(column, "boolean")
    # The collation of the target, or the join cannot use its index; jsonb waits as text, see POLARS_TYPES.
    return {"text": 'text collate "C"', "jsonb": "text"}.get(declared, declared)


def _compared(pairs: str, differs: str) -> str:
    # OFFSET keeps the comparison in a query of its own, or it would be made once for each column of the result.
    return f"""
create temp table compared on commit drop as
select case when differs then place end as place, case when differs then stored end as stored, count(*) as amount
from (select s.ctid as place, t.ctid as stored, ({differs}) as differs from {pairs} offset 0) as pair
group by 1, 2
"""


def _no_longer(table: Table, own: Sequence[str], scope: Sequence[str], stage: str) -> str:
    identity = [column for column in own if column != "valid_from"]
    still = f"exists (select from {stage} as s where {_same('s', 't', identity, table.key)})"
    return f"{_equal('c', 't', scope)} and t.valid_to is null and not {still}"


def _deleted(table: Table, where: str) -> str:
    """Return the statement that deletes, and keeps the keys so that extracts can follow."""
    key = _list(f"""'{column}', "{column}\"""" for column in table.key)
    return f"""
with gone as (
    delete from {table.name} as t using complete as c where {where} returning {_names(table.key, "t")}
),
noted as (
    insert into etl.deleted_rows (table_name, key)
    select '{table.name}', jsonb_build_object({key}) from gone
)
select count(*) as removed from gone
"""


def _counted(change: str, name: str) -> str:
    return f"with written as ({change} returning 1) select count(*) as {name} from written"


def _own(columns: Sequence[str]) -> list[str]:
    return [column for column in columns if not column.startswith(HAS)]


def _merged(table: Table, column: str, columns: Sequence[str]) -> str:
    value = _cast(table, column, f's."{column}"')
    return f'case when s."{HAS}{column}" then {value} else t."{column}" end' if HAS + column in columns else value


def _arriving(table: Table, column: str, columns: Sequence[str]) -> str:
    value = _cast(table, column, f's."{column}"')
    return f'case when s."{HAS}{column}" then {value} end' if HAS + column in columns else value


def _cast(table: Table, column: str, value: str) -> str:
    return f"{value}::jsonb" if table.columns[column] == "jsonb" else value


def _differs(values: Sequence[str], merged: dict[str, str]) -> str:
    if not values:
        return ""
    new, old = _list(merged[column] for column in values), _names(values, "t")
    return f" or row({new}) is distinct from row({old})"


def _equal(left: str, right: str, columns: Iterable[str]) -> str:
    return " and ".join(f'{left}."{column}" = {right}."{column}"' for column in columns)


def _same(left: str, right: str, columns: Sequence[str], key: Sequence[str]) -> str:
    # Only a key is never null; the other columns (a local file has no track_id) are equal when both are.
    keys = _equal(left, right, [column for column in columns if column in key])
    others = [f'{left}."{column}" is not distinct from {right}."{column}"' for column in columns if column not in key]
    return " and ".join([keys, *others])


def _names(columns: Iterable[str], alias: str = "") -> str:
    return _list(f'{alias}."{column}"' if alias else f'"{column}"' for column in columns)


def _list(parts: Iterable[str]) -> str:
    return ", ".join(parts)

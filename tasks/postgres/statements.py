"""The SQL of a merge, from a table's description and the columns that a frame brings.

The rows wait in the temporary table `stage`, the subjects that were read to the end in `complete`. Only rows that
differ are written: an unchanged one costs no WAL and keeps its loaded_at
(https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT).
"""

from collections.abc import Iterable, Sequence

from tasks.postgres.fit import HAS
from tasks.postgres.table import Table

# An interval that began at this reading before, and was ended by another, goes on.
REOPENED = ["valid_to = null", "loaded_at = excluded.loaded_at"]


def create_stage(table: Table, columns: Sequence[str]) -> str:
    """Return the statement that makes `stage` with exactly the types of the frame."""
    typed = ", ".join(f'"{column}" {stage_type(table, column)}' for column in columns)
    return f"create temp table stage ({typed}) on commit drop"


def upsert(table: Table, columns: Sequence[str]) -> str:
    """Return the statement that inserts new rows, rewrites changed ones, and counts both."""
    own = [column for column in columns if column in table.columns]
    values = [column for column in own if column not in table.key]
    merged = {column: _merged(table, column, columns) for column in own}
    return f"""
with changed as (
    select {_list(f'{merged[column]} as "{column}"' for column in own)}
    from stage as s
    left join {table.name} as t on {_equal("s", "t", table.key)}
    where t."{table.key[0]}" is null{_differs(values, merged)}
),
written as (
    insert into {table.name} ({_names(own)}, loaded_at)
    select {_names(own)}, now() from changed
    {_on_conflict(table, values)}
    returning (xmax = 0) as is_new
)
select
    (select count(*) from stage) as staged,
    count(*) filter (where is_new) as inserted,
    count(*) filter (where not is_new) as updated
from written
"""


def append(table: Table, columns: Sequence[str]) -> str:
    """Return the statement for a table without a key: every row is new."""
    own = [column for column in columns if column in table.columns]
    values = _list(_cast(table, column, f's."{column}"') for column in own)
    return f"""
with written as (insert into {table.name} ({_names(own)}) select {values} from stage as s returning 1)
select (select count(*) from stage) as staged, count(*) as inserted, 0::bigint as updated from written
"""


def remove_gone(table: Table, scope: Sequence[str]) -> str:
    """Return the statement that deletes, or stamps as removed, what a complete reading no longer held."""
    missing = f"not exists (select from stage as s where {_equal('s', 't', table.key)})"
    where = f"{_equal('c', 't', scope)} and {missing}"
    if "removed_at" in table.columns:
        change = f"update {table.name} as t set removed_at = c.at, loaded_at = now()"
        change += f" from complete as c where t.removed_at is null and {where}"
    else:
        change = f"delete from {table.name} as t using complete as c where {where}"
    return f"with gone as ({change} returning 1) select count(*) as removed from gone"


def keep_history(table: Table, columns: Sequence[str], scope: Sequence[str]) -> list[str]:
    """Return the statements that end the intervals a complete reading no longer held, and begin the new ones.

    The last of them counts. An interval that began at this very reading is forgotten instead of being ended, so
    that reading the same day twice leaves no interval without length.
    """
    own = [column for column in columns if column in table.columns]
    identity = [column for column in own if column != "valid_from"]
    still = f"exists (select from stage as s where {_same('s', 't', identity, table.key)})"
    open_in_scope = f"{_equal('c', 't', scope)} and t.valid_to is null and not {still}"
    return [
        f"delete from {table.name} as t using complete as c where {open_in_scope} and t.valid_from >= c.at",
        f"""
with ended as (
    update {table.name} as t set valid_to = c.at, loaded_at = now() from complete as c where {open_in_scope} returning 1
),
written as (
    insert into {table.name} ({_names(own)}, loaded_at)
    select {_names(own, "s")}, now()
    from stage as s
    left join {table.name} as t on {_same("s", "t", identity, table.key)} and t.valid_to is null
    where t."{table.key[0]}" is null
    on conflict ({_names(table.key)}) do update
    set {_list([f'"{column}" = excluded."{column}"' for column in own if column not in table.key] + REOPENED)}
    returning 1
)
select
    (select count(*) from stage) as staged,
    (select count(*) from written) as inserted,
    0::bigint as updated,
    (select count(*) from ended) as removed
""",
    ]


def _merged(table: Table, column: str, columns: Sequence[str]) -> str:
    value = _cast(table, column, f's."{column}"')
    return f'case when s."{HAS}{column}" then {value} else t."{column}" end' if HAS + column in columns else value


def _cast(table: Table, column: str, value: str) -> str:
    return f"{value}::jsonb" if table.columns[column] == "jsonb" else value


def _differs(values: Sequence[str], merged: dict[str, str]) -> str:
    if not values:
        return ""
    new, old = _list(merged[column] for column in values), _names(values, "t")
    return f" or row({new}) is distinct from row({old})"


def _on_conflict(table: Table, values: Sequence[str]) -> str:
    if not values:
        return f"on conflict ({_names(table.key)}) do nothing"
    sets = _list(f'"{column}" = excluded."{column}"' for column in values)
    return f"on conflict ({_names(table.key)}) do update set {sets}, loaded_at = excluded.loaded_at"


def stage_type(table: Table, column: str) -> str:
    """Return the type in which a column waits for the merge."""
    declared = table.columns.get(column, "boolean")
    # The collation of the target, or the join cannot use its index; jsonb waits as text, see POLARS_TYPES.
    return {"text": 'text collate "C"', "jsonb": "text"}.get(declared, declared)


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

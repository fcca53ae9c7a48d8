"""What Postgres knows of the relations that were built earlier."""

from typing import Any

import psycopg

# A relation of ours says so in its comment, see Model.comment; whatever else stands in the schema is somebody's own.
MADE_HERE = """
select c.relname, c.oid
from pg_class as c
where
    c.relnamespace = to_regnamespace(%(schema)s)
    and c.relkind in ('r', 'v')
    and strpos(obj_description(c.oid, 'pg_class'), 'Made from sql/' || %(folder)s || '/' || c.relname || '.sql.') > 0
"""

SIGNATURES = f"""
select
    m.relname,
    pg_get_viewdef(m.oid),
    array(select d.objsubid || ' ' || d.description from pg_description as d where d.objoid = m.oid order by d.objsubid)
from ({MADE_HERE}) as m
"""

COLUMNS = """
select a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation
from pg_attribute as a
where
    a.attrelid = to_regclass(format('%%I.%%I', %(schema)s::text, %(name)s::text))
    and a.attnum > 0
    and not a.attisdropped
order by a.attnum
"""

# Privileges of the owner come with ownership; grantee 0 is everybody.
GRANTS = """
select format(
    'grant %%s on table %%s to %%s%%s',
    p.privilege_type,
    %(target)s::text,
    case when p.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(p.grantee)) end,
    case when p.is_grantable then ' with grant option' else '' end
)
from pg_class as c
cross join lateral aclexplode(c.relacl) as p
where c.oid = to_regclass(format('%%I.%%I', %(schema)s::text, %(name)s::text)) and p.grantee <> c.relowner
"""


def made_here(connection: psycopg.Connection, schema: str) -> set[str]:
    """Return the names of the relations in `schema` that a file of this project made."""
    found = connection.execute(MADE_HERE, {"schema": schema, "folder": schema}).fetchall()
    return {name for name, _ in found}


def signatures(connection: psycopg.Connection, schema: str) -> dict[str, tuple[Any, ...]]:
    """Return definition and comments of every view of ours in `schema`, which may be staging or staging_next."""
    folder = schema.removesuffix("_next")
    found = connection.execute(SIGNATURES.encode(), {"schema": schema, "folder": folder}).fetchall()
    return {name: tuple(rest) for name, *rest in found}


def columns(connection: psycopg.Connection, schema: str, name: str) -> list[tuple[Any, ...]]:
    """Return name, type and collation of every column, in order."""
    return connection.execute(COLUMNS, {"schema": schema, "name": name}).fetchall()


def grants(connection: psycopg.Connection, schema: str, name: str, target: str) -> list[str]:
    """Return the statements that grant on `target` what is granted on `schema.name`."""
    found = connection.execute(GRANTS, {"schema": schema, "name": name, "target": target}).fetchall()
    return [statement for (statement,) in found]

"""Whether public has room for the views that bear the names of the original system's tables.

These may still be there, filled by the original, and not everybody may create in public: then a view is left out and
the run says so, while the marts are built all the same.
"""

from collections.abc import Iterable

import psycopg

from tasks.postgres.models.catalog import made_here
from tasks.postgres.models.checks import Checked, warned
from tasks.postgres.models.discover import of_schema
from tasks.postgres.models.model import PUBLIC, Model

NAME = "public_has_room_for_the_views_of_the_original_system"

COMMENT = """\
The names of the original system's tables are free in schema public, for the views that take their place.
A table that stands there is left alone: rename or drop it, and the next run puts the view there."""

MAY_CREATE = """
select coalesce(has_schema_privilege(to_regnamespace('public')::oid, 'create'), false)
"""

TAKEN = "select c.relname from pg_class as c where c.relnamespace = to_regnamespace('public') and c.relname = any(%s)"


def in_the_way(connection: psycopg.Connection, views: list[Model]) -> dict[str, str]:
    """Return, by name, the views that have no room, and why."""
    names = [model.name for model in views]
    if not connection.execute(MAY_CREATE).fetchall()[0][0]:
        return dict.fromkeys(names, "schema public is missing, or this user may not create in it")
    taken = {name for (name,) in connection.execute(TAKEN, [names])} - made_here(connection, PUBLIC)
    return {name: "something of this name was not made by this pipeline" for name in names if name in taken}


def check_room(connection: psycopg.Connection, models: Iterable[Model]) -> list[Checked]:
    """Return the check of severity warn that finds the views without room; none where no view wants any."""
    views = of_schema(models, PUBLIC)
    found = [{"view": f"{PUBLIC}.{name}", "because": reason} for name, reason in in_the_way(connection, views).items()]
    return [warned(NAME, found, COMMENT)] if views else []

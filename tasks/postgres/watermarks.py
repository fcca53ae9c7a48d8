"""How far SOURCE has been read, in a few numbers: for the log of a run, before and after it."""

from typing import Any

import psycopg

from tasks.postgres import known

# A watermark is a time, a snapshot id, or a number and a time: only of times there is a latest. The clock has a field
# of its own, and a window is of one run.
REACHED = r"""
select
    resource,
    count(*),
    max(loaded_at),
    max(value) filter (where value ~ '^\d{4}-\d\d-\d\dT')
from etl.watermarks
where resource not in ('clock', 'window')
group by resource
order by resource
"""


def reached(connection: psycopg.Connection, client_id: str) -> dict[str, Any]:
    """Return the clock of the last run to its end, and by resource the number, last change and latest of watermarks."""
    return {
        "clock": known.watermarks(connection, "clock").get(client_id),
        "resources": {
            resource: {"count": count, "changed_at": changed_at.isoformat()} | ({"latest": latest} if latest else {})
            for resource, count, changed_at, latest in connection.execute(REACHED)
        },
    }

"""What an app may ask, as the last probe or answer showed it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import psycopg
from psycopg.rows import class_row

KEPT = """
insert into etl.capabilities as c (client_id, endpoint, status, http_code, first_seen, last_seen)
values (%s, %s, %s, %s, now(), now())
on conflict (client_id, endpoint) do update
set status = excluded.status,
    http_code = excluded.http_code,
    last_seen = excluded.last_seen,
    first_seen = case when c.status = excluded.status then c.first_seen else excluded.first_seen end
"""


@dataclass(frozen=True)
class Capability:
    """Whether an endpoint answers, the HTTP code that showed it, since when, and when that was last seen."""

    endpoint: str
    status: str
    http_code: int
    first_seen: datetime
    last_seen: datetime

    @property
    def is_available(self) -> bool:
        """True where the app has the endpoint."""
        return self.status == "available"


def capabilities(connection: psycopg.Connection, client_id: str) -> dict[str, Capability]:
    """Return what is known of every endpoint, however long ago it was seen."""
    query = "select endpoint, status, http_code, first_seen, last_seen from etl.capabilities where client_id = %s"
    with connection.cursor(row_factory=class_row(Capability)) as cursor:
        return {one.endpoint: one for one in cursor.execute(query, [client_id])}


def keep_capabilities(
    connection: psycopg.Connection, client_id: str, found: Mapping[str, tuple[bool, int]]
) -> dict[str, Capability]:
    """Store by endpoint whether it is available and with which code; return as they were those that have changed."""
    before = capabilities(connection, client_id)
    for endpoint, (is_available, code) in found.items():
        connection.execute(KEPT, [client_id, endpoint, "available" if is_available else "unavailable", code])
    return {
        endpoint: before[endpoint]
        for endpoint, (is_available, _) in found.items()
        if endpoint in before and before[endpoint].is_available != is_available
    }

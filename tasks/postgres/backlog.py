"""What the limits of an app have left for later."""

from collections.abc import Sequence

import psycopg

# Nobody wants it any more: a selection has changed, or the pipeline was not run for weeks.
FORGOTTEN_AFTER_DAYS = 30


def backlog(connection: psycopg.Connection, client_id: str) -> dict[str, list[str]]:
    """Return the subjects that wait, by resource, in the order in which they are to be read."""
    query = "select resource, subject from etl.backlog where client_id = %s order by priority, queued_at, subject"
    waiting: dict[str, list[str]] = {}
    for resource, subject in connection.execute(query, [client_id]):
        waiting.setdefault(resource, []).append(subject)
    return waiting


def keep_backlog(
    connection: psycopg.Connection, client_id: str, left: Sequence[tuple[str, str]], done: Sequence[tuple[str, str]]
) -> None:
    """Store what was left, as (resource, subject) in order of priority, and remove what is done or forgotten.

    What waits already keeps the time since when it does.
    """
    with connection.cursor() as cursor:
        remove = "delete from etl.backlog where client_id = %s and resource = %s and subject = %s"
        cursor.executemany(remove, [(client_id, *one) for one in done])
        cursor.executemany(
            "insert into etl.backlog (client_id, resource, subject, priority) values (%s, %s, %s, %s) "
            "on conflict (client_id, resource, subject) do update set priority = excluded.priority",
            [(client_id, *one, priority) for priority, one in enumerate(left, 1)],
        )
        cursor.execute(
            "delete from etl.backlog where client_id = %s and queued_at < now() - make_interval(days => %s)",
            [client_id, FORGOTTEN_AFTER_DAYS],
        )

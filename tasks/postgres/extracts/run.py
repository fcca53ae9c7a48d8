"""All extracts from SOURCE to TARGET, in one snapshot of the one and one transaction of the other."""

from collections.abc import Iterable

from tasks.postgres.connect import transaction
from tasks.postgres.database import Database
from tasks.postgres.extracts.extract import Extract
from tasks.postgres.extracts.snapshot import make_alike, snapshot
from tasks.postgres.extracts.state import Extracted
from tasks.postgres.extracts.tables import table_extracts
from tasks.postgres.extracts.take import take
from tasks.postgres.lock_timeout import LOCK_TIMEOUT

# The joins are large.
SETTINGS = (LOCK_TIMEOUT, "set local work_mem = '128MB'", "set local client_min_messages = warning")

# Readers do not wait for it; a second run does, and then sees what this one has left.
TAKE_TURN = "lock table etl.extracts in share row exclusive mode"


def extract_all(
    source: Database, target: Database, files: Iterable[Extract], *, is_full_run: bool = False
) -> dict[str, Extracted]:
    """Bring the tables of SOURCE, where that is another database, and these extracts; returns what was done by table.

    A reader of TARGET sees all of it or nothing. Raises ModelError for what an extract's file says, DatabaseError.
    """
    wanted = list(files)
    if source == target and not wanted:
        return {}
    with transaction(target) as here:
        make_alike(here, target)
        for statement in (*SETTINGS, TAKE_TURN):
            here.execute(statement.encode())
        with snapshot(source) as there:
            extracts = [*([] if source == target else table_extracts(there)), *wanted]
            return {extract.target: take(there, here, extract, is_full_run=is_full_run) for extract in extracts}

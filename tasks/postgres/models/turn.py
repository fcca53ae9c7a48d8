"""Who builds the marts builds them alone, and nobody builds them while somebody exports them."""

import psycopg
from psycopg import errors

from tasks.postgres.database import Database
from tasks.postgres.models.references import ModelError

# Any number will do as long as no other program on the server locks with it: the letters "mart".
LOCK = 0x6D617274


def take_turn(connection: psycopg.Connection, database: Database, seconds: float, *, shared: bool = False) -> None:
    """Wait for whoever builds or exports the marts, those who `shared` not for each other; raises ModelError.

    A lock of the session, taken before the transaction: the state that this one sees must not be older than the swap
    it waited for. It ends with the connection.
    """
    function = "pg_advisory_lock_shared" if shared else "pg_advisory_lock"
    connection.execute(f"set lock_timeout = {int(seconds * 1000)}".encode())
    try:
        connection.execute(f"select {function}(%s)".encode(), [LOCK])
    except errors.LockNotAvailable:
        raise ModelError(
            f"The marts of {database} are still being built or exported by another program after {seconds:g} seconds."
        ) from None
    connection.execute("set lock_timeout = 0")

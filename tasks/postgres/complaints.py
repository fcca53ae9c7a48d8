"""What Postgres complains of, as one sentence that says how to mend it, whichever driver brought the complaint.

The SQLSTATE decides and not the message, which may be in any language and is only passed on
(https://www.postgresql.org/docs/current/errcodes-appendix.html).
"""

from tasks.postgres.database import Database

_REMOVED = "somebody has removed what the migrations made; the next run names it and says how to mend it"

# By SQLSTATE, or by its class, the first two characters.
MENDING = {
    "25006": "it takes no writes: name the primary instead of a standby, or reset default_transaction_read_only",
    "25P03": "raise idle_in_transaction_session_timeout for this user, and run again",
    "25P04": "raise transaction_timeout for this user, and run again",
    "28": "check the variables with the user and the password",
    "3F": _REMOVED,
    "40": "it stood in the way of another session, and will not again: run again",
    "42501": "grant this user what is missing, or let it own what it works on (alter … owner to …), and run again",
    "42703": _REMOVED,
    "42P01": _REMOVED,
    "53100": "make room on its disk, and run again",
    "53200": "give the server more memory, or let it do less at a time, and run again",
    "53300": "wait for others to leave, or raise max_connections or the connection limit of the user, and run again",
    "53400": "raise this limit for this user, and run again",
    "55P03": "another session holds a lock on it for too long (pg_locks and pg_stat_activity show which): "
    "let it end, and run again",
    "57014": "raise statement_timeout for this user (alter role … set statement_timeout = 0) if that is what it was, "
    "and run again",
    "58": "look at the server's log and at its disk, and run again",
    "XX": "look at the server's log; what is damaged must be restored from a backup",
}

# The connection is gone: a server that was stopped (57P01), has crashed (57P02) or starts (57P03), and all of class 08.
_LOST = {"57P01", "57P02", "57P03", "57P05"}

# A deadlock or a conflict of transactions ends with this attempt.
_PASSING = {"40001", "40P01"}


def is_lost(sqlstate: str) -> bool:
    """True where the connection is gone; without an SQLSTATE it is not the server who speaks but libpq."""
    return not sqlstate or sqlstate.startswith("08") or sqlstate in _LOST


def is_passing(sqlstate: str) -> bool:
    """True for what may well succeed in a moment."""
    return is_lost(sqlstate) or sqlstate in _PASSING


def refused(database: Database | None, sqlstate: str, reason: str) -> str:
    """Return the sentence about a statement that failed; `reason` is the first line of what was said."""
    where = f"The database {database}" if database else "The database"
    if is_lost(sqlstate):
        return f"{where} broke off ({reason}) and kept nothing of what was under way: run again when it is up."
    mending = MENDING.get(sqlstate) or MENDING.get(sqlstate[:2])
    return f"{where} refused: {reason}; {mending}." if mending else f"{where} refused: {reason}."


def unreachable(database: Database, reason: str) -> str:
    """Return the sentence about a connection that failed: of these neither libpq nor the driver tells the SQLSTATE."""
    if "password" in reason:
        return f"The database {database} refused the password: check the variables with the user and the password."
    if "too many" in reason or "remaining connection slots" in reason:
        return f"The database {database} has no connection left for us: {reason}; {MENDING['53300']}."
    return (
        f"The database {database} cannot be reached: {reason}. "
        "Check that it runs, its address, its port, the user, the password and sslmode."
    )


def first_line(text: str) -> str:
    """Return what was said without where it was said, how bad it is, and what it could be due to."""
    return text.strip().partition("\n")[0].rpartition("failed: ")[2].removeprefix("FATAL:  ").rstrip(".")

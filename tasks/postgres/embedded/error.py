"""The one error of the embedded Postgres, in a file of its own because every part of it raises it."""


class EmbeddedError(RuntimeError):
    """The embedded Postgres cannot be used; the message is one sentence for its user and says how to mend it."""

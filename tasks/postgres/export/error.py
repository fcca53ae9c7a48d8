"""What keeps marts from being exported."""


class ExportError(ValueError):
    """Marts cannot be exported; one sentence that says what is wrong and how to mend it."""

"""What can go wrong on S3."""


class S3Error(ValueError):
    """S3 cannot be used; the message is for the person and holds no secret."""


class MissingError(S3Error):
    """There is no such object."""

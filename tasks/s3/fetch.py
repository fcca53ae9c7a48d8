"""One object by its address, for whoever wants no more of S3 than that."""

from tasks.s3.address import Address


def fetched(text: str) -> bytes:
    """Return the object at s3://BUCKET/KEY, with the usual AWS variables or the task role; raises S3Error."""
    from tasks.s3.client import client  # botocore, which only those wait for who keep something there
    from tasks.s3.complaints import translated
    from tasks.s3.objects import read

    address = Address.parsed(text)
    with translated(address, "s3:GetObject"):
        s3 = client()
    return read(s3, address)

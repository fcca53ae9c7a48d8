"""How Prefect keeps fetched pages."""

import polars as pl

from tasks.parquet import ParquetSerializer

SERIALIZER = ParquetSerializer()


def test_a_frame_comes_back_as_it_was() -> None:
    """Raw bytes included, and as text in between, for Prefect's record takes nothing else."""
    pages = pl.DataFrame({"path": ["me"], "body": [b"{}\x00\xff"]})
    kept = SERIALIZER.dumps(pages)
    assert kept.decode("ascii")
    found = SERIALIZER.loads(kept)
    assert isinstance(found, pl.DataFrame)
    assert pages.equals(found)


def test_an_error_is_kept_as_what_it_says() -> None:
    """A fetch that a pause of Spotify's ends has no pages."""
    found = SERIALIZER.loads(SERIALIZER.dumps(ValueError("Too many requests: später")))
    assert isinstance(found, RuntimeError)
    assert "Too many requests: später" == str(found)

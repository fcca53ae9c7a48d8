"""How Prefect keeps the pages that a task has fetched: Parquet in base64, for a result must be text."""

import base64
import io
from typing import Any

import polars as pl
from prefect.serializers import Serializer
from pydantic import Field

# No letter of base64, so that no frame begins with it.
ERROR = b"!"


class ParquetSerializer(Serializer):  # a parametrised Serializer has no key to be found by
    """A frame as Parquet; raw bytes would be refused by Prefect's record, and only the log would say so."""

    type: str = Field(default="polars-parquet", frozen=True)

    def dumps(self, obj: Any) -> bytes:
        """Return the frame as text; of an error, which Prefect keeps too, what it says."""
        if isinstance(obj, BaseException):
            return ERROR + base64.b64encode(str(obj).encode())
        buffer = io.BytesIO()
        obj.write_parquet(buffer, compression="zstd")
        return base64.b64encode(buffer.getvalue())

    def loads(self, blob: bytes) -> pl.DataFrame | RuntimeError:
        """Return the frame in the text, or an error that says the same."""
        if blob.startswith(ERROR):
            return RuntimeError(base64.b64decode(blob.removeprefix(ERROR)).decode())
        return pl.read_parquet(io.BytesIO(base64.b64decode(blob)))

"""A dlt pipeline over JSON lines, run by the Python of dlt's own environment; PEERS_URL leads to the database.

"json" is dlt's own way: the reader of its filesystem source, objects, normalization. "arrow" avoids both: code of ours
makes an Arrow table of every block, with what is nested as text, for dlt cannot send nested Arrow types to Postgres.

    python dlt_load.py json tracks.jsonl SCRATCH
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dlt  # type: ignore[import-not-found,unused-ignore]
import orjson  # type: ignore[import-not-found,unused-ignore]
import pyarrow as pa  # type: ignore[import-not-found,unused-ignore]
from dlt.sources.filesystem import filesystem, read_jsonl  # type: ignore[import-not-found,unused-ignore]

BLOCK = 16 * 2**20
NESTED = ("album", "artists", "available_markets", "external_ids", "external_urls")


def as_objects(path: Path) -> Any:
    """Return dlt's reader of JSON lines, in chunks larger than its 1,000 lines."""
    return filesystem(path.parent.as_uri(), file_glob=path.name) | read_jsonl(chunksize=5000)


def as_arrow(path: Path) -> Any:
    """Return a resource of Arrow tables."""
    hints = {name: {"data_type": "json"} for name in NESTED}
    return dlt.resource(lambda: _tables(path), name="tracks", columns=hints)


def _tables(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield _table([orjson.loads(line) for line in (block + file.readline()).splitlines()])


def _table(tracks: list[dict[str, Any]]) -> Any:
    plain = {name: [track[name] for track in tracks] for name in tracks[0] if name not in NESTED}
    nested = {name: [orjson.dumps(track[name]).decode() for track in tracks] for name in NESTED}
    return pa.table(plain | nested, schema=_schema(list(plain)))


def _schema(plain: list[str]) -> Any:
    types = {"disc_number": pa.int64(), "duration_ms": pa.int64(), "popularity": pa.int64(), "track_number": pa.int64()}
    types |= {"explicit": pa.bool_(), "is_local": pa.bool_()}
    return pa.schema([(name, types.get(name, pa.string())) for name in (*plain, *NESTED)])


def main(way: str, path: str, scratch: str) -> None:
    """Load the file with upsert by id."""
    resource = {"json": as_objects, "arrow": as_arrow}[way](Path(path))
    resource.apply_hints(table_name="tracks", primary_key="id", file_format="parquet")
    resource.apply_hints(write_disposition={"disposition": "merge", "strategy": "upsert"})
    resource.max_table_nesting = 0
    pipeline = dlt.pipeline(
        "peers",
        pipelines_dir=scratch,
        destination=dlt.destinations.postgres(os.environ["PEERS_URL"]),
        dataset_name="peers",
    )
    pipeline.run(resource)


if __name__ == "__main__":
    main(*sys.argv[1:])

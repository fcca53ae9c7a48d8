"""The tools and their settings: the fastest that their documentation names for JSON lines into Postgres with upsert.

Where each setting comes from stands beside it. Of sling and ingestr they are versions whose wheels bring
the program; others fetch it at first use, and then not the same on every machine.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sys import executable

from benchmarks.peers.singer import SCHEMA
from tasks.postgres.database import Database

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Job:
    """One load: the JSON lines, the same as Singer messages, the database, a folder of the tool's own to work in."""

    lines: Path
    messages: Path
    database: Database
    scratch: Path

    @property
    def url(self) -> str:
        """The database as a URL, password included: for variables and files, never for showing."""
        at = self.database
        return f"postgresql://{at.user}:{at.password.get_secret_value()}@{at.host}:{at.port}/{at.name}?sslmode=disable"


def _password(job: Job) -> Mapping[str, str]:
    return {"PGPASSWORD": job.database.password.get_secret_value()}


def _no_variables(_: Job) -> Mapping[str, str]:
    return {}


def _no_input(_: Job) -> Path | None:
    return None


@dataclass(frozen=True)
class Tool:
    """A tool: what pip installs of it (nothing: it is ours), its command below an environment, and what it stores.

    `wanted` is how many times as fast as this tool ours shall be on the first load.
    """

    name: str
    command: Callable[[Job, Path], list[str]]
    table: str
    stores: str
    requires: tuple[str, ...] = ()
    key: str = "id"
    wanted: float | None = None
    variables: Callable[[Job], Mapping[str, str]] = _no_variables
    stdin: Callable[[Job], Path | None] = _no_input
    options: dict[str, object] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The version of its first package."""
        return self.requires[0].partition("==")[2] if self.requires else "this tree"


# As few columns as have a key of their own: one level of the object, what is nested stays JSON. Left alone, sling makes
# one column `data` of a line, which has no key to upsert by ("flatten", docs.slingdata.io, source options). Bulk COPY
# is what it does by itself; "direct_insert" is documented as impossible with a primary key (target options). Its
# binary is called as it is, without Python before it.
SLING = {"SLING_DISABLE_TELEMETRY": "true", "SLING_LOADED_AT_COLUMN": "false"}


def _sling(job: Job, environment: Path) -> list[str]:
    binary = next(environment.glob("lib/python*/site-packages/sling_*/bin/sling-*"))
    source = json.dumps({"format": "jsonlines", "flatten": 1})
    target = ["--tgt-conn", "PEERS", "--tgt-object", "public.tracks", "--mode", "incremental", "--primary-key", "id"]
    return [str(binary), "run", "--src-stream", f"file://{job.lines}", "--src-options", source, *target]


# With the columns given and --no-inference (ingestr's docs/commands/ingest.md) it reads the file once and writes while
# it reads; it infers types from the whole file otherwise. Pages of 5,000 and of 100,000 rows took it no less CPU than
# its default of 25,000 (16.5 and 18.2 s against 16.2 for 100,000 tracks, each once), so that stays.
INGESTR_TYPES = {"object": "json", "array": "json", "string": "text", "integer": "bigint", "boolean": "boolean"}


def _ingestr(job: Job, environment: Path) -> list[str]:
    columns = ",".join(f"{name}:{INGESTR_TYPES[kind['type'][0]]}" for name, kind in SCHEMA["properties"].items())
    source = ["--source-uri", f"jsonl://{job.lines}", "--source-table", "tracks", "--no-inference"]
    target = ["--dest-table", "public.tracks", "--incremental-strategy", "merge", "--primary-key", "id"]
    return [
        str(environment / "bin" / "ingestr"), "ingest", *source, "--columns", columns, *target,
        "--yes", "--progress", "log",
    ]  # fmt: skip


def _dlt(way: str) -> Callable[[Job, Path], list[str]]:
    return lambda job, environment: [
        str(environment / "bin" / "python"), str(HERE / "dlt_load.py"), way, str(job.lines), str(job.scratch)
    ]  # fmt: skip


# "Optimizing dlt" (dlthub.com/docs, reference/performance): pages instead of rows, a process of normalization for each
# core with files small enough to share among them, buffers larger than the 5,000 items of the default, no compression
# of files that stay on this disk. The size of buffers and files is a choice of ours. Columns of JSON keep it from
# making a table of every list (max_table_nesting, in
# dlt_load.py).
DLT = {
    "NORMALIZE__WORKERS": "2",
    "DATA_WRITER__BUFFER_MAX_ITEMS": "20000",
    "DATA_WRITER__FILE_MAX_ITEMS": "20000",
    "DATA_WRITER__DISABLE_COMPRESSION": "true",
    "RUNTIME__LOG_LEVEL": "CRITICAL",
    "RUNTIME__DLTHUB_TELEMETRY": "false",
}
# Parquet goes to Postgres through ADBC where its driver and pyarrow are ("Fast loading with Arrow tables and Parquet",
# dlthub.com/docs, destinations/postgres); both are installed. It took 20.3 s of CPU for 100,000 tracks, CSV 22.9 and
# INSERT, its default, 23.1, each once.
DLT_REQUIRES = ("dlt[postgres,parquet]==1.31.0", "adbc-driver-postgresql==1.13.0", "adbc-driver-manager==1.13.0")


def _singer(job: Job, environment: Path) -> list[str]:
    config = job.scratch / "config.json"
    config.write_text(json.dumps(SINGER | {"sqlalchemy_url": job.url.replace("postgresql:", "postgresql+psycopg:")}))
    return [str(environment / "bin" / "target-postgres"), "--config", str(config)]


# The settings of target-postgres (its README, and --about): COPY instead of INSERT, "usually faster"; no check of every
# record against the schema, no columns of metadata; batches of 100,000 rows instead of 10,000, for each is a
# COPY, an INSERT and an UPDATE of its own over the whole table; the number is a choice of ours.
SINGER = {
    "use_copy": True,
    "load_method": "upsert",
    "validate_records": False,
    "add_record_metadata": False,
    "activate_version": False,
    "batch_size_rows": 100_000,
    "default_target_schema": "public",
}


def _ours(*options: str) -> Callable[[Job, Path], list[str]]:
    module = [executable, "-m", "benchmarks.peers.ours"]
    return lambda job, _: [*module, str(job.lines), _conninfo(job.database), *options]


JSON_COLUMNS = "one table of 17 columns; lists and objects as jsonb"

TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "ours",
            _ours(),
            table="spotify.tracks",
            key="track_id",
            stores="six tables of typed columns: tracks, credits, popularity of the day, albums and theirs, artists",
            variables=_password,
        ),
        Tool(
            "ours-tracks-alone",
            _ours("--tracks-alone"),
            table="spotify.tracks",
            key="track_id",
            stores="one table of typed columns, nothing of albums and artists but ids",
            variables=_password,
        ),
        Tool(
            "target-postgres",
            _singer,
            requires=("meltanolabs-target-postgres==0.8.1",),
            table="public.tracks",
            stores=JSON_COLUMNS,
            wanted=12,
            stdin=lambda job: job.messages,
        ),
        Tool(
            "dlt",
            _dlt("json"),
            requires=DLT_REQUIRES,
            table="peers.tracks",
            stores="one table; lists and objects as json",
            wanted=6,
            variables=lambda job: DLT | {"PEERS_URL": job.url},
        ),
        Tool(
            "dlt-arrow",
            _dlt("arrow"),
            requires=DLT_REQUIRES,
            table="peers.tracks",
            stores="one table; lists and objects as json, made into Arrow by code of ours",
            variables=lambda job: DLT | {"PEERS_URL": job.url},
        ),
        Tool(
            "sling",
            _sling,
            requires=("sling==1.4.11", "sling-linux-amd64==1.4.11"),
            table="public.tracks",
            stores=JSON_COLUMNS + ", no primary key declared",
            wanted=3,
            variables=lambda job: {
                "PEERS": job.url,
                "SLING_DISABLE_TELEMETRY": "true",
                "SLING_LOADED_AT_COLUMN": "false",
            },
        ),
        Tool(
            "ingestr",
            _ingestr,
            requires=("ingestr==1.1.14",),
            table="public.tracks",
            stores=JSON_COLUMNS,
            wanted=2.5,
            variables=lambda job: {"INGESTR_DESTINATION_URI": job.url, "DISABLE_TELEMETRY": "true"},
        ),
    )
}


def _conninfo(database: Database) -> str:
    return f"host={database.host} port={database.port} user={database.user} dbname={database.name} sslmode=disable"

"""The same load and the same marts on every kind of Postgres that is installed here."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pydantic import SecretStr

from tasks.postgres.connect import DatabaseError, connect, ensure_database
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.load import Counts, loading
from tasks.postgres.migrations import migrate
from tasks.postgres.models.build import rebuild
from tasks.postgres.models.discover import discover
from tests.ports import free_port

from .sample import MONDAY, TUESDAY, complete, fetch

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"))

SECRET = SecretStr("it's a \\ secret")


def _account() -> str | None:
    """Return whom the server runs as: Postgres refuses root, whose place the user `postgres` of the package takes."""
    return "postgres" if os.geteuid() == 0 else None


def _missing() -> str:
    """Return what a system's server lacks here, or nothing."""
    if not INSTALLED:
        return "no PostgreSQL under /usr/lib/postgresql"
    if os.geteuid() == 0 and "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        return "no user postgres, and PostgreSQL does not run as root"
    return ""


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, user=_account(), cwd="/", capture_output=True, check=False, timeout=60)
    assert 0 == done.returncode, (command, done.stdout, done.stderr)


@contextmanager
def _system(auth: str, host: str) -> Iterator[Database]:
    """Run the system's newest Postgres on a socket and, with a password, on a port of loopback."""
    binaries = INSTALLED[-1]
    # Not pytest's folder: it is closed to all but its owner, and the server may be somebody else.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if account := _account():
        shutil.chown(folder, account)
    try:
        password = folder / "password"
        password.write_text(SECRET.get_secret_value())
        password.chmod(0o644)
        initdb: list[str | Path] = [
            "-D",
            folder / "data",
            "-U",
            "owner",
            "-A",
            auth,
            "-E",
            "UTF8",
            "--no-sync",
            "--pwfile",
            password,
        ]
        _run(binaries / "initdb", *initdb)
        port = free_port()
        options = f"-c fsync=off -c port={port} -c unix_socket_directories={folder} -c listen_addresses={host}"
        _run(binaries / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield Database(host or str(folder), port, "owner", "spotify", SECRET if host else SecretStr(""))
        finally:
            _run(binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)


KINDS: dict[str, Callable[[Path], Any]] = {
    "embedded": embedded,
    "system, trusted on a socket": lambda _: _system("trust", ""),
    "system, with a password": lambda _: _system("scram-sha-256", "127.0.0.1"),
}


@pytest.fixture(scope="module", params=KINDS)
def any_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Each kind of server in turn, with a database of its own that does not exist yet."""
    if request.param != "embedded" and _missing():
        pytest.skip(f"{request.param}: {_missing()}")
    with KINDS[request.param](tmp_path_factory.mktemp("kind")) as database:
        yield database.named("load_and_rebuild")


def _load(database: Database) -> dict[str, Counts]:
    """Load one playlist with two tracks by two artists; the odd text of the world is in their names."""
    odd = "Ö 🎧 أغنية \t'\"\\ it\u0092s"
    frames = {
        "spotify.artists": pl.DataFrame(
            {
                "artist_id": ["a" * 22, "b" * 22],
                "name": [odd, "N\x00UL"],
                "genres": [["pop", odd], []],
                "popularity": [7, 9],
            }
        ),
        "spotify.albums": pl.DataFrame({"album_id": ["x" * 22], "name": [odd], "release_date_precision": ["year"]}),
        "spotify.tracks": pl.DataFrame(
            {"track_id": ["t" * 22, "u" * 22], "name": ["T", "U"], "album_id": "x" * 22, "duration_ms": 200_000}
        ),
        "spotify.track_artists": pl.DataFrame(
            {"track_id": ["t" * 22, "u" * 22], "position": 1, "artist_id": ["a" * 22, "b" * 22]}
        ),
        "spotify.users": pl.DataFrame({"user_id": [odd]}),
        "spotify.playlists": pl.DataFrame(
            {"playlist_id": ["p" * 22], "name": ["P"], "owner_id": [odd], "items_total": [2], "label": ["Ö"]}
        ),
        "spotify.playlist_items": pl.DataFrame(
            {
                "playlist_id": "p" * 22,
                "position": [0, 1],
                "item_uri": [f"spotify:track:{'t' * 22}", f"spotify:track:{'u' * 22}"],
                "item_type": "track",
                "track_id": ["t" * 22, "u" * 22],
                "added_at": MONDAY,
                "is_local": False,
            }
        ),
        "spotify.playlist_item_history": pl.DataFrame(
            {
                "playlist_id": "p" * 22,
                "item_uri": [f"spotify:track:{'t' * 22}", f"spotify:track:{'u' * 22}"],
                "occurrence": 1,
                "position": [0, 1],
                "track_id": ["t" * 22, "u" * 22],
                "valid_from": MONDAY,
            }
        ),
        "etl.rejected_rows": pl.DataFrame(
            {"run_id": ["r"], "resource": "x", "reason": "y", "raw": r'{"a": "\u0000b"}'}
        ),
    }
    whole = dict.fromkeys(
        ("spotify.playlist_items", "spotify.playlist_item_history"), complete(TUESDAY, playlist_id=["p" * 22])
    )
    with loading(database, list(frames)) as load:
        return {table: load.merge(table, frame, whole.get(table)) for table, frame in frames.items()}


def _result(database: Database) -> dict[str, list[Any]]:
    leave_out = "- 'loaded_at' - 'rejected_at'"
    tables = fetch(
        database,
        "select schemaname || '.' || tablename from pg_tables where schemaname in ('spotify', 'marts') "
        "union all select 'etl.rejected_rows' order by 1",
    )
    return {
        name: fetch(database, f"select (to_jsonb(t) {leave_out})::text from {name} as t order by 1") for name in tables
    }


RESULTS: dict[str, dict[str, list[Any]]] = {}


def test_the_same_rows_on_every_server(any_server: Database, request: pytest.FixtureRequest) -> None:
    """A database is made, migrated, loaded twice and transformed; every server ends with the rows of the first."""
    ensure_database(any_server)
    migrate(any_server, {"source", "target", "logging"})
    first, second = _load(any_server), _load(any_server)
    assert {"read", "inserted"} == {name for one in first.values() for name, count in vars(one).items() if count}
    assert {"etl.rejected_rows"} == {table for table, counts in second.items() if counts.changed}
    rebuilt = rebuild(any_server, discover())
    assert rebuilt.swapped, rebuilt.checked
    RESULTS[request.node.name] = _result(any_server)
    assert 2 == len(RESULTS[request.node.name]["marts.playlist_artist_ranking"])
    assert next(iter(RESULTS.values())) == RESULTS[request.node.name]


def test_a_password_is_asked_for(any_server: Database) -> None:
    """Where the server wants one, a wrong one is refused in a sentence that does not show it."""
    if not any_server.password.get_secret_value():
        pytest.skip("this server trusts its socket")
    ensure_database(any_server)
    wrong = Database(any_server.host, any_server.port, any_server.user, any_server.name, SecretStr("hush"))
    with pytest.raises(DatabaseError, match="refused the password") as refused:
        connect(wrong)
    assert "hush" not in str(refused.value)

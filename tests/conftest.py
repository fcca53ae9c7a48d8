"""A real Postgres for every test that asks: one server for the session, one empty database for each test."""

import os
import signal
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from pydantic import SecretStr

from tasks.postgres.connect import connect, ensure_database
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.migrations import migrate

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """Hear Ctrl-C: a program that a script starts in the background is told to ignore it, and so would its children."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _given_server(conninfo: str) -> Database:
    given = conninfo_to_dict(conninfo)
    return Database(
        host=str(given.get("host", "127.0.0.1")),
        port=int(given.get("port") or 5432),
        user=str(given.get("user", "postgres")),
        name=str(given.get("dbname", "postgres")),
        password=SecretStr(str(given.get("password") or "")),
    )


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The server named by TEST_POSTGRES (a libpq connection string), else the embedded one."""
    if conninfo := os.environ.get("TEST_POSTGRES"):
        yield _given_server(conninfo)
        return
    with embedded(tmp_path_factory.mktemp("server")) as database:
        _hasten(database)
        yield database


def _hasten(throwaway: Database) -> None:
    """Wait for no disk: a server that is deleted after the tests has nothing to lose in a power cut."""
    with connect(throwaway, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(sql.SQL("alter system set {} = off").format(sql.Identifier(setting)))
        connection.execute("select pg_reload_conf()")


@pytest.fixture(scope="session")
def template(server: Database) -> Database:
    """A migrated database from which each test's own is copied, which is quicker than migrating again."""
    database = server.named(f"template_{uuid.uuid4().hex[:12]}")
    ensure_database(database)
    migrate(database, {"source", "target", "logging"})
    return database


@contextmanager
def _copied(server: Database, template: str) -> Iterator[Database]:
    """Yield a copy of a database, which is gone afterwards."""
    copy = server.named(f"test_{uuid.uuid4().hex[:12]}")
    names = sql.Identifier(copy.name), sql.Identifier(template)
    with connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("create database {} template {}").format(*names))
        yield copy
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(names[0]))


@pytest.fixture
def database(server: Database) -> Iterator[Database]:
    """An empty database."""
    with _copied(server, "template0") as fresh:
        yield fresh


@pytest.fixture
def migrated(server: Database, template: Database) -> Iterator[Database]:
    """A database with every migration applied and no rows."""
    with _copied(server, template.name) as fresh:
        yield fresh


@pytest.fixture(scope="module")
def shared(server: Database, template: Database) -> Iterator[Database]:
    """A migrated database for all tests of a module; each takes its rows back, or clears the tables that it fills."""
    with _copied(server, template.name) as fresh:
        yield fresh


@pytest.fixture
def connection(migrated: Database) -> Iterator[psycopg.Connection]:
    """A connection to `migrated`, rolled back at the end."""
    with connect(migrated) as opened:
        yield opened
        opened.rollback()

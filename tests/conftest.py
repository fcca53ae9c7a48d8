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

from tasks.postgres.connect import connect, ensure_database
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.migrations import migrate
from tests.flows.s3 import S3, serving

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure() -> None:
    """Hear Ctrl-C: a program that a script starts in the background is told to ignore it, and so would its children."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)


# While one process migrates the database of a Prefect server for the tests of flows, the others have to do without.
FIRST = ("replay", "test_blocks.py", "resources")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let nobody wait for a Prefect server in a fresh clone, and the heavy ones take their time."""
    for item in items:
        is_slow = item.get_closest_marker("heavy") or item.get_closest_marker("proof")
        if is_slow and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(3600))
    items.sort(key=lambda item: next((n for n, part in enumerate(FIRST) if part in item.path.parts), len(FIRST)))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The server named by TEST_POSTGRES (a libpq connection string), else the embedded one."""
    if conninfo := os.environ.get("TEST_POSTGRES"):
        yield Database.from_conninfo(conninfo)
        return
    with embedded(tmp_path_factory.mktemp("server")) as database:
        _hasten(database)
        yield database


def _hasten(throwaway: Database) -> None:
    """Wait for no disk: a server that is deleted after the tests has nothing to lose in a power cut.

    Nor iterate the password thousands of times, which is half of what a connection costs; other clients than libpq
    insist on it.
    """
    with connect(throwaway, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            connection.execute(sql.SQL("alter system set {} = off").format(sql.Identifier(setting)))
        connection.execute("select pg_reload_conf()")
        connection.execute("set scram_iterations = 1")
        password = sql.Literal(throwaway.password.get_secret_value())
        connection.execute(sql.SQL("alter role current_user password {}").format(password))


@pytest.fixture(scope="session")
def template(server: Database) -> Database:
    """A migrated database from which each test's own is copied, which is quicker than migrating again."""
    database = server.named(f"template_{uuid.uuid4().hex[:12]}")
    ensure_database(database)
    migrate(database, {"source", "target", "logging"})
    return database


@contextmanager
def copied(server: Database, template: str) -> Iterator[Database]:
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
    with copied(server, "template0") as fresh:
        yield fresh


@pytest.fixture
def migrated(server: Database, template: Database) -> Iterator[Database]:
    """A database with every migration applied and no rows, for whatever a test does to it."""
    with copied(server, template.name) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def shared_database(server: Database, template: Database) -> Iterator[Database]:
    """A migrated database for all tests that change nothing but rows and leave none behind."""
    with copied(server, template.name) as fresh:
        yield fresh


# Files without a page are tables without a row; what the migrations have had is not the tests'.
FILLED = """
    select schemaname, tablename from pg_tables
    where schemaname in ('spotify', 'etl') and tablename <> 'migrations'
        and pg_relation_size(format('%I.%I', schemaname, tablename)::regclass) > 0
"""

LEFT_OPEN = """
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
"""


@pytest.fixture
def cleared(shared_database: Database) -> Iterator[Database]:
    """What `migrated` is, for tests that change nothing but rows: these are taken out, which is quicker than a copy."""
    yield shared_database
    with connect(shared_database, autocommit=True) as admin:
        admin.execute(LEFT_OPEN)
        if filled := [sql.Identifier(*names) for names in admin.execute(FILLED).fetchall()]:
            admin.execute(sql.SQL("truncate {} restart identity").format(sql.SQL(", ").join(filled)))


@pytest.fixture(scope="session")
def bare_database(server: Database) -> Iterator[Database]:
    """A database for all tests that make things in it and leave none behind."""
    with copied(server, "template0") as fresh:
        yield fresh


SCHEMAS = "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'"

PUBLIC = "create schema public authorization pg_database_owner; grant usage on schema public to public"


@pytest.fixture
def emptied(bare_database: Database) -> Iterator[Database]:
    """What `database` is, for tests that make nothing outside of schemas: these are dropped, which is quicker."""
    yield bare_database
    with connect(bare_database, autocommit=True) as admin:
        admin.execute(LEFT_OPEN)
        schemas = [sql.Identifier(name) for (name,) in admin.execute(SCHEMAS).fetchall()]
        admin.execute(sql.SQL("drop schema {} cascade").format(sql.SQL(", ").join(schemas)))
        admin.execute(PUBLIC)


@pytest.fixture
def connection(shared_database: Database) -> Iterator[psycopg.Connection]:
    """A connection to a migrated database, rolled back at the end."""
    with connect(shared_database) as opened:
        yield opened
        opened.rollback()


@pytest.fixture(scope="session")
def server_of_s3() -> Iterator[S3]:
    """One for all tests: prefect-aws keeps a client, and with it the address, for the life of a process."""
    with serving() as one:
        yield one


@pytest.fixture
def s3(server_of_s3: S3, monkeypatch: pytest.MonkeyPatch) -> S3:
    """An S3 without objects, as the environment names it."""
    server_of_s3.objects.clear()
    server_of_s3.asked.clear()
    for name, value in server_of_s3.variables().items():
        monkeypatch.setenv(name, value)
    return server_of_s3

"""Every way in which a database cannot be had is one sentence that says which and why, and never the password."""

import socket
import uuid
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql
from pydantic import SecretStr

from tasks.postgres.connect import DatabaseError, _creation, connect, ensure_database, transaction, translated
from tasks.postgres.database import Database

from .sample import execute, fetch

SECRET = SecretStr("hush-hush")


def _sentence(refused: pytest.ExceptionInfo[DatabaseError]) -> str:
    text = str(refused.value)
    assert 1 == len(text.splitlines())
    assert "hush" not in text
    return text


@pytest.fixture
def stranger(server: Database) -> Iterator[Database]:
    """A user who may connect and nothing else."""
    name = f"stranger_{uuid.uuid4().hex[:8]}"
    role = sql.Identifier(name)
    with connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("create role {} login password {}").format(role, SECRET.get_secret_value()))
    yield replace(server, user=name, password=SECRET)
    with connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("drop role {}").format(role))


def test_a_server_that_is_not_there(server: Database) -> None:
    """Nobody listens at the port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = Database("127.0.0.1", taken.getsockname()[1], "u", "d", SECRET)
        for attempt in (connect, ensure_database):
            with pytest.raises(DatabaseError) as refused:
                attempt(nobody)
            text = _sentence(refused)
            assert text.startswith(f"The database {nobody} cannot be reached: ")
            assert "refused" in text.lower()


def test_a_host_that_nobody_knows() -> None:
    """A name that cannot be resolved."""
    with pytest.raises(DatabaseError) as refused:
        connect(Database("no-such-host.invalid", 5432, "u", "d", SECRET))
    assert "no-such-host.invalid" in _sentence(refused)


def test_a_folder_without_a_socket(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A host that begins with a slash is a folder."""
    with pytest.raises(DatabaseError) as refused:
        connect(Database("/nonexistent", 5432, "u", "d", SECRET))
    assert "cannot be reached" in _sentence(refused)


def test_a_wrong_password(server: Database) -> None:
    """The sentence says that it is the password, and not what it was."""
    if not server.password.get_secret_value():
        pytest.skip("the server of TEST_POSTGRES asks for no password")
    with pytest.raises(DatabaseError) as refused:
        connect(replace(server, password=SECRET))
    assert "refused the password" in _sentence(refused)


def test_a_server_without_encryption(server: Database) -> None:
    """sslmode=require and a server that has none."""
    with pytest.raises(DatabaseError) as refused:
        connect(replace(server, sslmode="require", host="127.0.0.1"))
    assert "SSL" in _sentence(refused)


def test_a_missing_database_is_created(server: Database) -> None:
    """Whatever its name; the second time it is there."""
    database = server.named(f'odd "name" ü {uuid.uuid4().hex[:8]}')
    ensure_database(database)
    ensure_database(database)
    with connect(database) as connection:
        assert database.name == connection.info.dbname
    with connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {}").format(sql.Identifier(database.name)))


ASCII = "create database {} encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0 {}"

# Postgres 14 has no other.
LIBC = sql.SQL("locale_provider libc")


@pytest.fixture
def in_ascii(server: Database) -> Iterator[Database]:
    """A database in an encoding that is none."""
    made = server.named(f"ascii_{uuid.uuid4().hex[:8]}")
    with connect(server, autocommit=True) as admin:
        provider = LIBC if admin.info.server_version >= 150_000 else sql.SQL("")
        admin.execute(sql.SQL(ASCII).format(sql.Identifier(made.name), provider))
        yield made
        admin.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(made.name)))


def test_a_database_in_another_encoding_is_refused(in_ascii: Database) -> None:
    """Names would come back as bytes, or not go in at all; the sentence says what to create."""
    with pytest.raises(DatabaseError, match=r"is encoded in SQL_ASCII.*encoding 'UTF8' template") as raised:
        ensure_database(in_ascii)
    assert 1 == len(str(raised.value).splitlines())


def test_a_server_in_another_encoding_gets_a_database_in_utf8(server: Database, in_ascii: Database) -> None:
    """What is asked there is decided by the database that the server always has, here one in ASCII."""
    fresh = server.named(f"fresh_{uuid.uuid4().hex[:8]}")
    with psycopg.connect(in_ascii.conninfo(), autocommit=True) as beside:
        beside.execute(sql.SQL(_creation(beside)).format(sql.Identifier(fresh.name)))
        ensure_database(fresh)
        beside.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(fresh.name)))


def test_a_database_that_may_not_be_created(stranger: Database) -> None:
    """Who may not create it is told what to do."""
    with pytest.raises(DatabaseError) as refused:
        ensure_database(stranger.named("missing"))
    text = _sentence(refused)
    assert f"missing does not exist on {stranger.host} and {stranger.user} may not create it" in text
    assert "CREATEDB" in text


def test_a_missing_database_is_not_created_by_connecting(server: Database) -> None:
    """connect only connects."""
    with pytest.raises(DatabaseError, match="does not exist"):
        connect(server.named("missing"))


def test_sessions_are_in_utc(server: Database) -> None:
    """Whatever the server's own time zone is."""
    for autocommit in (True, False):
        with connect(server, autocommit=autocommit) as connection:
            row = connection.execute("show time zone").fetchone()
            assert ("UTC",) == row
        with connect(server, autocommit=autocommit) as connection:
            assert psycopg.pq.TransactionStatus.IDLE == connection.info.transaction_status


def test_a_transaction_is_kept_whole_or_not_at_all(database: Database) -> None:
    """An error anywhere undoes everything."""
    with transaction(database) as connection:
        connection.execute("create table kept (n int)")
    with pytest.raises(RuntimeError):
        _killed_after(database, "insert into kept values (1)")
    assert [] == fetch(database, "select n from kept")


def _killed_after(database: Database, statement: str) -> None:
    with transaction(database) as connection:
        connection.execute(statement.encode())
        raise RuntimeError


def test_what_postgres_refuses_is_translated(database: Database) -> None:
    """The first line of its message: the detail holds the row."""
    execute(database, "create table people (name text primary key)")
    with pytest.raises(DatabaseError) as refused, transaction(database) as connection:
        connection.execute("insert into people values ('hush-hush'), ('hush-hush')")
    assert "duplicate key" in _sentence(refused)


def test_other_errors_pass_as_they_are(database: Database) -> None:
    """A defect of ours keeps its class."""
    with pytest.raises(ZeroDivisionError), translated(database):
        raise ZeroDivisionError


def test_a_database_shows_no_password() -> None:
    """Neither its repr nor its name; the connection string is for connecting."""
    database = Database("h", 1, "u", "d", SECRET)
    assert "hush" not in f"{database!r} {database}"
    assert "u@h:1/d" == str(database)
    assert "hush-hush" in database.conninfo()


def test_passwords_may_hold_anything(server: Database) -> None:
    """Spaces, quotes and backslashes do not break the connection string, nor leak from it."""
    odd = replace(server, password=SecretStr("hush' \\ = host=elsewhere"))
    assert {"host": server.host, "password": odd.password.get_secret_value()} == {
        name: value
        for name, value in psycopg.conninfo.conninfo_to_dict(odd.conninfo()).items()
        if name in {"host", "password"}
    }

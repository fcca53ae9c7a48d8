"""The doctor: one line for everything that a run needs, with what to do, and never a traceback or a secret."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings
from psycopg import sql
from pydantic import SecretStr

from flows.doctor import main
from tasks.doctor import found
from tasks.postgres import request_limits
from tasks.postgres.connect import connect, transaction
from tasks.postgres.database import Database
from tasks.postgres.examine import examined
from tasks.sandbox import Agreed, Fault, Sandbox
from tasks.scopes import needed_scopes
from tasks.spotify.token_store import StoredToken, path_of, write
from tests.conftest import copied

Doctor = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    """One Spotify for all; its catalogue takes a while to load."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(served: Sandbox) -> Iterator[Sandbox]:
    """A Spotify without faults that has not been asked anything."""
    served.clear_log()
    yield served
    served.clear_faults()


def _database(database: Database) -> dict[str, str]:
    return {
        "TARGET_SERVER_NAME": database.host,
        "TARGET_PORT": str(database.port),
        "TARGET_DB_USERNAME": database.user,
        "TARGET_DB_PASSWORD": database.password.get_secret_value(),
        "TARGET_DATABASE_NAME": database.name,
    }


def _app(sandbox: Sandbox) -> dict[str, str]:
    return {
        "SPOTIFY_CLIENT_ID": sandbox.client_id,
        "SPOTIFY_CLIENT_SECRET": sandbox.client_secret,
        "SPOTIFY_API_URL": sandbox.api_url,
        "SPOTIFY_ACCOUNTS_URL": sandbox.accounts_url,
    }


@pytest.fixture(scope="module")
def used(server: Database, template: Database) -> Iterator[Database]:
    """A database that runs have used; the doctor changes nothing in it but the count of requests."""
    with copied(server, template.name) as database:
        yield database


@pytest.fixture
def doctor(
    used: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Doctor:
    """Return a function that runs the command with some variables and returns exit code and output."""

    def run(*options: str, **variables: str) -> tuple[int, str]:
        defaults = {"ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path), **_database(used)}
        for name, value in (defaults | variables).items():
            monkeypatch.setenv(name, value)
        code = main(list(options))
        told = capsys.readouterr()
        assert "" == told.err
        return code, told.out

    return run


def _keep(sandbox: Sandbox, data_dir: Path, agreed: Agreed, listener: str = "") -> StoredToken:
    """Let a listener have signed in with make login."""
    token = StoredToken(
        refresh_token=SecretStr(sandbox.agree(agreed)),
        listener=listener,
        is_pkce=not agreed.needs_secret,
        client_id=sandbox.client_id,
        authorised_at=datetime.now(UTC) - timedelta(days=agreed.age_days),
    )
    write(data_dir, token)
    return token


def _line(told: str, about: str) -> str:
    """Return the line about something, its level first."""
    return next(" ".join(line.split()) for line in told.splitlines() if line[9:].startswith(about))


def test_without_an_account_the_sandbox_is_named(doctor: Doctor) -> None:
    """And the databases are looked at all the same."""
    code, told = doctor()
    assert (0, True) == (code, told.endswith("no problems, no warnings.\n"))
    assert "ok Spotify SPOTIFY_CLIENT_ID is not set, so that the sandbox is read" in _line(told, "Spotify")
    assert _line(told, "TARGET, SOURCE, LOGGING").startswith("ok TARGET, SOURCE, LOGGING ")


def test_where_all_is_well_every_line_says_so(doctor: Doctor, sandbox: Sandbox, tmp_path: Path) -> None:
    """With a sign-in of make login."""
    _keep(sandbox, tmp_path, Agreed(needs_secret=False))
    code, told = doctor(**_app(sandbox))
    lines = told.splitlines()
    assert (0, "no problems, no warnings.") == (code, lines[-1])
    assert {"ok"} == {line.split()[0] for line in lines[:-1]}
    for about in ("redirect address", "accounts server", "API server", "app", "sign-in", "scopes", "age", "listener"):
        assert _line(told, about)


def test_nobody_need_sign_in(doctor: Doctor, sandbox: Sandbox) -> None:
    """Whoever reads no library."""
    code, told = doctor(**_app(sandbox))
    assert (0, True) == (code, _line(told, "sign-in").startswith("ok sign-in nobody has signed in"))


def test_no_secret_is_ever_shown(doctor: Doctor, sandbox: Sandbox, tmp_path: Path, used: Database) -> None:
    """Neither well nor ill."""
    token = _keep(sandbox, tmp_path, Agreed(needs_secret=False))
    told = [doctor(**_app(sandbox))[1]]
    sandbox.revoke(token.refresh_token.get_secret_value())
    told.append(doctor(**_app(sandbox))[1])
    told.append(doctor(**_app(sandbox), SPOTIFY_REFRESH_TOKEN="AQhush")[1])
    secrets = [token.refresh_token.get_secret_value(), sandbox.client_secret, "AQhush"]
    secrets += [used.password.get_secret_value()] if used.password.get_secret_value() else []
    assert not [secret for secret in secrets for text in told if secret in text]


@pytest.mark.parametrize(
    ("variables", "about", "says"),
    [
        ({"SPOTIFY_CLIENT_ID": "id"}, "settings", "SPOTIFY_CLIENT_SECRET"),
        ({"TARGET_PORT": "x"}, "settings", "TARGET_PORT"),
        ({"TARGET_PORT": "1"}, "TARGET, SOURCE, LOGGING", "cannot be reached"),
        ({"SOURCE_SERVER_NAME": "127.0.0.1", "SOURCE_PORT": "1", "SOURCE_DB_USERNAME": "x"}, "SOURCE", "refused"),
        ({"DATA_DIR": "/dev/null/data"}, "DATA_DIR", "choose another folder in DATA_DIR"),
    ],
)
def test_a_problem_is_one_line_and_the_exit_code(
    doctor: Doctor, variables: dict[str, str], about: str, says: str
) -> None:
    """It names what to look at; what does not depend on it is looked at too."""
    code, told = doctor(**variables)
    line = _line(told, about)
    assert (1, True, True) == (code, line.startswith("problem "), says in line)
    assert "1 problem, " in told


@pytest.mark.parametrize(
    ("variables", "about", "says"),
    [
        ({"SPOTIFY_CLIENT_SECRET": "wrong"}, "app", "SPOTIFY_CLIENT_ID or SPOTIFY_CLIENT_SECRET is wrong"),
        ({"SPOTIFY_REDIRECT_URI": "http://localhost:8888/callback"}, "redirect address", "no address with localhost"),
        ({"SPOTIFY_ACCOUNTS_URL": "http://127.0.0.1:9"}, "accounts server", "connection refused"),
        ({"SPOTIFY_API_URL": "http://127.0.0.1:9/v1"}, "API server", "connection refused"),
        ({"SPOTIFY_REFRESH_TOKEN": "AQ"}, "sign-in", "sign in again with make login"),
    ],
)
def test_what_is_wrong_with_an_app_is_one_line(
    doctor: Doctor, sandbox: Sandbox, variables: dict[str, str], about: str, says: str
) -> None:
    """It names the setting."""
    code, told = doctor(**_app(sandbox) | variables)
    line = _line(told, about)
    assert (1, True, True) == (code, line.startswith("problem "), says in line)


@pytest.mark.parametrize(
    ("fault", "about", "says"),
    [
        (Fault(kind="premium"), "app", "subscribe, or use an app whose owner has it"),
        (Fault(kind="unregistered", path="^/v1/me$"), "sign-in", "add them under User Management"),
        (Fault(kind="scope", path="^/v1/me$"), "sign-in", "sign in again with make login"),
        (Fault(kind="html", path="^/v1/me$"), "sign-in", "is not JSON"),
        (Fault(kind="server_error", path="^/v1$"), "API server", "is in trouble, try again later"),
        (Fault(kind="reset", path="^/api/token$"), "app", "the connection to"),
    ],
)
def test_a_refusal_of_spotify_says_what_to_do(
    doctor: Doctor, sandbox: Sandbox, tmp_path: Path, fault: Fault, about: str, says: str
) -> None:
    """Premium and the list of users are matters of the dashboard."""
    _keep(sandbox, tmp_path, Agreed(needs_secret=False))
    sandbox.inject(fault)
    code, told = doctor(**_app(sandbox))
    assert 1 == code
    problems = [line for line in told.splitlines() if line.startswith("problem")]
    assert [about] == [line[9:35].strip() for line in problems]
    assert says in problems[0]


def test_what_was_not_permitted_is_named_with_what_goes_without(
    doctor: Doctor, sandbox: Sandbox, tmp_path: Path
) -> None:
    """A run works, so it is a warning."""
    scopes = " ".join(needed_scopes() - {"user-read-recently-played"})
    _keep(sandbox, tmp_path, Agreed(scopes=scopes, needs_secret=False))
    code, told = doctor(**_app(sandbox))
    expected = "warning scopes not permitted: user-read-recently-played (recently played): sign in again with"
    assert (0, True) == (code, _line(told, "scopes").startswith(expected))


def test_an_old_sign_in_is_a_warning(doctor: Doctor, sandbox: Sandbox, tmp_path: Path) -> None:
    """Before its six months are over."""
    _keep(sandbox, tmp_path, Agreed(age_days=172, needs_secret=False))
    code, told = doctor(**_app(sandbox))
    assert (0, True) == (code, _line(told, "age").startswith("warning age of the sign-in The sign-in at Spotify ends"))


def test_a_file_that_others_may_read_is_a_warning(doctor: Doctor, sandbox: Sandbox, tmp_path: Path) -> None:
    """With the command that closes it."""
    _keep(sandbox, tmp_path, Agreed(needs_secret=False))
    path = path_of(tmp_path, "")
    path.chmod(0o644)
    code, told = doctor(**_app(sandbox))
    assert (0, True) == (code, f"chmod 600 {path}" in told)


def test_the_age_of_a_bare_token_is_not_known(doctor: Doctor, sandbox: Sandbox) -> None:
    """The token does not tell; the line says how to."""
    code, told = doctor(**_app(sandbox), SPOTIFY_REFRESH_TOKEN=sandbox.refresh_token)
    assert (0, True) == (code, "set SPOTIFY_AUTHORISED_AT" in _line(told, "age"))


def test_a_listener_can_be_named(doctor: Doctor, sandbox: Sandbox, tmp_path: Path) -> None:
    """One who has not signed in is told with those who have."""
    _keep(sandbox, tmp_path, Agreed(needs_secret=False), "anna")
    assert 0 == doctor("--listener", "anna", **_app(sandbox))[0]
    code, told = doctor("--listener", "zoe", **_app(sandbox))
    assert (1, True) == (code, 'Nobody has signed in as "zoe" (known: anna)' in _line(told, "sign-in"))


def test_a_token_of_another_app_is_a_problem(doctor: Doctor, sandbox: Sandbox, tmp_path: Path) -> None:
    """Which Spotify would call invalid."""
    write(tmp_path, StoredToken(SecretStr("AQ"), client_id="another"))
    code, told = doctor(**_app(sandbox))
    assert (1, True) == (code, "was made for another app (another)" in _line(told, "sign-in"))


def test_nothing_is_asked_while_nothing_may_be(doctor: Doctor, sandbox: Sandbox, cleared: Database) -> None:
    """That would lengthen the pause."""
    with transaction(cleared) as connection:
        request_limits.block(connection, sandbox.client_id, 3600, "Too many requests")
    code, told = doctor(**_app(sandbox) | _database(cleared))
    assert (0, []) == (code, sandbox.log)
    assert "warning  quota                     nothing may be asked before" in told


def test_what_the_doctor_asks_is_counted(doctor: Doctor, sandbox: Sandbox, cleared: Database, tmp_path: Path) -> None:
    """And shown the next time."""
    _keep(sandbox, tmp_path, Agreed(needs_secret=False))
    doctor(**_app(sandbox) | _database(cleared))
    with transaction(cleared) as connection:
        spent = request_limits.spent(connection, sandbox.client_id)
    asked = Counter(entry.path for entry in sandbox.log)
    assert {"artists/{id}": 1, "me": 1, "token": 2} == spent
    assert (2, 1) == (asked["/api/token"], asked["/v1/me"])
    _, told = doctor(**_app(sandbox) | _database(cleared))
    assert "token 2" in _line(told, "quota")


def test_a_pause_that_spotify_asks_for_is_kept(doctor: Doctor, sandbox: Sandbox, cleared: Database) -> None:
    """And nothing more is asked."""
    sandbox.inject(Fault(kind="quota", path="^/api/token$", retry_after=7200))
    code, told = doctor(**_app(sandbox) | _database(cleared))
    with transaction(cleared) as connection:
        blocked = request_limits.blocked(connection, sandbox.client_id)
    assert blocked
    assert (1, True) == (code, "quota at Spotify is used up until" in _line(told, "app"))
    assert 7000 < blocked.seconds <= 7200
    assert 1 == sum(entry.path == "/api/token" for entry in sandbox.log)


def test_a_database_that_nobody_has_used_yet_is_fine(doctor: Doctor, sandbox: Sandbox, database: Database) -> None:
    """The first run makes what is missing; the doctor makes nothing."""
    code, told = doctor(**_app(sandbox) | _database(database))
    assert (0, True) == (code, "nothing has been asked yet" in _line(told, "quota"))
    with connect(database) as connection:
        assert [] == connection.execute("select 1 from pg_namespace where nspname in ('etl', 'spotify')").fetchall()


def test_a_database_that_is_not_there_may_be_created(doctor: Doctor, server: Database) -> None:
    """By a user who may."""
    code, told = doctor(**_database(server.named("not_there_yet")))
    assert (0, True) == (code, "the first run creates the database" in _line(told, "TARGET, SOURCE, LOGGING"))


@pytest.fixture
def guest(used: Database) -> Iterator[Database]:
    """A user of the server who may do nothing but connect."""
    name = f"guest_{used.name}"
    with connect(used, autocommit=True) as connection:
        connection.execute(sql.SQL("create role {} login password 'hush'").format(sql.Identifier(name)))
        yield Database(used.host, used.port, name, used.name, SecretStr("hush"), used.sslmode)
        connection.execute(sql.SQL("drop role {}").format(sql.Identifier(name)))


def test_what_a_user_may_not_do_is_said(doctor: Doctor, guest: Database) -> None:
    """With the statement that permits it."""
    code, told = doctor(**_database(guest))
    assert (1, True) == (code, f"grant create on database {guest.name} to {guest.user}" in told)
    code, told = doctor(**_database(guest.named("not_there_yet")))
    assert (1, True) == (code, f"{guest.user} may not create it: grant CREATEDB" in told)


def test_a_database_that_can_only_be_read_is_told(migrated: Database) -> None:
    """A standby, or a user who is held to reading."""
    with connect(migrated, autocommit=True) as connection:
        statement = "alter database {} set default_transaction_read_only = on"
        connection.execute(sql.SQL(statement).format(sql.Identifier(migrated.name)))
    assert examined(migrated).is_read_only


def test_a_server_of_prefect_that_does_not_answer_is_a_problem(doctor: Doctor) -> None:
    """Its address is shown without a password in it."""
    with temporary_settings({PREFECT_API_URL: "http://anna:hush@127.0.0.1:9/api"}):
        code, told = doctor()
    line = _line(told, "Prefect")
    assert (1, True) == (code, line.startswith("problem Prefect http://127.0.0.1:9 does not answer"))
    assert "hush" not in told


def test_a_defect_is_a_line_too() -> None:
    """Without what its message holds, which may be anything."""

    def ill() -> Iterator[None]:
        raise KeyError("hush")
        yield

    lines = [str(finding) for finding in found("something", ill)]  # type: ignore[arg-type]
    assert 1 == len(lines)
    assert lines[0].startswith("problem  something")
    assert "KeyError in ill" in lines[0]
    assert "hush" not in lines[0]

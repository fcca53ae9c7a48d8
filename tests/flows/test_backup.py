"""What docs/operations.md says of backing up, restoring and moving, done as it stands there."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tasks.postgres.database import Database
from tasks.postgres.embedded.binaries import program
from tests.conftest import ROOT
from tests.flows.conftest import Etl, World
from tests.flows.rows import rows, scalar
from tests.own_server import own_server

GUIDE = (ROOT / "docs/operations.md").read_text()

PARTS = {"library": True, "transform": True}

RUNS = "select count(*) from etl.pipeline_runs where status = 'success'"

RANKED = "select count(*) from marts.playlist_artist_ranking"

pytestmark = pytest.mark.heavy  # a second server, and marts twice


def commands(section: str) -> list[str]:
    """Return the commands of a section that are no `export`."""
    text = GUIDE[GUIDE.index(f"\n## {section}") :]
    (block, *_) = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line for line in block.splitlines() if not line.startswith("export ")]


def address(database: Database, name: str) -> str:
    """Return the address of a database as the guide writes it, with the password that a person has in ~/.pgpass."""
    secret = database.password.get_secret_value()
    return f"postgresql://{database.user}:{secret}@{database.host}:{database.port}/{name}"


def run(lines: list[str], folder: Path, **variables: str) -> None:
    """Run commands in a folder."""
    tools = str(Path(program("pg_dump")).parent)
    own = os.environ | variables | {"PATH": f"{tools}:{os.environ['PATH']}"}
    for line in lines:
        done = subprocess.run(["bash", "-c", line], cwd=folder, env=own, capture_output=True, text=True, check=False)
        assert (0, "") == (done.returncode, done.stderr), line


def move(database: Database, there: Database, folder: Path) -> None:
    """Do what the guide says."""
    run(commands("Backing up"), folder, FROM=address(database, database.name))
    restoring = [line.replace("database spotify", f"database {there.name}") for line in commands("Restoring")]
    run(restoring, folder, TO=address(there, there.name), ADMIN=address(there, "postgres"))


def named_source(database: Database) -> dict[str, str]:
    """Return the variables that make a database SOURCE alone."""
    return {
        "SOURCE_SERVER_NAME": database.host,
        "SOURCE_PORT": str(database.port),
        "SOURCE_DB_USERNAME": database.user,
        "SOURCE_DB_PASSWORD": database.password.get_secret_value(),
        "SOURCE_DATABASE_NAME": database.name,
    }


def test_a_database_moves_and_the_next_run_goes_on_there(
    world: World, etl: Etl, migrated: Database, tmp_path: Path
) -> None:
    """The same rows on another server; a run there finds nothing new, doubles nothing, and rebuilds the marts."""
    with world(day=5) as sandbox, own_server() as server:
        there = server.database.named("spotify")
        assert etl(sandbox, **PARTS).name == "Completed"
        move(migrated, there, tmp_path)
        before = rows(migrated, with_loaded_at=True)
        assert before == rows(there, with_loaded_at=True)
        state = etl(sandbox, there, **PARTS)
        assert ("Completed", True) == (state.name, "Nothing has changed" in str(state.message))
        assert before == rows(there, with_loaded_at=True)
        assert (2, scalar(migrated, RANKED)) == (scalar(there, RUNS), scalar(there, RANKED))
        sandbox.move_to(6)
        assert [etl(sandbox, **PARTS).name, etl(sandbox, there, **PARTS).name] == ["Completed", "Completed"]
        assert rows(migrated) == rows(there)


def test_several_databases_move_each_in_the_same_way(
    world: World, etl: Etl, migrated: Database, database: Database, tmp_path: Path
) -> None:
    """SOURCE and TARGET apart: the next run brings TARGET what has changed, and its marts are those of before."""
    with world(day=5) as sandbox, own_server() as server:
        source, target = server.database.named("source"), server.database.named("target")
        assert etl(sandbox, migrated, named_source(database), **PARTS).name == "Completed"
        move(database, source, tmp_path)
        move(migrated, target, tmp_path)
        sandbox.move_to(6)
        assert etl(sandbox, migrated, named_source(database), **PARTS).name == "Completed"
        assert etl(sandbox, target, named_source(source), **PARTS).name == "Completed"
        assert (rows(database), rows(migrated)) == (rows(source), rows(target))
        assert scalar(migrated, RANKED) == scalar(target, RANKED)

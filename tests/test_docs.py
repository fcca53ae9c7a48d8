"""What is written is what is so: README, .env.example, Makefile, prefect.yaml and the lock against the code."""

import re
import tomllib
from pathlib import Path

import pytest

from scripts.write_docs import env_example, readme
from tasks.deployment.automations import FOLDER, Watch, read_watch
from tasks.deployment.file import chosen
from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.selection import Run
from tasks.settings import Settings

ROOT = Path(__file__).resolve().parents[1]

README = (ROOT / "README.md").read_text()

DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/operations.md",
    "docs/aws.md",
    "docs/image.md",
    "prefect.yaml",
    "Dockerfile",
    ".ci/run",
]

OPERATIONS = (ROOT / "docs/operations.md").read_text()

WATCHES = [read_watch(path) for path in sorted(FOLDER.glob("*.yaml"))]

STATEMENTS = [
    statement
    for block in re.findall(r"```sql\n(.*?)```", OPERATIONS, re.DOTALL)
    for statement in block.split(";\n")[:-1]
]


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    """Marts, settings and resources stand in the README as they are declared; scripts/write_docs.py writes them."""
    assert readme(README) == README


def test_the_example_of_settings_is_that_of_the_code() -> None:
    """.env.example names every variable with its default."""
    assert env_example() == (ROOT / ".env.example").read_text()


def test_every_variable_is_a_name_that_a_shell_can_set() -> None:
    """Upper case, and described in one sentence."""
    for name, field in Settings.model_fields.items():
        assert re.fullmatch(r"[a-z_]+", name), name
        assert str(field.description).endswith("."), name


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_target_that_is_named_exists(document: str) -> None:
    """`make x` in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`|&& )make ([a-z]+)\b", (ROOT / document).read_text(), re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_named_exists(document: str) -> None:
    """A path between backticks is a file of the project."""
    paths = re.findall(r"`((?:flows|tasks|sql|tests|scripts|docs|deploy)/[\w./-]*)`", (ROOT / document).read_text())
    assert [] == [path for path in paths if not (ROOT / path).exists()]


@pytest.mark.parametrize("watch", WATCHES, ids=lambda watch: watch.section)
def test_every_alert_has_a_section_in_the_runbook(watch: Watch) -> None:
    """To which its message sends whoever is on call."""
    assert f"\n## {watch.section}\n" in OPERATIONS


def test_every_statement_of_the_runbook_runs(shared_database: Database) -> None:
    """On a database as the migrations leave it."""
    assert len(STATEMENTS) == len(re.findall(r"^select\b", OPERATIONS, re.MULTILINE))
    with connect(shared_database) as connection:
        for statement in STATEMENTS:
            connection.execute(statement.encode())


def test_every_part_of_a_document_that_is_named_exists() -> None:
    """A section of another document, or of the runbook itself."""
    for document, section in re.findall(r"\(?`(docs/\w+\.md)`, \"([^\"]+)\"", OPERATIONS):
        assert re.search(rf"^##.* {re.escape(section)}$", (ROOT / document).read_text(), re.MULTILINE), section
    for section in re.findall(r'see "([^"]+)"', OPERATIONS):
        assert f"\n## {section}\n" in OPERATIONS


def test_every_deployment_that_the_runbook_starts_is_there() -> None:
    """By the name of its flow and its own."""
    named = set(re.findall(r"prefect deployment (?:run|schedule ls) [\w-]+/([\w-]+)", OPERATIONS))
    assert named <= {one["name"] for one in chosen(with_ecs=False)}


@pytest.mark.parametrize("option", sorted(Run.model_fields))
def test_every_option_says_what_it_does(option: str) -> None:
    """The description is the help of the command line and of the form in the UI."""
    assert str(Run.model_fields[option].description).endswith(".")


def test_the_lock_has_every_dependency_by_hash_and_no_address() -> None:
    """What pyproject.toml asks for is pinned with hashes."""
    lock = "".join((ROOT / name).read_text() for name in ("requirements.lock", "requirements-proof.lock"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + [
        name for group in project["dependency-groups"].values() for name in group
    ]
    names = {re.split(r"[\[<>=~ ]", name)[0].lower() for name in wanted}
    pinned = set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE))
    assert names <= pinned
    assert lock.count("==") <= lock.count("--hash=sha256:")
    assert "://" not in lock


def test_every_dependency_says_why_it_is_there() -> None:
    """A comment stands behind each."""
    text = (ROOT / "pyproject.toml").read_text()
    block = text[text.index("dependencies = [") : text.index("]\n\n[dependency-groups]")]
    lines = [line for line in block.splitlines()[1:] if line.strip()]
    assert [] == [line for line in lines if "#" not in line]

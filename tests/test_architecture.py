"""The layout as it is written down: who may import whom, and which folder owns which foreign thing."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

MODULES = sorted(path for folder in ("flows", "tasks") for path in (ROOT / folder).rglob("*.py"))

# Third-party name -> the only folders and files that import it.
OWNERS = {
    "spotipy": ["tasks/spotify"],
    "requests": ["tasks/spotify"],
    "psycopg": ["tasks/postgres"],
    "adbc_driver_manager": ["tasks/postgres"],
    "adbc_driver_postgresql": ["tasks/postgres"],
    "sqlglot": ["tasks/postgres"],
    "msgspec": ["tasks/resources", "tasks/spotify", "tasks/sandbox"],
    "rich": ["tasks/console"],
    "altair": ["tasks/page"],
    "jinja2": ["tasks/page"],
    "vl_convert": ["tasks/page"],
    "boto3": ["tasks/s3"],
    "botocore": ["tasks/s3", "tasks/token_block.py"],
}

FOLDERS = [
    "tasks/resources",
    "tasks/spotify",
    "tasks/postgres",
    "tasks/sandbox",
    "tasks/console",
    "tasks/page",
    "tasks/s3",
]


@cache
def imports(path: Path) -> set[str]:
    """Return every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def folder(path: Path) -> str:
    """Return the house of a file: one of FOLDERS, "tasks" for the files directly in it, or "flows"."""
    relative = path.relative_to(ROOT).as_posix()
    return next((name for name in FOLDERS if relative.startswith(f"{name}/")), relative.split("/")[0])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_downwards(path: Path) -> None:
    """flows -> tasks/*.py -> one folder for each foreign thing; the folders do not know each other."""
    own = {name for name in imports(path) if name.split(".")[0] in {"flows", "tasks"}}
    house = folder(path)
    if house == "flows":
        return
    assert not [name for name in own if name.startswith("flows")]
    if house != "tasks":
        strangers = [name for name in own if not name.startswith(house.replace("/", "."))]
        assert [] == strangers


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_foreign_thing_has_one_folder(path: Path) -> None:
    """Only tasks/spotify imports spotipy, only tasks/postgres imports psycopg, and so on."""
    names = {name.split(".")[0] for name in imports(path)}
    relative = path.relative_to(ROOT).as_posix()
    trespassing = [
        name
        for name in names & set(OWNERS)
        if not any(f"{relative}/".startswith(f"{owner}/") for owner in OWNERS[name])
    ]
    assert [] == trespassing


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_flows_and_tasks_know_prefect(path: Path) -> None:
    """Prefect stays in flows/ and in the files directly in tasks/."""
    names = {name.split(".")[0] for name in imports(path)}
    if folder(path) in FOLDERS:
        assert not names & {"prefect", "prefect_sqlalchemy", "prefect_aws"}


@pytest.mark.parametrize("path", sorted((ROOT / "flows").glob("*.py")), ids=lambda path: path.name)
def test_no_flow_hides_another_module(path: Path) -> None:
    """python flows/main.py puts flows/ first on the path: a file there must not bear the name of a known module."""
    import importlib.util
    import sys

    assert path.stem not in sys.stdlib_module_names
    spec = importlib.util.find_spec(path.stem) if path.stem != "__init__" else None
    assert spec is None or str(ROOT) in str(spec.origin)

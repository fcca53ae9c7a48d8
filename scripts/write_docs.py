"""Write the tables of the README and .env.example from the code: python scripts/write_docs.py."""

import re
from operator import attrgetter
from pathlib import Path

from pydantic import SecretStr

from tasks import env_file
from tasks.postgres.models.discover import discover, of_schema
from tasks.postgres.models.model import Model
from tasks.resources import RESOURCES
from tasks.resources.reading import Resource
from tasks.settings import Settings

ROOT = Path(__file__).resolve().parents[1]

SETTINGS_HEAD = "| variable | default | meaning |\n|---|---|---|\n"
RESOURCES_HEAD = (
    "| resource | endpoint | read for | scope | which apps | in development mode | tables |\n"
    "|---|---|---|---|---|---|---|\n"
)
MARTS_HEAD = "| table | question | grain |\n|---|---|---|\n"


def default(value: object) -> str:
    """Return a default as a person writes it; a secret has none."""
    return "" if value is None or isinstance(value, SecretStr) else str(value)


def settings() -> list[tuple[str, str, str]]:
    """Return name, default and meaning of every variable."""
    fields = Settings.model_fields.items()
    named = [(name.upper(), default(field.default), str(field.description)) for name, field in fields]
    return [*named, (env_file.VARIABLE, env_file.DEFAULT, env_file.MEANING)]


def settings_rows() -> str:
    """Return the rows of the README's table of settings."""
    return "".join(f"| {name} | {value and f'`{value}`'} | {meaning} |\n" for name, value, meaning in settings())


def resource_rows() -> str:
    """Return the rows of the README's table of resources."""
    return "".join(map(_resource_row, RESOURCES.values()))


def _resource_row(resource: Resource) -> str:
    scope = " ".join(f"`{name}`" for name in resource.scope.split())
    batch = f"; {resource.batch} ids a request, but in development mode" if resource.batch > 1 else ""
    wanted = ", ".join(resource.wanted_by) or "what is met"
    tables = ", ".join(dict.fromkeys(table.removeprefix("spotify.") for table in resource.tables))
    cells = [resource.name, f"`{resource.path}`", wanted, scope, resource.modes + batch, resource.development, tables]
    return f"| {' | '.join(cells)} |\n"


def mart_rows() -> str:
    """Return the rows of the README's table of marts."""
    return "".join(map(_mart_row, sorted(of_schema(discover(), "marts"), key=attrgetter("name"))))


def _mart_row(mart: Model) -> str:
    question = mart.header.prose.partition("\n")[0]
    return f"| `{mart.full_name}` | {question} | {', '.join(mart.header.grain)} |\n"


def env_example() -> str:
    """Return the text of .env.example."""
    head = "# Copy to .env and fill in what you need; everything has a default. No quotes, no spaces round =.\n"
    set_here = [one for one in settings() if one[0] != env_file.VARIABLE]  # it says where the others are
    return head + "".join(f"\n# {meaning}\n# {name}={value}\n" for name, value, meaning in set_here)


def readme(text: str) -> str:
    """Return the README with its tables as the code has them."""
    text = _between(text, SETTINGS_HEAD, settings_rows())
    text = _between(text, MARTS_HEAD, mart_rows())
    return _between(text, RESOURCES_HEAD, resource_rows())


def _between(text: str, head: str, rows: str) -> str:
    pattern = re.escape(head) + r"(?:\|.*\n|<!--.*\n)*"
    return re.sub(pattern, lambda _: head + rows, text)


if __name__ == "__main__":
    (ROOT / "README.md").write_text(readme((ROOT / "README.md").read_text()))
    (ROOT / ".env.example").write_text(env_example())

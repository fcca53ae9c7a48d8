"""SOURCE, TARGET and LOGGING: from variables, from Prefect blocks, or the embedded server."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from tasks.postgres.connect import ensure_database
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.migrations import migrate
from tasks.settings import LOOPBACK, Settings, SettingsError


@dataclass(frozen=True)
class Databases:
    """Where rows are loaded, where they are transformed, where the log goes; often one and the same."""

    source: Database
    target: Database
    logging: Database
    is_embedded: bool = False

    def roles(self) -> dict[Database, set[str]]:
        """The roles that each distinct database plays."""
        roles: dict[Database, set[str]] = {}
        for role in ("source", "target", "logging"):
            roles.setdefault(getattr(self, role), set()).add(role)
        return roles


@contextmanager
def open_databases(settings: Settings) -> Iterator[Databases]:
    """Yield the three databases, reachable, existing and migrated; raises DatabaseError or SettingsError."""
    with ExitStack() as stack:
        target = configured(settings, "target") or stack.enter_context(embedded(settings.data_dir))
        databases = Databases(
            source=configured(settings, "source") or target,
            target=target,
            logging=configured(settings, "logging") or target,
            is_embedded=configured(settings, "target") is None,
        )
        for database, roles in databases.roles().items():
            ensure_database(database)
            migrate(database, roles)
        yield databases


@contextmanager
def open_target(settings: Settings) -> Iterator[Database]:
    """Yield TARGET alone, as it is, for those who only read it; raises DatabaseError or SettingsError."""
    with ExitStack() as stack:
        yield configured(settings, "target") or stack.enter_context(embedded(settings.data_dir))


def configured(settings: Settings, role: str) -> Database | None:
    """Return the database that a block or the variables name, None where neither does."""
    block = getattr(settings, f"{role}_block")
    return from_block(block, role) if block else settings.database(role)


def from_block(name: str, role: str) -> Database:
    """Return the database of a prefect-sqlalchemy connector block; raises SettingsError."""
    from prefect_sqlalchemy import ConnectionComponents, SqlAlchemyConnector

    try:
        about = SqlAlchemyConnector.load(name).connection_info
    except ValueError:
        raise SettingsError(
            f'{role.upper()}_BLOCK names "{name}", but there is no such sqlalchemy-connector block'
        ) from None
    if not isinstance(about, ConnectionComponents):
        raise SettingsError(f'The block "{name}" holds a URL, which shows its password: give it the components instead')
    host = about.host or ""
    return Database(
        host=host,
        port=int(about.port or 5432),
        user=about.username or "",
        name=about.database or "spotify",
        password=about.password or SecretStr(""),
        sslmode=(about.query or {}).get("sslmode") or ("prefer" if host in LOOPBACK else "require"),
    )

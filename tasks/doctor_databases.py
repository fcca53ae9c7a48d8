"""SOURCE, TARGET and LOGGING: reachable, and what we may do there; nothing is created but the embedded Postgres."""

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

from tasks.databases import configured
from tasks.doctor import Finding, found, ok, problem
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.examine import Examined, examined
from tasks.settings import Settings


class Reached:
    """The databases by role; one that could not even be named is not among them. Open as long as `stack`."""

    def __init__(self, settings: Settings, stack: ExitStack) -> None:
        self._settings = settings
        self._stack = stack
        self.named: dict[str, Database] = {}
        self.usable: set[Database] = set()

    @property
    def source(self) -> Database | None:
        """The SOURCE database where it can be used."""
        source = self.named.get("source")
        return source if source in self.usable else None

    def findings(self) -> Iterator[Finding]:
        """One finding for each database that is different from the others."""
        for role in ("target", "source", "logging"):
            yield from found(role.upper(), partial(self._name, role))
        for database in dict.fromkeys(self.named.values()):
            roles = [role.upper() for role, named in self.named.items() if named == database]
            yield from found(", ".join(roles), partial(self._look, database, ", ".join(roles)))

    def _name(self, role: str) -> Iterator[Finding]:
        database = configured(self._settings, role)
        if database is None and role == "target":
            database = self._stack.enter_context(embedded(self._settings.data_dir))
        elif database is None:
            database = self.named.get("target")
        if database:
            self.named[role] = database
        yield from ()

    def _look(self, database: Database, about: str) -> Iterator[Finding]:
        finding = judged(database, examined(database), about)
        if finding.level != "problem":
            self.usable.add(database)
        yield finding


def judged(database: Database, about_it: Examined, about: str) -> Finding:
    """Return what is to be said of a database that answers."""
    where = f"{database}, Postgres {about_it.version}"
    if about_it.is_read_only:
        return problem(about, f"{where}, can only be read: name the primary server, or let the user write")
    if not about_it.exists and not about_it.may_create_databases:
        return problem(
            about, f"{where}: the database does not exist and {database.user} may not create it: grant CREATEDB"
        )
    if not about_it.exists:
        return ok(about, f"{where}: the first run creates the database")
    if not about_it.may_create_schemas:
        grant = f"grant create on database {database.name} to {database.user}"
        return problem(about, f"{where}: {database.user} may not create schemas: {grant}")
    return ok(about, f"{where}, can be used")

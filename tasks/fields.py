"""Which fields of Spotify's answers were filled in a run, and which used to be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import add

from tasks.events import tell
from tasks.postgres.connect import transaction
from tasks.postgres.filled_fields import Vanished, keep_filled, known_fields
from tasks.resources import RESOURCES
from tasks.resources.filled import Filled, filled, missing
from tasks.resources.page import Page
from tasks.session import current
from tasks.spotify.families import family

# Pages of an endpoint that are looked at in a run, and those of one object: a field vanishes for all of them at once.
SAMPLED, SINGLES = 10, 50

NOTHING = Filled(0, 0, 0, 0)

# A batch shows the same objects as its single questions, and which of them an app asks may change from run to run.
BATCHES = frozenset(resource.batch_path.partition("?")[0] for resource in RESOURCES.values() if resource.batch_path)


@dataclass
class Fields:
    """Counts by endpoint and JSON path: in how many of the objects and answers a field was filled."""

    counts: dict[tuple[str, str], Filled] = field(default_factory=dict)
    _pages: Counter[str] = field(default_factory=Counter)

    def count(self, pages: Sequence[Page]) -> None:
        """Take in some of these pages."""
        by_endpoint: dict[str, list[Page]] = {}
        for page in pages:
            # A question for some fields only shows nothing of the others.
            if page.is_good and "fields" not in dict(page.request.params):
                by_endpoint.setdefault(family(page.request.path), []).append(page)
        for endpoint, some in by_endpoint.items():
            most = SINGLES if endpoint.endswith("{id}") else SAMPLED
            self._add(endpoint, some[: max(0, most - self._pages[endpoint])])

    def _add(self, endpoint: str, pages: Sequence[Page]) -> None:
        self._pages[endpoint] += len(pages)
        counted = filled(pages)
        if endpoint in BATCHES:
            endpoint, counted = f"{endpoint}/{{id}}", _singly(endpoint, counted)
        for path, counts in counted.items():
            before = self.counts.get((endpoint, path), NOTHING)
            self.counts[endpoint, path] = Filled(*map(add, before, counts))

    def settle(self) -> tuple[str, ...]:
        """Store the counts and return a warning for every field that has vanished."""
        session = current()
        with transaction(session.databases.source) as connection:
            known = known_fields(connection, session.client_id)
            vanished = keep_filled(connection, session.client_id, self.counts | self._missing(known))
        for one in vanished:
            _tell(one)
        return tuple(_sentence(one) for one in vanished)

    def _missing(self, known: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Filled]:
        found: dict[tuple[str, str], Filled] = {}
        for endpoint in {endpoint for endpoint, _ in self.counts}:
            counted = {path: count for (one, path), count in self.counts.items() if one == endpoint}
            paths = [path for one, path in known if one == endpoint]
            found |= {(endpoint, path): counts for path, counts in missing(counted, paths).items()}
        return found


def _singly(endpoint: str, counted: Mapping[str, Filled]) -> dict[str, Filled]:
    """Each object of a batch is an answer of its own."""
    objects = f"{endpoint.replace('-', '_')}[]."
    return {
        path.removeprefix(objects): counts._replace(answers=counts.objects, filled_answers=counts.filled)
        for path, counts in counted.items()
        if path.startswith(objects)
    }


def _tell(one: Vanished) -> None:
    if one.is_new:
        tell(
            "field.vanished",
            f"field/{one.endpoint}/{one.path}",
            endpoint=one.endpoint,
            path=one.path,
            last_filled=one.last_filled.isoformat(),
        )


def _sentence(one: Vanished) -> str:
    when = f"{one.last_filled:%Y-%m-%d}"
    return f"{one.endpoint}: {one.path} was last filled on {when} and is empty in all {one.objects} objects of this run"

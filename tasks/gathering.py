"""What a run gathers, resource by resource: pages are fetched in batches, become rows at once, and are let go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from math import ceil

import polars as pl

from tasks.capabilities import batch_probe, contradicted, found_out, known_capabilities, learn, probes
from tasks.extract import fetch, kept_pages
from tasks.fields import Fields
from tasks.harvest import Harvest
from tasks.knowledge import failures, known_to, lists_read, marks_of, stored_ids, waiting
from tasks.postgres.backlog import keep_backlog
from tasks.postgres.capabilities import Capability
from tasks.postgres.connect import transaction
from tasks.resources.app import App, Known
from tasks.resources.current_user import CURRENT_USER
from tasks.resources.details import requests_for
from tasks.resources.library_readings import first_readings
from tasks.resources.need import Need
from tasks.resources.page import Page, Request, from_frame
from tasks.resources.reading import Reading, Resource, Rows, nothing_to_confirm
from tasks.selection import Run
from tasks.session import current
from tasks.shards.apart import read_apart
from tasks.shards.order import Batch
from tasks.spotify.errors import BudgetSpent, Deferred
from tasks.window import Window

# A batch is one task run: so few that the run's graph can be read, and so small that its pages fit into memory.
SMALLEST, BATCHES, GREATEST = 50, 8, 250

# A page of a playlist is ten times as large as others; and where there is a budget, so few of them, or a twentieth of a
# day's requests, are read to the end before others are begun.
GREATEST_LISTS, CONFIRMED = 50, 25

Subject = tuple[str, str]


@dataclass
class Gathering:
    """The rows so far, what the app may ask, what was left for later, and why, if so."""

    run: Run
    window: Window
    reading: Reading
    harvest: Harvest
    backlog: Mapping[str, Sequence[str]] = field(default_factory=dict)
    known: Known = field(default_factory=Known)
    capabilities: dict[str, Capability] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    deferred: Deferred | None = None
    left: list[Subject] = field(default_factory=list)
    done: list[Subject] = field(default_factory=list)
    fields: Fields = field(default_factory=Fields)
    _spent: set[str] = field(default_factory=set)

    @property
    def need(self) -> Need:
        """What the resources choose their requests from."""
        return Need(
            selected=self.run.selected,
            parts=self.run.parts,
            market=self.run.market,
            user_id=self.reading.user_id,
            app=current().app,
            moment=self.window.moment,
            met=self.harvest.met,
            stored=partial(stored_ids, self.run),
            marks=cache(self._marks),
        )

    def _marks(self, resource: str) -> Mapping[str, str]:
        """Return when each id was last read: by earlier runs and, where a list gave it in full, by this one."""
        met = self.harvest.met("etl.watermarks", "resource", "scope", "value").filter(resource=resource)
        return {**marks_of(self.run, resource), **dict(met.select("scope", "value").iter_rows())}

    def find_out(self, questions: Mapping[str, Request]) -> None:
        """Learn which endpoints the app has; after a deferral nothing is asked any more."""
        if not self.is_over:
            try:
                self.may(found_out(questions, self.capabilities))
            except Deferred as deferred:
                self.deferred = _earlier(self.deferred, deferred)

    def may(self, capabilities: dict[str, Capability]) -> None:
        """Take in what the app may ask."""
        self.capabilities = capabilities
        missing = frozenset(endpoint for endpoint, one in capabilities.items() if not one.is_available)
        current().app = App(missing, self.known)

    @property
    def is_over(self) -> bool:
        """True where nothing may be asked any more; a budget that is spent concerns one family of endpoints."""
        return self.deferred is not None and not isinstance(self.deferred, BudgetSpent)

    def read(self, resource: Resource) -> None:
        """Ask for what the run needs of a resource, and keep its rows."""
        if not resource.is_wanted(self.need):
            return
        self.find_out(probes([resource], self.need))
        # What is only to be had in batches is lacking for as long as no batch has been tried again.
        if resource.needs == resource.batch_path or not self._lacks(resource):
            self.find_out(batch_probe(resource, self.need, self.capabilities))
        if self._lacks(resource):
            return
        batches = list(_batches(self._in_order(resource), _size_at_most(resource)))
        self._apart(resource, batches)
        for part, batch in batches:
            self._batch(resource, part, batch)
        if resource is CURRENT_USER:
            self._meet_listener()

    def _apart(self, resource: Resource, batches: Sequence[tuple[str, list[Request]]]) -> None:
        """Have the batches fetched by shards where the run has any; whatever these leave is fetched here as always."""
        if self.run.shards > 1 and not self.is_over:
            given = [Batch(part, batch) for part, batch in batches]
            self.harvest.notes += read_apart(resource.name, self.window.name, self.run, given)

    def finish(self) -> None:
        """Store what is left for later and what the answers have shown of the app."""
        session = current()
        session.harvest = self.harvest
        with transaction(session.databases.source) as connection:
            keep_backlog(connection, session.client_id, self.left, self.done)
        self.harvest.notes += _reasons(self.skipped)
        self.harvest.notes += self.fields.settle()

    def _meet_listener(self) -> None:
        """Note whose library is read, and what is known of it: the listener is the first user that a run meets."""
        users = self.harvest.met("spotify.users", "user_id")["user_id"]
        user_id = users[0] if len(users) else ""
        self.known = known_to(self.run, user_id)
        self.reading = replace(self.reading, user_id=user_id, heard=self.known.heard, read_before=lists_read(user_id))
        self.may(self.capabilities)

    def _lacks(self, resource: Resource) -> bool:
        """Note what cannot be read, and why."""
        missing = self.capabilities.get(resource.needs)
        if missing and not missing.is_available:
            seen = f"first seen {missing.first_seen:%Y-%m-%d}"
            self.skipped[resource.name] = f"Spotify answers {missing.http_code} to this app ({seen})"
        elif resource.is_listeners and resource is not CURRENT_USER and not self.reading.user_id:
            self.skipped[resource.name] = "Spotify did not say who the listener is"
        elif _is_permitted_only(resource) and (lacking := current().lacks(resource.scope)):
            self.skipped[resource.name] = f"the listener has not consented to {' '.join(lacking)}: make login"
        return resource.name in self.skipped

    def _in_order(self, resource: Resource) -> list[Request]:
        """Return the requests, those first that an earlier run had to leave."""
        waiting = {subject: place for place, subject in enumerate(self.backlog.get(resource.name, ()))}
        last = len(waiting)
        requests = resource.requests(self.need)
        return sorted(
            requests, key=lambda one: min((waiting.get(subject, last) for subject in one.subjects), default=last)
        )

    def _batch(self, resource: Resource, part: str, requests: list[Request]) -> None:
        pages = self._pages(resource, part, requests)
        self._account(resource, requests, pages)
        refused, pages = _refused(resource, pages)
        if shown := contradicted(resource, [*pages, *refused]):
            self.may(learn(shown))
        self._keep(resource, pages)
        if refused:
            self._batch(resource, part, [single for page in refused for single in _singly(resource, page.request)])

    def _keep(self, resource: Resource, pages: Sequence[Page]) -> None:
        self.fields.count(pages)
        found = resource.rows(pages, self.reading)
        self.harvest.add(found + first_readings(found, self.reading) + Rows(notes=_lost(resource, pages)))

    def _pages(self, resource: Resource, part: str, requests: list[Request]) -> list[Page]:
        if self.is_over or resource.name in self._spent:
            return from_frame(kept_pages(resource.name, requests))  # shards may have been told what this run was not
        return from_frame(self._fetched(resource.name, part, requests))

    def _fetched(self, resource: str, part: str, requests: list[Request]) -> pl.DataFrame:
        try:
            return fetch(resource, part, requests, self.window.name)
        except Deferred as deferred:
            self.deferred = _earlier(self.deferred, deferred)
            self._spent.add(resource)
            return kept_pages(resource, requests)

    def _account(self, resource: Resource, requests: Sequence[Request], pages: Sequence[Page]) -> None:
        """Note which subjects were read to the end, and which a limit has left for later."""
        left = dict.fromkeys(_left(resource, requests, pages) if self.deferred else ())
        done = (subject for one in requests for subject in one.subjects or [one.path] if subject not in left)
        self.left += [(resource.name, subject) for subject in left]
        self.done += [(resource.name, subject) for subject in done]


def begun(run: Run, window: Window) -> Gathering:
    """Return an empty gathering that knows what earlier runs have left."""
    session = current()
    run = session.expanded(run)
    time_zone = session.settings.time_zone
    reading = Reading(window.moment, time_zone=time_zone, labels=run.labels, failures=failures())
    harvest = Harvest(session.settings.data_dir / "rows" / window.name)
    gathering = Gathering(run, window, reading, harvest, waiting(), known_to(run, ""))
    gathering.may(known_capabilities())
    return gathering


def _size_at_most(resource: Resource) -> int:
    """Return how many requests of a resource make a batch at most.

    What is confirmed at the end of its batch must reach it within a day's requests, or it would never be read at all.
    """
    budget = current().settings.budget
    if resource.confirm is nothing_to_confirm:
        return GREATEST
    return min(GREATEST_LISTS, max(min(CONFIRMED, budget // 4), budget // 20, 1)) if budget else GREATEST_LISTS


def _batches(requests: Sequence[Request], at_most: int) -> Iterator[tuple[str, list[Request]]]:
    size = min(at_most, max(SMALLEST, ceil(len(requests) / BATCHES)))
    starts = range(0, len(requests), size)
    for number, start in enumerate(starts, 1):
        yield f"{number} of {len(starts)}" if len(starts) > 1 else "", list(requests[start : start + size])


def _refused(resource: Resource, pages: Sequence[Page]) -> tuple[list[Page], list[Page]]:
    """Return the refused batches, which are asked for one by one, and the other pages."""
    path = resource.batch_path.partition("?")[0]
    refused = [page for page in pages if path and page.request.path == path and page.status in resource.refused_with]
    return refused, [page for page in pages if page not in refused]


def _is_permitted_only(resource: Resource) -> bool:
    """True where a scope opens the endpoint; elsewhere, as for the listener's own profile, it only adds fields."""
    return resource.is_listeners and resource is not CURRENT_USER


def _left(resource: Resource, requests: Sequence[Request], pages: Sequence[Page]) -> Iterator[str]:
    """Yield the subjects of which some question was not answered: the first, one that it called for, or the last."""
    answered = {page.request.key for page in pages}
    further = [one for page in pages for one in resource.follow(page, current().app)]
    for one in [*requests, *further, *resource.confirm(pages)]:
        if one.key not in answered:
            yield from one.subjects or [one.path]


def _singly(resource: Resource, batch: Request) -> list[Request]:
    """Return the questions that a refused batch becomes, whatever other batches show of the app."""
    alone = replace(current().app, unavailable=current().app.unavailable | {resource.batch_path})
    return requests_for(resource, batch.subjects, alone, **batch.market)


def _earlier(one: Deferred | None, other: Deferred) -> Deferred:
    """Return the deferral that counts: a penalty before a spent budget, and of two budgets the one that opens first."""
    if one is None or not isinstance(other, BudgetSpent):
        return other
    return min(one, other, key=lambda deferred: deferred.until) if isinstance(one, BudgetSpent) else one


def _reasons(skipped: Mapping[str, str]) -> tuple[str, ...]:
    """Return one sentence for each reason, with all that was skipped for it."""
    names: dict[str, list[str]] = {}
    for name, why in skipped.items():
        names.setdefault(why, []).append(name)
    return tuple(f"Skipped, for {why}: {', '.join(some)}" for why, some in names.items())


def _lost(resource: Resource, pages: Sequence[Page]) -> tuple[str, ...]:
    lost = sum(1 for page in pages if page.status >= 500)
    refused = sum(1 for page in pages if page.status in {400, 403} and resource.name != "playlists")
    # An id that fails rests for a while; a list is read by the next run as if this one had not asked.
    again = "asked again in a day, then ever later" if "{id}" in resource.path else "the next run asks again"
    notes = {
        f"{resource.name}: {lost} not read for errors of Spotify's; {again}": lost,
        f"{resource.name}: {refused} refused by Spotify": refused,
    }
    return tuple(note for note, count in notes.items() if count)

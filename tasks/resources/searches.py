"""What Spotify finds for the selected terms, in its order.

Of nothing does Spotify let an app ask less, so that each search is made once a day and goes no deeper than one page
where pages are largest. Ordinary apps get ten results a page since February 2026, and nobody more than a thousand.
"""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

import polars as pl

from tasks.resources.app import App
from tasks.resources.columns import Column, frame, joined
from tasks.resources.decode import decode
from tasks.resources.details import seen
from tasks.resources.in_full import ARTIST_TABLES, artists_in_full
from tasks.resources.need import Need
from tasks.resources.objects.results import ITEM_TABLES, TYPES, Result, Results, results_in, rows_of_items
from tasks.resources.page import Page, Request, request
from tasks.resources.ranking import completely_on_its_day, further, read_whole
from tasks.resources.reading import Reading, Resource, Rows, decoded
from tasks.resources.wanted import once_a_day

DEFAULT_TYPES = ("track",)

# Not an endpoint of its own, but as much of a capability.
FIFTY = "search?limit=50"

# Results a search and type: one request, or five where ten a page is all there is.
RESULTS = 50


def parse_search(text: str) -> tuple[tuple[str, ...], str]:
    """Return the types and the terms of `terms` or `types=terms`, such as "artist,track=daft punk".

    Without types it is tracks. A "=" belongs to the terms unless all that stands before the first one are types. Raises
    ValueError with a sentence where there are no terms.
    """
    before, equals, after = text.partition("=")
    named = tuple(dict.fromkeys(word.strip().lower() for word in before.split(",")))
    types, terms = (named, after) if equals and set(named) <= set(TYPES) else (DEFAULT_TYPES, text)
    if not terms.strip():
        raise ValueError(f'"{text}" names nothing to search for: give terms, or types=terms such as artist=daft punk')
    return types, terms.strip()


def requests(need: Need) -> list[Request]:
    """The first page of each selected search, once a day."""
    firsts = dict.fromkeys(_first(need, *parse_search(text)) for text in need.of("search"))
    return [asked for one in firsts for asked in once_a_day("searches", one.subject, [one], need)]


def probe(need: Need) -> Mapping[str, Request]:
    """The first page of fifty."""
    first = requests(need.hoping_for(FIFTY))[:1]
    return {FIFTY: first[0]} if first else {}


def _first(need: Need, types: Sequence[str], terms: str) -> Request:
    # Terms are free text, and a comma in a subject would divide it.
    scope = quote(f"{need.market} {','.join(types)}={terms}".strip(), safe=" =:")
    limit = 50 if need.app.may(FIFTY) else 10
    market = need.in_market()
    return request("searches", "search", scope, q=terms, type=",".join(types), limit=limit, offset=0, **market)


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first, as far as results are read."""
    first, _ = decode(page.body, Results) if page.is_good else (None, [])
    return further(page, min(first.total, RESULTS)) if first else ()


COLUMNS = {
    "query": Column(pl.String, lambda result: dict(result.page.request.params)["q"]),
    "item_type": Column(pl.String, lambda result: result.item_type),
    "rank": Column(pl.Int32, lambda result: result.rank),
    "item_id": Column(pl.String, lambda result: result.item_id),
}


def results_of(results: Sequence[Result], reading: Reading) -> pl.DataFrame:
    """Grain: one rank among the results of a type for some terms on one day."""
    return frame(results, COLUMNS).with_columns(observed_on=pl.lit(reading.observed_at.date()))


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Results of the day, what was found, and which searches have been made to the end."""
    found, rejected = decoded(pages, Results)
    results = results_in(found)
    whole = read_whole([(page, min(answer.total, RESULTS)) for page, answer in found])
    partly = {page.request.subject for page, _ in found}.difference(whole)
    own = {"spotify.search_results": results_of(results, reading)}
    marks = seen(pages, whole, "searches", reading, partly)
    complete = {"spotify.search_results": _complete([page for page, _ in found], whole, reading)}
    items = rows_of_items(results, reading.observed_at, reading.labels)
    artists = artists_in_full((result.item for result in results if result.item_type == "artist"), reading)
    return items + Rows(joined([artists, own, marks, rejected]), complete)


def _complete(pages: Sequence[Page], whole: Sequence[str], reading: Reading) -> pl.DataFrame:
    asked = [dict(page.request.params) for page in pages if page.request.subject in whole]
    lists = {(params["q"], one): None for params in asked for one in params["type"].split(",")}
    queries, types = [query for query, _ in lists], [item_type for _, item_type in lists]
    return completely_on_its_day(reading.observed_at, query=queries, item_type=types)


SEARCHES = Resource(
    name="searches",
    path="search",
    tables=("spotify.search_results", *ITEM_TABLES, *ARTIST_TABLES),
    rows=rows,
    requests=requests,
    wanted_by=("search",),
    follow=follow,
    probe=probe,
    refused_with=frozenset({400}),
    development="ten a page",
)

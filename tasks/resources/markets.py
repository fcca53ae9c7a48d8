"""The countries in which Spotify is to be had, once a day."""

from collections.abc import Mapping, Sequence
from itertools import product
from string import ascii_uppercase

import polars as pl
from msgspec import Struct

from tasks.resources.columns import joined
from tasks.resources.details import seen
from tasks.resources.need import Need
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import Reading, Resource, Rows, completely, decoded
from tasks.resources.wanted import daily

NEEDS = "markets"
EVERYWHERE = "all"
REQUEST: Request = request("markets", "markets", EVERYWHERE)

# An answer speaks of every country: those of these codes that it does not name are no market any more.
CODES = ["".join(letters) for letters in product(ascii_uppercase, repeat=2)]


class Markets(Struct):
    """A list of ISO 3166-1 alpha-2 codes, and XK for Kosovo."""

    markets: list[str | None] = []


requests = daily(REQUEST)


def probe(need: Need) -> Mapping[str, Request]:
    """The same, where it is due."""
    return {NEEDS: REQUEST} if requests(need) else {}


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """Markets; a list with a null or with nothing in it says of no country that it is gone."""
    found, rejected = decoded(pages, Markets)
    listed = [market for _, answer in found for market in answer.markets]
    own = {"spotify.markets": pl.DataFrame({"market": [one for one in listed if one]}, {"market": pl.String})}
    marks = seen(pages, [page.request.subject for page, _ in found], "markets", reading)
    is_whole = bool(listed) and None not in listed
    complete = {"spotify.markets": completely(reading.observed_at, market=CODES)} if is_whole else {}
    return Rows(joined([own, marks, rejected]), complete)


MARKETS = Resource(
    name="markets",
    path="markets",
    tables=("spotify.markets",),
    rows=rows,
    requests=requests,
    wanted_by=("browse",),
    needs=NEEDS,
    probe=probe,
    modes="apps from before February 2026",
    development="not given",
)

"""The categories under which Spotify sorts playlists, such as Pop or Dinner; their ids are words or 22 characters."""

from collections.abc import Iterable, Sequence

import polars as pl
from msgspec import UNSET, Struct, UnsetType

from tasks.resources.app import App
from tasks.resources.columns import Column, frame, joined
from tasks.resources.decode import decode
from tasks.resources.objects.image import Image, widest
from tasks.resources.objects.paging import Paging
from tasks.resources.page import Page, Request, request
from tasks.resources.ranking import further, places, read_whole
from tasks.resources.reading import Reading, Resource, Rows, decoded, first_page, watermarks
from tasks.resources.wanted import daily

NEEDS = "browse/categories"
REQUEST: Request = request("categories", "browse/categories", "all", limit=50, offset=0)


class Category(Struct):
    """One category."""

    id: str
    name: str | UnsetType | None = UNSET
    icons: list[Image | None] | UnsetType | None = UNSET


class Categories(Struct):
    """The body of an answer."""

    categories: Paging[Category]


COLUMNS = {
    "category_id": Column(pl.String, lambda category: category.id),
    "name": Column(pl.String, lambda category: category.name),
    "image_url": Column(pl.String, lambda category: widest(category.icons)),
}


def follow(page: Page, app: App) -> Iterable[Request]:
    """Return the pages after the first."""
    first, _ = decode(page.body, Categories) if page.is_good else (None, [])
    return further(page, first.categories.total or 0) if first else ()


def rows(pages: Sequence[Page], reading: Reading) -> Rows:
    """The categories, and that they have been read; one that is no longer shown stays, for its playlists were seen."""
    found, rejected = decoded(pages, Categories)
    listed = [(page, answer.categories) for page, answer in found]
    own = {"spotify.categories": frame([place.item for place in places(listed)], COLUMNS)}
    whole = read_whole([(page, categories.total or 0) for page, categories in listed])
    marks = watermarks("categories", dict.fromkeys(whole, reading.observed_at.isoformat()))
    return Rows(joined([own, marks, rejected]))


CATEGORIES = Resource(
    name="categories",
    path="browse/categories",
    tables=("spotify.categories",),
    rows=rows,
    requests=daily(REQUEST),
    wanted_by=("browse",),
    follow=follow,
    needs=NEEDS,
    probe=first_page(NEEDS, REQUEST),
    refused_with=frozenset({403, 404, 410}),
    modes="apps from before February 2026",
    development="not given",
)

"""What all charts share: rows inside of the specification, the width of the page, no colour of their own."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import polars as pl

Chart = alt.Chart | alt.LayerChart | alt.FacetChart

STEP = 24  # pixels a row of bars


def spec(chart: Chart, rows: pl.DataFrame, description: str, height: int) -> Mapping[str, Any]:
    """Return the specification of a chart of these rows.

    Colours and fonts come with the theme, when the page is looked at; the address of the schema would only be an
    address in a page that has none. Altair would check every value of the rows, so they come in at the end.
    """
    sized = chart.properties(width="container", height=height, description=description)
    made: dict[str, Any] = sized.to_dict(validate=False)
    kept = {name: value for name, value in made.items() if name not in {"config", "$schema"}}
    if "layer" in kept:  # of which Altair gives each the data of its own that it has not got
        kept["layer"] = [{name: layer[name] for name in layer if name != "data"} for layer in kept["layer"]]
    return kept | {"data": {"values": _values(rows)}}


def _values(rows: pl.DataFrame) -> list[dict[str, Any]]:
    times = [name for name, kind in rows.schema.items() if kind.is_temporal()]
    return rows.with_columns(pl.col(times).dt.to_string("iso")).to_dicts()


def ranked(name: pl.Expr) -> pl.Expr:
    """Return the names with their place, so that no two are alike, each kept in its own direction of writing."""
    place = pl.int_range(1, pl.len() + 1).cast(pl.String)
    return (place + ". \u2068" + named(name) + "\u2069").alias("label")


def named(name: pl.Expr) -> pl.Expr:
    """Return the names, and words in the place of one that is not known or empty."""
    return pl.when(name.str.strip_chars() != "").then(name).otherwise(pl.lit("(no name)"))


def titled() -> pl.Expr:
    """Return what a track is called, with its artists."""
    artists = pl.col("artist_names")
    credited = pl.when(artists.str.strip_chars() != "").then(" · " + artists).otherwise(pl.lit(""))
    return named(pl.col("track_name")) + credited


def bars_axis(*, grid: bool = False) -> alt.Y:
    """Return the axis of names, in the order of the rows; a bar needs no line that leads to it, a point does."""
    axis = alt.Axis(ticks=False, domain=False, grid=grid, gridDash=[1, 3])
    return alt.Y("label:N", sort=None, title=None, axis=axis)

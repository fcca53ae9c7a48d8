"""How the popularity of artists moves, by Spotify's number or, where it gives none, by the local score."""

from typing import Literal

import altair as alt
import polars as pl

from tasks.page.chart import named, spec
from tasks.page.content import Content
from tasks.page.section import Figure, Part
from tasks.page.table import COUNT, NUMBER, Column, Table, table

NONE = "Spotify gave no popularity, and no playlist was read: name playlists or artists in the next run."

# As many points of a line can be told apart, and as many days can each have a tick.
POINTS, TICKS = 31, 10

# Above the highest value and below the lowest.
ROOM = 10

COLUMNS = {
    "artist_name": Column("Artist"),
    "first": Column("At first", NUMBER),
    "last": Column("Now", NUMBER),
    "days": Column("Readings", COUNT),
}


def lead(content: Content) -> str:
    """Return the sentence under the heading."""
    frame = content.frame("popularity")
    if not frame.is_empty() and frame["metric_source"][0] == "local":
        return (
            "Spotify gives this app no popularity; this is the local score: the share of artists that reach less far."
        )
    return "Spotify's own number, 0 to 100, of the artists for whom it moved most."


def parts(content: Content) -> list[Part]:
    """Return the lines; one reading makes no line."""
    frame = content.frame("popularity")
    if frame.is_empty():
        return [Part(missing=NONE)]
    frame = _named(frame)
    days = frame["observed_on"].n_unique()
    if days == 1:
        once = f"Popularity was read on one day so far, {frame['observed_on'][0]}: lines begin with the second."
        return [Part(missing=once, table=_table(frame, is_open=True))]
    return [Part(figure=_figure(frame), table=_table(frame))]


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    """Tell artists of one name apart, or they would share a line."""
    name = named(pl.col("artist_name"))
    number = pl.col("artist_id").rank("dense").over(name)
    return frame.with_columns(pl.when(number > 1).then(name + pl.format(" ({})", number)).otherwise(name))


def _table(frame: pl.DataFrame, *, is_open: bool = False) -> Table:
    value = pl.col("value").sort_by("observed_on")
    rows = frame.group_by("artist_id", maintain_order=True).agg(
        pl.col("artist_name").first(),
        value.first().alias("first"),
        value.last().alias("last"),
        pl.len().alias("days"),
    )
    return table("Popularity of artists", rows, COLUMNS, is_open=is_open)


def _figure(frame: pl.DataFrame) -> Figure:
    caption = "Popularity of the artists for whom it moved most, day by day."
    order = frame["artist_name"].unique(maintain_order=True).to_list()
    artist = alt.Scale(domain=order)
    has_points = frame["observed_on"].n_unique() <= POINTS
    shape = alt.Shape("artist_name:N", title=None, scale=artist) if has_points else alt.Undefined
    rows = frame.select("artist_name", "observed_on", "value", pl.col("observed_on").dt.to_string("iso").alias("day"))
    lines = (
        alt.Chart()
        .mark_line(point=alt.OverlayMarkDef(size=50, filled=True) if has_points else False, strokeWidth=2)
        .encode(
            x=alt.X("observed_on:T", title=None, axis=_axis(frame["observed_on"]), scale=alt.Scale(type="utc")),
            y=alt.Y("value:Q", title="popularity", scale=_scale(frame["value"])),
            color=alt.Color("artist_name:N", title=None, scale=artist),
            shape=shape,
            tooltip=[
                alt.Tooltip("artist_name:N", title="artist"),
                alt.Tooltip("day:N"),
                alt.Tooltip("value:Q", title="popularity"),
            ],
        )
    )
    return Figure("popularity", spec(lines, rows, caption, 300), caption)


def _scale(values: pl.Series) -> alt.Scale:
    """Return the range of the values with some room, without which lines that do not move would have none."""
    least, most = float(values.min()), float(values.max())  # type: ignore[arg-type]
    return alt.Scale(domain=[max(least - ROOM, 0), min(most + ROOM, 100)], nice=True)


def _axis(days: pl.Series) -> alt.Axis:
    """Return the axis of days, which are UTC's wherever the page is looked at.

    Left to itself, Vega gives few days several ticks each, and begins to count anew with each month.
    """
    span = (days.max() - days.min()).days  # type: ignore[operator, union-attr]
    ticks: Literal["day", "week"] = "day" if span <= TICKS else "week"
    return alt.Axis(format="%-d %b", grid=False, tickCount=ticks, labelOverlap="greedy", labelSeparation=8)

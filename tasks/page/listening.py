"""Plays by day, week or month, and how much of that time is known: a gap is not silence."""

from dataclasses import dataclass

import altair as alt
import polars as pl

from tasks.page.chart import spec
from tasks.page.content import Content
from tasks.page.listeners import parts_by_listener
from tasks.page.section import Figure, Part
from tasks.page.table import COUNT, SHARE, Column, table

LEAD = "A pale bar is no quiet time: only a part of it is known, and what was played in the rest nobody has read."

FULL, PARTLY, HARDLY = "known in full", "known in part", "less than half known"


def parts(content: Content) -> list[Part]:
    """Return the bars of each listener."""
    return parts_by_listener(content.frame("days"), _part)


def _part(number: int, name: str, frame: pl.DataFrame) -> Part:
    period = period_of(frame["played_on"].n_unique())
    rows = by_period(frame, period)
    columns = {
        "begins": Column(f"{period.name} from".capitalize()),
        "plays": Column("Plays", COUNT),
        "coverage": Column("Known", SHARE),
    }
    return Part(name, _figure(number, name, rows, period), table(f"Plays by {period.name}: {name}", rows, columns))


@dataclass(frozen=True)
class Period:
    """What is summed up: in a word, as Polars says it, and how its first day is written."""

    name: str
    every: str
    written: str


def period_of(days: int) -> Period:
    """Return the period for so many days, so that a page has room for them."""
    if days <= 45:
        return Period("day", "1d", "%-d %b")
    return Period("week", "1w", "%-d %b %y") if days <= 366 else Period("month", "1mo", "%b %Y")


def by_period(frame: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return one row a period: plays, and the share of the hours read that are known."""
    hours = pl.col("hours_covered").sum() / pl.col("hours_read").sum()
    begins = pl.col("begins")
    return (
        frame.group_by(pl.col("played_on").dt.truncate(period.every).alias("begins"))
        .agg(pl.col("play_count").sum().alias("plays"), hours.fill_nan(None).alias("coverage"))
        .sort("begins")
        .with_columns(_known().alias("known"), begins.dt.strftime(period.written).alias("label"))
    )


def _known() -> pl.Expr:
    coverage = pl.col("coverage").fill_null(0)
    partly = pl.when(coverage >= 0.5).then(pl.lit(PARTLY)).otherwise(pl.lit(HARDLY))
    return pl.when(coverage >= 0.95).then(pl.lit(FULL)).otherwise(partly)


def _figure(number: int, name: str, rows: pl.DataFrame, period: Period) -> Figure:
    caption = f"Plays of {name} by {period.name}. Shaded: less than half of that time is known."
    axis = alt.Axis(labelOverlap="greedy", labelAngle=0, labelSeparation=8, labelPadding=8, ticks=False)
    base = alt.Chart().encode(x=alt.X("label:N", sort=rows["label"].to_list(), title=None, axis=axis))
    gaps = base.transform_filter(f"datum.known == '{HARDLY}'").mark_rect(style="gap", aria=False)
    bars = base.mark_bar(width=alt.RelativeBandSize(0.9)).encode(
        y=alt.Y("plays:Q", title="plays", axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("known:N", title=None, scale=alt.Scale(domain=[FULL, PARTLY, HARDLY], range="ordinal")),
        tooltip=[
            alt.Tooltip("label:N", title=period.name),
            alt.Tooltip("plays:Q"),
            alt.Tooltip("coverage:Q", format=".0%"),
        ],
    )
    return Figure(f"listening-{number}", spec(alt.layer(gaps, bars), rows, caption, 220), caption)

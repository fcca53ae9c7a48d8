"""The heat map: hours of the day by days of the week."""

import altair as alt
import polars as pl

from tasks.page.chart import STEP, spec
from tasks.page.content import Content
from tasks.page.listeners import parts_by_listener
from tasks.page.section import Figure, Part
from tasks.page.table import COUNT, NUMBER, SHARE, Column, table

LEAD = (
    "Plays an hour, by the listener's own clock. Hours that nobody has read are left out of the average: "
    "they are not silence."
)

KNOWN, HARDLY, NEVER = "known", "hardly known", "never read"

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

COLUMNS = {
    "day": Column("Day"),
    "hour": Column("Hour", COUNT),
    "play_count": Column("Plays", COUNT),
    "plays_per_day": Column("Plays each time", NUMBER),
    "coverage": Column("Known", SHARE),
}


def parts(content: Content) -> list[Part]:
    """Return a heat map for each listener."""
    return parts_by_listener(content.frame("hours"), _part)


def _part(number: int, name: str, frame: pl.DataFrame) -> Part:
    rows = frame.with_columns(
        pl.col("weekday").replace_strict(dict(enumerate(DAYS, start=1)), return_dtype=pl.String).alias("day"),
        _known().alias("known"),
    ).drop("user_id", "user_name", "weekday")
    heard = rows.filter(pl.col("play_count") > 0)
    return Part(name, _figure(number, name, rows), table(f"Hours with a play: {name}", heard, COLUMNS))


def _figure(number: int, name: str, rows: pl.DataFrame) -> Figure:
    caption = (
        f"Plays of {name} by hour and weekday. A small square: fewer than half of these hours are known. "
        "Only a dot: they were never read, so nothing is known."
    )
    hour = alt.X("hour:O", title="hour", axis=alt.Axis(labelAngle=0, values=list(range(0, 24, 3)), ticks=False))
    base = alt.Chart().encode(x=hour, y=alt.Y("day:N", sort=DAYS, title=None, axis=alt.Axis(ticks=False)))
    scale = alt.Scale(domain=_domain(rows))
    known = _coloured(base.transform_filter(f"datum.known == '{KNOWN}'").mark_rect(cornerRadius=2, stroke=None), scale)
    hardly = _coloured(base.transform_filter(f"datum.known == '{HARDLY}'").mark_square(size=50, opacity=1), scale)
    never = base.transform_filter(f"datum.known == '{NEVER}'").mark_text(text="·", fontSize=12, aria=False)
    return Figure(f"hours-{number}", spec(alt.layer(known, hardly, never), rows, caption, STEP * 8), caption)


def _domain(rows: pl.DataFrame) -> list[float]:
    """Return the least and the most; Vega would look for them in each layer, and complain of one that has no cell."""
    heard = rows.filter(pl.col("known") != NEVER)["plays_per_day"]
    return [heard.min(), heard.max()] if len(heard) else [0, 1]  # type: ignore[list-item]


def _coloured(cells: alt.Chart, scale: alt.Scale) -> alt.Chart:
    return cells.encode(
        color=alt.Color("plays_per_day:Q", title="plays an hour", scale=scale, legend=alt.Legend(gradientLength=160)),
        tooltip=[
            alt.Tooltip("day:N"),
            alt.Tooltip("hour:O"),
            alt.Tooltip("play_count:Q"),
            alt.Tooltip("plays_per_day:Q"),
            alt.Tooltip("coverage:Q", format=".0%"),
        ],
    )


def _known() -> pl.Expr:
    coverage = pl.when(pl.col("plays_per_day").is_null()).then(0).otherwise(pl.col("coverage").fill_null(0))
    hardly = pl.when(coverage < 0.5).then(pl.lit(HARDLY)).otherwise(pl.lit(KNOWN))
    return pl.when(coverage == 0).then(pl.lit(NEVER)).otherwise(hardly)

"""How much of all this is known, and what the run did."""

import altair as alt
import polars as pl

from tasks.page.chart import STEP, bars_axis, spec
from tasks.page.content import Content
from tasks.page.section import Figure, Part
from tasks.page.table import SHARE, Column, Table, table

LEAD = "What is not known is missing above, and nothing is made up for it."

NONE = "Nothing has been read yet of which a share could be known."

COLUMNS = {"label": Column("Of what"), "share": Column("Known", SHARE)}


def parts(content: Content) -> list[Part]:
    """Return the coverage, the checks, and the facts of the run."""
    return [_coverage(content.frame("coverage")), _checks(content), _facts(content)]


def _coverage(frame: pl.DataFrame) -> Part:
    if frame.is_empty():
        return Part("What is known", missing=NONE)
    return Part("What is known", _figure(frame), table("What is known", frame, COLUMNS))


def _figure(frame: pl.DataFrame) -> Figure:
    caption = "Share of the stored things of which the named part is known."
    axis = alt.X("share:Q", title="known", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=4))
    tips = [alt.Tooltip("label:N", title="of what"), alt.Tooltip("share:Q", format=".1%", title="known")]
    bars = alt.Chart().mark_bar().encode(x=axis, y=bars_axis(), tooltip=tips)
    return Figure("coverage", spec(bars, frame, caption, STEP * len(frame)), caption)


def _checks(content: Content) -> Part:
    rows = [[str(row[name]) for name in ("check", "result", "rows")] for row in content.run.checks]
    if not rows:
        return Part("Checks", missing="No check found anything.")
    columns = [Column("Check"), Column("Result"), Column("Rows")]
    return Part("Checks", table=Table("Checks that found something", columns, rows, is_open=True))


def _facts(content: Content) -> Part:
    rows = [list(fact) for fact in content.run.facts]
    return Part("The run", table=Table("Facts of the run", [Column("What"), Column("Value")], rows, is_open=True))

"""Tracks and artists that win playlists."""

import altair as alt
import polars as pl

from tasks.page.chart import STEP, bars_axis, ranked, spec, titled
from tasks.page.content import Content
from tasks.page.section import Figure, Part
from tasks.page.table import COUNT, NUMBER, Column, table

MISSING = "No {what} is in more playlists than before: a rise shows once playlists were read on two days."

COLUMNS = {
    "label": Column("Name"),
    "reach_before": Column("Playlists before", COUNT),
    "reach": Column("Playlists now", COUNT),
    "entries": Column("Came", COUNT),
    "exits": Column("Left", COUNT),
    "momentum": Column("Momentum", NUMBER),
}


def lead(content: Content) -> str:
    """Return the sentence under the heading."""
    since = content.frame("rising_artists")
    day = f"since {since['compared_with'][0]:%Y-%m-%d}" if not since.is_empty() else "in the last 28 days"
    return f"Who is in more playlists {day}, by momentum: playlists won, measured by the ups and downs that are usual."


def parts(content: Content) -> list[Part]:
    """Return the artists and the tracks."""
    artists, tracks = content.frame("rising_artists"), content.frame("rising_tracks")
    return [_part("artists", artists, pl.col("artist_name")), _part("tracks", tracks, titled())]


def _part(what: str, frame: pl.DataFrame, name: pl.Expr) -> Part:
    title = f"Rising {what}"
    if frame.is_empty():
        return Part(title, missing=MISSING.format(what=what.removesuffix("s")))
    rows = frame.with_columns(ranked(name))
    return Part(title, _figure(what, rows), table(title, rows, COLUMNS))


def _figure(what: str, rows: pl.DataFrame) -> Figure:
    caption = f"Playlists that have these {what}, before and now."
    long = rows.rename({"reach_before": "before", "reach": "now"}).select("label", "before", "now", "momentum")
    base = alt.Chart().encode(y=bars_axis(grid=True))
    lines = base.mark_rule(strokeWidth=2).encode(x=alt.X("before:Q"), x2="now:Q")
    points = (
        base.transform_fold(["before", "now"], as_=["when", "playlists"])
        .mark_point(filled=True, size=90, opacity=1)
        .encode(
            x=alt.X("playlists:Q", title="playlists", axis=alt.Axis(tickMinStep=1, format="d")),
            color=alt.Color("when:N", title=None, scale=alt.Scale(domain=["now", "before"])),
            shape=alt.Shape("when:N", scale=alt.Scale(domain=["now", "before"])),
            tooltip=[
                alt.Tooltip("label:N", title="name"),
                alt.Tooltip("when:N"),
                alt.Tooltip("playlists:Q"),
                alt.Tooltip("momentum:Q"),
            ],
        )
    )
    return Figure(f"rising-{what}", spec(alt.layer(lines, points), long, caption, STEP * len(rows)), caption)

"""Playlists, and how much of them changes."""

import altair as alt
import polars as pl

from tasks.page.chart import STEP, bars_axis, ranked, spec
from tasks.page.content import Content
from tasks.page.section import Figure, Part
from tasks.page.table import COUNT, NUMBER, SHARE, Column, Table, table

LEAD = "Turnover is the share of a playlist's entries that leave at a change, on average over its changes."

NONE = "No playlist has been read: name one with --playlists, or in the parameters of the run."
STILL = "No playlist has changed since it was first read, so none has a turnover yet."

COLUMNS = {
    "playlist_name": Column("Playlist"),
    "items_total": Column("Entries", COUNT),
    "average_turnover": Column("Turnover", SHARE),
    "median_days_in": Column("Days a track stays", NUMBER),
    "top_genre": Column("Genre of most"),
    "average_popularity": Column("Popularity", NUMBER),
}


def parts(content: Content) -> list[Part]:
    """Return the liveliest playlists."""
    frame = content.frame("playlists")
    if frame.is_empty():
        return [Part(missing=NONE)]
    lively = frame.filter(pl.col("average_turnover") > 0)
    if lively.is_empty():
        return [Part(missing=STILL, table=_table(frame, is_open=True))]
    return [Part(figure=_figure(lively), table=_table(frame))]


def _table(frame: pl.DataFrame, *, is_open: bool = False) -> Table:
    return table("Playlists, the liveliest first", frame, COLUMNS, is_open=is_open)


def _figure(frame: pl.DataFrame) -> Figure:
    caption = "Average turnover of the liveliest playlists."
    rows = frame.with_columns(ranked(pl.col("playlist_name"))).select("label", "average_turnover", "items_total")
    bars = (
        alt.Chart()
        .mark_bar()
        .encode(
            x=alt.X("average_turnover:Q", title="turnover", axis=alt.Axis(format=".0%")),
            y=bars_axis(),
            tooltip=[
                alt.Tooltip("label:N", title="playlist"),
                alt.Tooltip("average_turnover:Q", format=".1%", title="turnover"),
                alt.Tooltip("items_total:Q", title="entries"),
            ],
        )
    )
    return Figure("turnover", spec(bars, rows, caption, STEP * len(rows)), caption)

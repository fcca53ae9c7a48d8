"""What the run found other than the one before: tables, and playlists."""

import altair as alt
import polars as pl

from tasks.page.chart import STEP, bars_axis, ranked, spec
from tasks.page.content import Content
from tasks.page.section import Figure, Part
from tasks.page.table import COUNT, NAME, Column, Table, table

COLUMNS = {
    "playlist_name": Column("Playlist"),
    "items_total": Column("Entries now", COUNT),
    "items_added": Column("Came", COUNT),
    "items_removed": Column("Left", COUNT),
    "items_moved": Column("Moved", COUNT),
}


def lead(content: Content) -> str:
    """Return the sentence under the heading."""
    if content.run.is_first:
        return "This was the first run: everything is new, and the next one has something to compare with."
    return "What Spotify said otherwise than at the run before."


def parts(content: Content) -> list[Part]:
    """Return the playlists that changed, and the tables."""
    return [_playlists(content), _tables(content)]


def _playlists(content: Content) -> Part:
    frame = content.frame("changes")
    if content.run.is_first:
        return Part(
            "Playlists that changed", missing="A playlist that is read for the first time has changed in nothing."
        )
    if frame.is_empty():
        return Part("Playlists that changed", missing="No playlist has changed since the run before.")
    return Part("Playlists that changed", _figure(frame), table("Playlists that changed", frame, COLUMNS))


def _figure(frame: pl.DataFrame) -> Figure:
    caption = "Entries that came to a playlist (right) and left it (left) since the run before."
    left, came = -pl.col("items_removed").alias("left"), pl.col("items_added").alias("came")
    rows = frame.select(ranked(pl.col("playlist_name")), left, came)
    base = alt.Chart().transform_fold(["came", "left"], as_=["what", "entries"])
    legend = alt.Legend(title=None, symbolStrokeWidth=0)
    bars = base.mark_bar(strokeWidth=0).encode(
        x=alt.X("entries:Q", title="entries", axis=alt.Axis(format="+d", tickMinStep=1)),
        y=bars_axis(),
        color=alt.Color("what:N", scale=alt.Scale(domain=["came", "left"]), legend=legend),
        tooltip=[alt.Tooltip("label:N", title="playlist"), alt.Tooltip("what:N"), alt.Tooltip("entries:Q")],
    )
    return Figure("changes", spec(bars, rows, caption, STEP * len(rows)), caption)


def _tables(content: Content) -> Part:
    rows = content.run.changed
    if not rows:
        return Part("Rows written", missing="Nothing was written: every row that was read was there already.")
    columns = {name: Column(name.capitalize(), NAME if name == "table" else COUNT) for name in rows[0]}
    cells = [[column.text(row[name]) for name, column in columns.items()] for row in rows]
    return Part("Rows written", table=Table("Rows written, by table", list(columns.values()), cells, is_open=True))

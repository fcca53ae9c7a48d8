"""Which regions listen alike."""

import altair as alt
import polars as pl

from tasks.page.chart import spec
from tasks.page.content import Content
from tasks.page.section import Figure, Part
from tasks.page.table import COUNT, SHARE, Column, table

LEAD = (
    "Artists that the playlists of two regions share, as share of all that either has. "
    "A region is the label of a playlist."
)

NONE = "Fewer than two regions were read: a label before a playlist names its region, as in --playlists Germany=<id>."

COLUMNS = {
    "playlist_label": Column("Region"),
    "other_label": Column("Other region"),
    "shared_artists": Column("Artists shared", COUNT),
    "artist_jaccard": Column("Artists alike", SHARE),
    "track_jaccard": Column("Tracks alike", SHARE),
}


def parts(content: Content) -> list[Part]:
    """Return the regions against each other."""
    frame = content.frame("overlap")
    if frame.is_empty():
        return [Part(missing=NONE)]
    pairs = frame.filter(pl.col("playlist_label") < pl.col("other_label")).sort(
        "artist_jaccard", descending=True, nulls_last=True
    )
    return [Part(figure=_figure(frame), table=table("Pairs of regions, the most alike first", pairs, COLUMNS))]


def _figure(frame: pl.DataFrame) -> Figure:
    caption = "Share of artists that two regions have in common."
    count = frame["playlist_label"].n_unique()
    cells = (
        alt.Chart()
        .mark_rect(stroke=None, cornerRadius=2)
        .encode(
            x=alt.X("other_label:N", title=None, axis=alt.Axis(labelAngle=-90, ticks=False, domain=False)),
            y=alt.Y("playlist_label:N", title=None, axis=alt.Axis(ticks=False, domain=False)),
            color=alt.Color(
                "artist_jaccard:Q", title="artists alike", legend=alt.Legend(format=".0%", gradientLength=160)
            ),
            tooltip=[
                alt.Tooltip("playlist_label:N", title="region"),
                alt.Tooltip("other_label:N", title="other region"),
                alt.Tooltip("artist_jaccard:Q", format=".1%", title="artists alike"),
                alt.Tooltip("shared_artists:Q", title="artists shared"),
            ],
        )
    )
    return Figure("overlap", spec(cells, frame, caption, max(120, 20 * count)), caption, least_width=150 + 15 * count)

"""What listeners might like, and what would fit into a playlist."""

import altair as alt
import polars as pl

from tasks.page.chart import STEP, bars_axis, ranked, spec, titled
from tasks.page.content import Content
from tasks.page.listeners import name_of
from tasks.page.section import Figure, Part
from tasks.page.table import COUNT, NUMBER, Column, table

LEAD = "Tracks that stand in playlists with what is known and liked; lift says how many times as often as by chance."

NO_LISTENER = (
    "Nothing for a listener: that needs a library or plays (make login), "
    "and playlists that have some of the same tracks."
)
NO_PLAYLIST = "Nothing for a playlist: that needs playlists that share tracks with each other."

FOR_LISTENERS = {
    "track_name": Column("Track"),
    "artist_names": Column("Artists"),
    "because": Column("Because of"),
    "support": Column("Playlists", COUNT),
    "lift": Column("Lift", NUMBER),
}

FOR_PLAYLISTS = {
    "playlist_name": Column("Playlist"),
    "track_name": Column("Would fit"),
    "artist_names": Column("Artists"),
    "support": Column("Playlists", COUNT),
    "lift": Column("Lift", NUMBER),
}


def parts(content: Content) -> list[Part]:
    """Return a chart for each listener, and a table for the playlists."""
    return [*_for_listeners(content.frame("for_listeners")), _for_playlists(content.frame("for_playlists"))]


def _for_listeners(frame: pl.DataFrame) -> list[Part]:
    if frame.is_empty():
        return [Part("For a listener", missing=NO_LISTENER)]
    listeners = frame.partition_by("user_id", maintain_order=True)
    return [_for_listener(number, rows) for number, rows in enumerate(listeners, start=1)]


def _for_listener(number: int, rows: pl.DataFrame) -> Part:
    title = f"For {name_of(rows)}"
    return Part(title, _figure(number, title, rows), table(title, rows, FOR_LISTENERS))


def _figure(number: int, title: str, frame: pl.DataFrame) -> Figure:
    caption = f"{title}: how many times as often as by chance a track stands with what they like; 1 is chance."
    rows = frame.with_columns(ranked(titled())).select("label", "lift", "support", "because")
    points = (
        alt.Chart()
        .mark_point(filled=True, size=90, opacity=1)
        .encode(
            x=alt.X("lift:Q", title="lift", scale=alt.Scale(zero=False, nice=True)),
            y=bars_axis(grid=True),
            tooltip=[
                alt.Tooltip("label:N", title="track"),
                alt.Tooltip("lift:Q"),
                alt.Tooltip("support:Q"),
                alt.Tooltip("because:N"),
            ],
        )
    )
    return Figure(f"recommended-{number}", spec(points, rows, caption, STEP * len(rows)), caption)


def _for_playlists(frame: pl.DataFrame) -> Part:
    if frame.is_empty():
        return Part("For playlists", missing=NO_PLAYLIST)
    return Part("For playlists", table=table("What would fit into playlists", frame, FOR_PLAYLISTS, is_open=True))

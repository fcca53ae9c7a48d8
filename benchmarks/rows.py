"""Rows as a large catalogue has them: ids without order, names that differ, what is often null often null."""

from datetime import UTC, datetime

import polars as pl

WORDS = ("Love", "the", "Night", "Remastered", "Live", "feat.", "Dance", "Blue", "Señorita", "Heart", "Road", "Edit")

SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def track_rows(rows: int, first: int = 0, salt: int = 0) -> pl.DataFrame:
    """Return rows of spotify.tracks, numbered from `first`; another salt changes their popularity."""
    number = pl.col("number")
    name = pl.concat_str(*(_word(number, seed) for seed in (1, 2, 3)), pl.lit("No."), number % 1000, separator=" ")
    return pl.select(number=pl.int_range(first, first + rows)).select(
        track_id=_identifier(number, 10),
        name=name,
        album_id=_identifier(number // 10, 20),
        disc_number=pl.lit(1, pl.Int32),
        track_number=_some(number, 4, 14) + 1,
        duration_ms=_some(number, 5, 300_000) + 60_000,
        is_explicit=_some(number, 6, 5) == 0,
        isrc=pl.concat_str(pl.lit("USUM7"), 1_000_000 + number % 9_000_000),
        popularity=(_some(number, 7, 100) + salt) % 101,
        relinked_id=pl.lit(None, pl.String),
    )


def item_rows(rows: int, first: int = 0, each: int = 100) -> pl.DataFrame:
    """Return rows of spotify.playlist_items, so many of each playlist; every third was added by Spotify itself."""
    number = pl.col("number")
    track_id = _identifier(_some(number, 31, 2_000_000).cast(pl.Int64), 10)
    return pl.select(number=pl.int_range(first, first + rows)).select(
        playlist_id=_identifier(number // each, 40),
        position=(number % each).cast(pl.Int32),
        item_uri=pl.concat_str(pl.lit("spotify:track:"), track_id),
        item_type=pl.lit("track"),
        track_id=track_id,
        episode_id=pl.lit(None, pl.String),
        name=pl.concat_str(*(_word(number, seed) for seed in (1, 2, 3)), separator=" "),
        added_at=pl.lit(SINCE).dt.cast_time_unit("us") + pl.duration(seconds=_some(number, 33, 150_000_000)),
        added_by=pl.when(number % 3 != 0).then(_identifier(_some(number, 35, 5_000).cast(pl.Int64), 50)),
        is_local=pl.lit(value=False),
    )


def _some(number: pl.Expr, seed: int, below: int) -> pl.Expr:
    return (number.hash(seed) % below).cast(pl.Int32)


def _identifier(number: pl.Expr, seed: int) -> pl.Expr:
    digits = pl.concat_str(number.hash(seed), number.hash(seed + 1), pl.lit("0000000000"))
    return digits.str.head(22)


def _word(number: pl.Expr, seed: int) -> pl.Expr:
    return pl.lit(pl.Series(WORDS)).gather(_some(number, seed, len(WORDS)))

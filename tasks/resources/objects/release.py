"""When an episode or a chapter came out, with the precision of a day, a month or a year."""

import polars as pl

from tasks.resources.objects.album import first_day


def dated(wide: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the first day that release_date_text allows; where the text is absent, so is the day."""
    days = wide.with_columns(release_date=first_day(pl.col("release_date_text")))
    if "has_release_date_text" in days.columns:
        return days.with_columns(has_release_date=pl.col("has_release_date_text"))
    return days

"""When an album, an episode or a chapter came out, with the precision of a day, a month or a year."""

import polars as pl


def dated(wide: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the first day that release_date_text allows; where the text is absent, so is the day."""
    days = wide.with_columns(release_date=first_day(pl.col("release_date_text")))
    if "has_release_date_text" in days.columns:
        return days.with_columns(has_release_date=pl.col("has_release_date_text"))
    return days


def first_day(text: pl.Expr) -> pl.Expr:
    """Return the first day that "2021", "2021-05" or "2021-05-07" allows; null for anything else, such as "0000"."""
    return (
        pl.when(text.str.contains(r"^[1-9]\d{3}$"))
        .then(text + "-01-01")
        .when(text.str.contains(r"^[1-9]\d{3}-\d{2}$"))
        .then(text + "-01")
        .otherwise(text)
        .str.to_date("%Y-%m-%d", strict=False)
    )

"""Charts that could mislead, and do not."""

from datetime import timedelta

import polars as pl
import pytest

from tasks.page.content import Content
from tasks.page.listening import FULL, HARDLY, PARTLY, by_period, period_of
from tasks.page.outline import sections
from tasks.page.picture import picture
from tasks.page.section import Part
from tasks.page.theme import DARK, LIGHT, LINES
from tests.page.sample import DAY, LISTENER, cell, content, frames, observed, plays, run


def part(key: str, changed: dict[str, pl.DataFrame], title: str = "") -> Part:
    """Return the first part of a section, or the one with this title, where some frames are others."""
    found = {section.key: section for section in sections(Content(run(), frames() | changed))}
    return next(one for one in found[key].parts if title in ("", one.title))


def days(*known: dict[str, object]) -> pl.DataFrame:
    """Return a listener's days."""
    rows = [LISTENER | {"played_on": DAY + timedelta(days=number)} | one for number, one in enumerate(known)]
    return pl.DataFrame(rows)


def test_a_day_that_was_not_read_is_no_silence() -> None:
    """It is told apart from one without a play."""
    frame = days(
        plays(0, 24.0, 24.0),  # silence
        plays(0, 24.0, 0.0),  # nobody read it
        plays(3, 24.0, 15.0),  # a part of it was read
        {"play_count": 2, "hours_read": None, "hours_covered": None},  # before the first reading
    )
    assert [FULL, HARDLY, PARTLY, HARDLY] == by_period(frame, period_of(4))["known"].to_list()


@pytest.mark.parametrize(("count", "name"), [(1, "day"), (45, "day"), (46, "week"), (366, "week"), (3653, "month")])
def test_a_page_has_room_for_any_time(count: int, name: str) -> None:
    """Ten years are 121 months."""
    period = period_of(count)
    assert name == period.name
    assert by_period(days(*[plays(1, 24.0, 24.0)] * count), period).height <= 121


def test_one_reading_makes_no_line() -> None:
    """It is a table, with the sentence that says when there will be one."""
    once = part("popularity", {"popularity": pl.DataFrame([observed("Björk", DAY, 70.0)])})
    assert once.figure is None
    assert "lines begin with the second" in once.missing
    assert once.table
    assert "Björk" == once.table.rows[0][0]


@pytest.mark.parametrize(("days", "ticks"), [(2, "day"), (11, "day"), (12, "week"), (90, "week")])
def test_days_have_one_tick_each_or_one_a_week(days: int, ticks: str) -> None:
    """Chosen freely, several would fall on one day and repeat its name, or begin anew with each month."""
    rows = [observed("Björk", DAY + timedelta(days=number), 50.0) for number in range(days)]
    figure = part("popularity", {"popularity": pl.DataFrame(rows)}).figure
    assert figure
    assert ticks == figure.spec["encoding"]["x"]["axis"].get("tickCount")


def test_two_artists_of_one_name_have_a_line_each() -> None:
    """The second is numbered."""
    rows = [observed("Nirvana", DAY + timedelta(days=number), 50.0) for number in range(2)]
    both = pl.DataFrame([*rows, *({**row, "artist_id": "B"} for row in rows)])
    figure = part("popularity", {"popularity": both}).figure
    assert figure
    assert {"Nirvana", "Nirvana (2)"} == {row["artist_name"] for row in figure.spec["data"]["values"]}


def test_lines_that_do_not_move_have_room() -> None:
    """A range of one value would put them all on a single tick."""
    rows = [observed("Björk", DAY + timedelta(days=number), 100.0) for number in range(2)]
    figure = part("popularity", {"popularity": pl.DataFrame(rows)}).figure
    assert figure
    assert [90, 100] == figure.spec["encoding"]["y"]["scale"]["domain"]


@pytest.mark.parametrize(("coverage", "domain"), [(1.0, [0.5, 2.0]), (0.25, [0.5, 2.0]), (0.0, [0, 1])])
def test_every_layer_of_the_heat_map_has_the_same_colours(coverage: float, domain: list[float]) -> None:
    """Also where one has no cell, of which Vega would find neither the least nor the most."""
    cells = [
        {**LISTENER, **cell(1, hour), "plays_per_day": value, "coverage": coverage}
        for hour, value in enumerate([0.5, 2.0])
    ]
    figure = part("hours", {"hours": pl.DataFrame(cells)}).figure
    assert figure
    colours = [layer["encoding"]["color"] for layer in figure.spec["layer"] if "color" in layer["encoding"]]
    assert [domain, domain] == [colour["scale"]["domain"] for colour in colours]


def test_the_picture_is_the_heat_map_where_there_is_one() -> None:
    """It has no foreign name on it, for which a machine may lack the letters."""
    shown = picture(sections(content()))
    assert shown
    caption, png = shown
    assert caption.startswith("Plays of \u2068Beyoncé\u2069 by hour and weekday")
    assert png.startswith(b"\x89PNG")
    assert picture(sections(Content(run()))) is None


def luminance(colour: str) -> float:
    """Return how light a colour is, as https://www.w3.org/TR/WCAG22/#dfn-relative-luminance has it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("scheme", "colours", "ground"), [("light", LIGHT, "#ffffff"), ("dark", DARK, "#1a1f26")])
def test_colours_can_be_told_from_the_page(scheme: str, colours: dict[str, str], ground: str) -> None:
    """Text by 4.5, as WCAG asks for, lines and bars by 3."""
    assert [] == [name for name in ("text", "muted", "accent") if contrast(colours[name], ground) < 4.5]
    assert [] == [colour for colour in LINES[scheme] if contrast(colour, ground) < 3]

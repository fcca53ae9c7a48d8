"""The page as text: whole in one file, no name is markup, and what is missing has a reason."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tasks.page.content import Content
from tasks.page.outline import sections
from tasks.page.render import render
from tests.page.sample import content, frames, run

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "\u2028\u2029 & \"quoted\" 'quoted'",
    "فيروز",
    "宇多田ヒカル",
    "🎉🔥",
    "\u202egnorw",
    "A" * 2000,
    "",
]

MARKS = re.compile(r'<script type="application/json" id="charts">(.*?)</script>', re.DOTALL)


class Elements(HTMLParser):
    """The elements of a page, and its text outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if self.tags and self.tags[-1] not in {"script", "style"}:
            self.text += data


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the script that takes three seconds to make."""
    return tmp_path_factory.mktemp("kept")


def page_of(told: Content, kept: Path) -> str:
    """Return the page."""
    return render(told.run, sections(told), kept)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_markup(name: str, kept: Path) -> None:
    """A page has the same elements whatever the things on it are called, and shows the names as they are."""
    plain, spiced = (Elements(page_of(content(one, notes=[one]), kept)) for one in ("Beyoncé", name))
    assert plain.tags == spiced.tags
    assert not [attribute for attribute, _ in spiced.attributes if attribute.startswith("on")]
    assert name in spiced.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_chart_has_the_name_as_it_is(name: str, kept: Path) -> None:
    """What stands in the page is JSON, in which every letter is kept."""
    found = MARKS.search(page_of(content(name), kept))
    assert found
    (row, _) = json.loads(found[1])["overlap"]["data"]["values"]
    assert name == row["other_label"]


def test_a_page_asks_for_nothing(kept: Path) -> None:
    """No element has an address other than a place on the page, and the policy allows none."""
    elements = Elements(page_of(content(), kept))
    addresses = [value for name, value in elements.attributes if name in {"src", "href", "action", "data", "srcset"}]
    assert [] == [address for address in addresses if not address.startswith("#") and address != "data:,"]
    assert any("default-src 'none'" in value for _, value in elements.attributes)


def test_a_page_of_nothing_says_why_in_every_section(kept: Path) -> None:
    """There is no chart, and each section has a sentence that says what is missing."""
    empty = Content(run(changed=[], checks=[]), {name: frame.clear() for name, frame in frames().items()})
    assert "{}" == (MARKS.search(page_of(empty, kept)) or [""])[1]
    reasons = {section.key: [part.missing for part in section.parts if part.missing] for section in sections(empty)}
    assert [] == [key for key, found in reasons.items() if not found]
    assert "make login" in reasons["hours"][0]


def test_every_chart_has_its_numbers_as_a_table() -> None:
    """For who cannot see it, in the same part of the page."""
    parts = [part for section in sections(content()) for part in section.parts if part.figure]
    assert 10 == len(parts)
    assert [] == [part.title for part in parts if not part.table or not part.table.rows]


def test_marts_of_an_earlier_run_are_said_to_be_that(kept: Path) -> None:
    """Where a check kept them."""
    sentence = "this page shows the marts of the run before"
    assert sentence in Elements(page_of(content(is_kept=True), kept)).text
    assert sentence not in Elements(page_of(content(), kept)).text


def test_a_first_run_has_nothing_to_compare_with(kept: Path) -> None:
    """And says so."""
    assert "This was the first run" in Elements(page_of(content(is_first=True), kept)).text

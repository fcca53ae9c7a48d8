"""The page as text."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from tasks.page.bundle import bundle
from tasks.page.content import Run
from tasks.page.embed import embedded, policy
from tasks.page.section import Section
from tasks.page.theme import config

TEMPLATES = Path(__file__).parent / "templates"


def render(run: Run, parts: Sequence[Section], kept: Path) -> str:
    """Return the page; `kept` is a folder for what need not be made twice."""
    vega, script = bundle(kept), _read("page.js")
    return _template().render(
        run=run,
        sections=parts,
        style=_read("page.css"),
        vega=vega,
        script=script,
        policy=policy(vega, script),
        charts=embedded(charts(parts)),
        themes=embedded({scheme: config(scheme) for scheme in ("light", "dark")}),
    )


def charts(parts: Sequence[Section]) -> dict[str, object]:
    """Return the specification of every chart, by its key."""
    figures = [part.figure for section in parts for part in section.parts]
    return {figure.key: figure.spec for figure in figures if figure}


@cache
def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")

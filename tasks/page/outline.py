"""The sections of the page, in the order of reading."""

from altair.utils.schemapi import debug_mode

from tasks.page import changes, coverage, hours, listening, overlap, popularity, recommended, rising, turnover
from tasks.page.content import Content
from tasks.page.section import Section


def sections(content: Content) -> list[Section]:
    """Return every section; one without data says why."""
    with debug_mode(False):  # the charts are ours, and checking each against the schema takes a second
        return _sections(content)


def _sections(content: Content) -> list[Section]:
    return [
        Section("changes", "What changed", changes.lead(content), changes.parts(content)),
        Section("rising", "On the rise", rising.lead(content), rising.parts(content)),
        Section("hours", "When music is heard", hours.LEAD, hours.parts(content)),
        Section("listening", "How much is heard", listening.LEAD, listening.parts(content)),
        Section("popularity", "Popularity", popularity.lead(content), popularity.parts(content)),
        Section("turnover", "Playlists", turnover.LEAD, turnover.parts(content)),
        Section("overlap", "Regions", overlap.LEAD, overlap.parts(content)),
        Section("recommended", "Recommendations", recommended.LEAD, recommended.parts(content)),
        Section("coverage", "Coverage and the run", coverage.LEAD, coverage.parts(content)),
    ]

"""What a run reads: ids, URIs or links of playlists, artists, albums and tracks, and the listener's library or not.

This one declaration is the command line of flows/main.py, the form in the Prefect UI and the parameters of a
deployment in prefect.yaml.
"""

import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, field_validator

# 22 characters of base 62: an id alone, spotify:playlist:ID, or a link, which may name a language and a sharer.
REFERENCE = re.compile(
    r"^(?:spotify:(?:user:[^:]+:)?(?P<uri>[a-z]+):"
    r"|https?://open\.spotify\.com/(?:intl-[a-z]+/)?(?:user/[^/]+/)?(?P<link>[a-z]+)/)?"
    r"(?P<id>[0-9A-Za-z]{22})(?:\?\S*)?$"
)

ID = re.compile(r"^[0-9A-Za-z]{22}$")

KINDS = ("playlist", "artist", "album", "track")

Mode = Literal["incremental", "full"]


def reference(text: str, kind: str) -> str:
    """Return the id in an id, URI or link of this kind; raises ValueError with a sentence."""
    found = REFERENCE.match(text.strip())
    if found is None:
        raise ValueError(
            f'"{text}" is not {_a(kind)}: give its id (22 letters and digits), spotify:{kind}:ID, '
            f"or https://open.spotify.com/{kind}/ID"
        )
    named = found["uri"] or found["link"] or kind
    if named != kind:
        elsewhere = f": name it under {named}s" if named in KINDS else ""
        raise ValueError(f'"{text}" is {_a(named)}, not {_a(kind)}{elsewhere}')
    return found["id"]


def _a(kind: str) -> str:
    return f"an {kind}" if kind.startswith(("a", "e")) else f"a {kind}"


def labelled(text: str) -> str:
    """Return `label=id`, or the id alone, for a playlist; a link may hold = of its own."""
    if REFERENCE.match(text.strip()) or "=" not in text:
        return reference(text, "playlist")
    label, _, rest = text.partition("=")
    return f"{label.strip()}={reference(rest, 'playlist')}"


class Run(BaseModel):
    """The parameters of one run."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    playlists: list[str] = []
    """Playlists by id, URI or link, each with a label before = if wanted, such as Germany=37i9dQZEVXbJiZcmkrIHGU."""

    artists: list[str] = []
    """Artists by id, URI or link; all their albums, singles and compilations are read too."""

    albums: list[str] = []
    """Albums by id, URI or link, with all their tracks."""

    tracks: list[str] = []
    """Tracks by id, URI or link."""

    library: bool | None = None
    """The listener's playlists, liked songs and last plays; by default on where a refresh token is set."""

    mode: Mode = "incremental"
    """incremental asks only for what can have changed; full asks for everything again."""

    plan: bool = False
    """Only say what would be asked, and how often; nothing is loaded."""

    @field_validator("playlists")
    @classmethod
    def _playlists(cls, given: list[str]) -> list[str]:
        return list(dict.fromkeys(labelled(text) for text in given))

    @field_validator("artists", "albums", "tracks")
    @classmethod
    def _references(cls, given: list[str], info: Any) -> list[str]:
        return list(dict.fromkeys(reference(text, info.field_name.removesuffix("s")) for text in given))

    @property
    def playlist_ids(self) -> list[str]:
        """The ids of the selected playlists, without labels."""
        return list(dict.fromkeys(text.rpartition("=")[2] for text in self.playlists))

    @property
    def labels(self) -> dict[str, str]:
        """Label by playlist id, for those that have one."""
        pairs = (text.rpartition("=") for text in self.playlists)
        return {playlist_id: label for label, _, playlist_id in pairs if label}

    @property
    def is_empty(self) -> bool:
        """True where nothing by id is selected."""
        return not (self.playlists or self.artists or self.albums or self.tracks)

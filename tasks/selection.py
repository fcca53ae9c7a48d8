"""What a run reads: ids, URIs or links, terms to search for, and what else it takes in.

This one declaration is the command line of flows/main.py, the form in the Prefect UI and the parameters of a
deployment in prefect.yaml.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from pydantic import BaseModel, ConfigDict, Field, field_validator

from tasks.resources.searches import parse_search

# 22 characters of base 62: an id alone, spotify:playlist:ID, or a link, which may name a language and a sharer.
REFERENCE = re.compile(
    r"^(?:spotify:(?:user:[^:]+:)?(?P<uri>[a-z]+):"
    r"|https?://open\.spotify\.com/(?:intl-[a-z]+/)?(?:user/[^/]+/)?(?P<link>[a-z]+)/)?"
    r"(?P<id>[0-9A-Za-z]{22})(?:\?\S*)?$"
)

ID = re.compile(r"^[0-9A-Za-z]{22}$")

KINDS = ("playlist", "artist", "album", "track", "show", "episode", "audiobook", "chapter")

# A user's id is free text; a link or URI names it behind the word user.
USER = re.compile(r"^(?:spotify:user:|https?://open\.spotify\.com/(?:intl-[a-z]+/)?user/)(?P<id>[^:/?\s]+)(?:\?\S*)?$")

MARKET = re.compile(r"^[A-Z]{2}$")

NOUNS = ("playlists", "artists", "albums", "tracks", "shows", "episodes", "audiobooks", "chapters", "users", "search")
PARTS = ("library", "plays", "playback", "browse", "analysis")

Mode = Literal["incremental", "full"]

AT = "@"
"""What the name of a file begins with that lists what to read."""


def is_list(text: str) -> bool:
    """True where an entry names a list of entries: @FILE or s3://BUCKET/KEY, see lists.py."""
    return text.strip().startswith((AT, "s3://"))


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


def user_id(text: str) -> str:
    """Return the id in a user's id, URI or link; raises ValueError with a sentence."""
    found = USER.match(text.strip())
    given = unquote(found["id"]) if found else text.strip()
    if not given or (not found and re.match(r"^(spotify:|https?:)", given)):
        raise ValueError(f'"{text}" is not a user: give an id, spotify:user:ID, or https://open.spotify.com/user/ID')
    return given


def _a(kind: str) -> str:
    return f"an {kind}" if kind.startswith(("a", "e")) else f"a {kind}"


def labelled(text: str) -> str:
    """Return `label=id`, or the id alone, for a playlist; a link may hold = of its own."""
    if REFERENCE.match(text.strip()) or "=" not in text:
        return reference(text, "playlist")
    label, _, rest = text.partition("=")
    return f"{label.strip()}={reference(rest, 'playlist')}"


def _searched(text: str) -> str:
    parse_search(text)
    return text


def _each(given: list[str], understood: Callable[[str], str]) -> list[str]:
    """Return the entries as they are understood, each once; lists are read when the run begins."""
    return list(dict.fromkeys(text.strip() if is_list(text) else understood(text) for text in given))


class Run(BaseModel):
    """The parameters of one run; every list of ids takes @FILE or s3://BUCKET/KEY too, which has one a line."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    playlists: list[str] = []
    """Playlists by id, URI or link, each with a label before = if wanted, such as Germany=37i9dQZEVXbJiZcmkrIHGU."""

    artists: list[str] = []
    """Artists by id, URI or link; their albums, singles, compilations, top tracks and related artists are read too."""

    library: bool | None = None
    """The listener's playlists, saved items, followed artists, favourites and last plays; if open, on with a token."""

    plays: bool = False
    """The last plays without the rest of the library, which has them anyway: two or three requests, for every hour."""

    mode: Mode = "incremental"
    """incremental asks only for what can have changed; full asks for everything again."""

    albums: list[str] = []
    """Albums by id, URI or link, with all their tracks."""

    tracks: list[str] = []
    """Tracks by id, URI or link."""

    shows: list[str] = []
    """Shows (podcasts) by id, URI or link, with all their episodes."""

    episodes: list[str] = []
    """Episodes by id, URI or link."""

    audiobooks: list[str] = []
    """Audiobooks by id, URI or link, with all their chapters."""

    chapters: list[str] = []
    """Chapters by id, URI or link."""

    users: list[str] = []
    """Users by id, URI or link: their public profile and playlists."""

    search: list[str] = []
    """Terms to search for, in tracks or in the types named before =, such as artist,track=daft punk."""

    browse: bool = False
    """New releases, categories and featured playlists with what is in them, and the list of markets."""

    playback: bool = False
    """What the listener plays now, and the queue."""

    analysis: bool = False
    """The audio analysis of the selected tracks, where the app still has it."""

    market: str = ""
    """Country (ISO 3166-1 alpha-2) whose catalogue is read; by default the listener's, without one US."""

    listener: str = ""
    """Whose library is read, by the name given at make login; by default the only one."""

    transform: bool = True
    """Bring TARGET what SOURCE has and rebuild the marts; off where the flow transform does it at its own times."""

    export: str = ""
    """Where to write all marts as Parquet once they are rebuilt: a folder, s3://BUCKET/PREFIX, or block/NAME."""

    shards: Annotated[int, Field(ge=1, le=100)] = 1
    """Into how many runs of the deployment shard the reading is divided where it is large enough; 1 for none."""

    plan: bool = False
    """Only say what would be asked, how often and how long it takes; nothing is loaded."""

    @field_validator("playlists")
    @classmethod
    def _playlists(cls, given: list[str]) -> list[str]:
        return _each(given, labelled)

    @field_validator("artists", "albums", "tracks", "shows", "episodes", "audiobooks", "chapters")
    @classmethod
    def _references(cls, given: list[str], info: Any) -> list[str]:
        return _each(given, partial(reference, kind=info.field_name.removesuffix("s")))

    @field_validator("users")
    @classmethod
    def _users(cls, given: list[str]) -> list[str]:
        return _each(given, user_id)

    @field_validator("search")
    @classmethod
    def _searches(cls, given: list[str]) -> list[str]:
        return _each(given, _searched)

    @field_validator("market")
    @classmethod
    def _market(cls, given: str) -> str:
        if given and not MARKET.match(given.upper()):
            raise ValueError(f'"{given}" is no country: give two letters of ISO 3166-1, such as DE')
        return given.upper()

    @field_validator("export")
    @classmethod
    def _export(cls, given: str, info: Any) -> str:
        if given and not info.data.get("transform", True):
            raise ValueError("only marts that are rebuilt are exported: leave transform on")
        return given

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
    def selected(self) -> dict[str, list[str]]:
        """What is selected, by noun."""
        return {noun: getattr(self, noun) for noun in NOUNS} | {"playlists": self.playlist_ids}

    @property
    def parts(self) -> frozenset[str]:
        """What else the run takes in."""
        return frozenset(part for part in PARTS if getattr(self, part))

    @property
    def is_empty(self) -> bool:
        """True where nothing is selected but perhaps the listener's own."""
        return not any(self.selected.values()) and not self.browse

"""Every nasty thing Spotify has been seen to answer, declared one by one, and served beside the ordinary.

Sources: spotify-api.md section 6 and PROVENANCE.md of the shared data; what was not found in any recording but must be
survived all the same (NUL, lone surrogates, a wrong type) says so. Nothing here is from the archive: ids, names and
people are made up. The listener owns the playlist that holds them, so that development mode shows them too.
"""

from dataclasses import dataclass, field
from typing import Any

from tasks.sandbox.catalogue import Album, Artist, Track

LISTENER = "sandbox-listener"


def odd_id(name: str) -> str:
    """Return a well-formed id in which one can read what it is: letters, then zeros up to 22 characters."""
    return f"odd{name}".ljust(22, "0")


@dataclass(frozen=True)
class Odd:
    """A record that is served with some fields replaced: `served` wins over whatever the sandbox would invent."""

    record: Artist | Album | Track
    served: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """An entry of a playlist: `item` is a track id, an object served as it stands, or None.

    `added_by` is a user id; "" and None are both served by Spotify, and differ.
    """

    item: str | dict[str, Any] | None
    added_at: str | None = "2020-02-14T17:31:47Z"
    added_by: str | None = LISTENER
    is_local: bool = False


def artist(name: str, title: str, **served: Any) -> Odd:
    """Declare an artist."""
    return Odd(Artist(odd_id(name), title), served)


def album(name: str, title: str, **served: Any) -> Odd:
    """Declare an album by the ordinary odd artist."""
    return Odd(Album(odd_id(name), title, (ARTIST,)), served)


def track(name: str, title: str, on: str = "Album", by: str = "Artist", **served: Any) -> Odd:
    """Declare a track; `on` and `by` name its album and artist."""
    return Odd(Track(odd_id(name), title, odd_id(on), (odd_id(by),), 180_000), served)


ARTIST = odd_id("Artist")

ARTISTS = [
    artist("Artist", "The Oddities"),  # ordinary: what the neighbours of the odd ones are credited to
    artist("ArtistFloats", "Whole Floats", popularity=85.0, followers={"href": None, "total": 33920.0}),  # recorded
    artist("ArtistNoImages", "No Images", images=[]),  # recorded
    artist("ArtistNullImages", "Null Images", images=None),  # images may be null
    artist("ArtistNoGenres", "No Genres", genres=[]),  # since 2025 the rule
    artist("ArtistNullFollowers", "Nobody Knows", followers={"href": None, "total": None}),
    artist("ArtistEmptyName", ""),  # recorded: empty names
    artist("ArtistRightToLeft", "فرقة الغرائب"),  # right to left
    artist("ArtistAlways500", "Always 500"),  # web-api#1311: some ids fail for good
]

ALBUMS = [
    album("Album", "Oddities"),  # ordinary
    album("AlbumYearZero", "Year Zero", release_date="0000", release_date_precision="year"),  # recorded
    album("AlbumNullDate", "No Date", release_date=None, release_date_precision=None),
    album("AlbumMonth", "Month Precision", release_date="1983-11", release_date_precision="month"),
    album("AlbumYear", "Year Precision", release_date="1971", release_date_precision="year"),
    album("AlbumNoImages", "No Images", images=[]),
    album("AlbumNullImages", "Null Images", images=None),
    album("AlbumNoMarkets", "Nowhere Available", available_markets=[]),
    album("AlbumFloats", "Whole Floats", popularity=41.0, total_tracks=1.0),
    album("AlbumNulls", "Nulls Where Text Was", label=None, external_ids={}, genres=None, copyrights=[]),
    album("AlbumGone", "Gone"),  # 404 when asked for by its id
]

TRACKS = [
    track("Track", "Ordinary"),
    track("TrackTwice", "Twice in One Playlist"),
    track("TrackFloats", "Whole Floats", duration_ms=204053.0, popularity=85.0, disc_number=1.0, track_number=1.0),
    track("TrackLowerIsrc", "Lower-Case ISRC", external_ids={"isrc": "usrc11301695"}),  # recorded
    track("TrackNoIsrc", "No ISRC", external_ids={}),
    track("TrackNoMarkets", "Nowhere Available", available_markets=[]),
    track("TrackNoDuration", "No Duration", duration_ms=0),  # recorded
    track("TrackEmptyName", ""),
    track("TrackSpaces", "  leading and trailing   "),
    track("TrackLongName", ("All the Words of a Title That Does Not End " * 6)[:243]),  # the longest recorded
    track("TrackEmoji", "Emoji 🎧🔥👩‍👩‍👧‍👦"),  # with zero-width joiners between the four
    track("TrackRightToLeft", "أغنية من اليمين إلى اليسار", by="ArtistRightToLeft"),
    track("TrackJoiner", "Zero\u200dWidth\u200bJoined"),
    track("TrackControl", "It\u0092s a C1 Control"),  # recorded: Windows' apostrophe taken for Latin-1
    track("TrackNul", "NUL\u0000Inside"),  # not recorded; Postgres refuses it in text and jsonb
    track("TrackSurrogate", "Lone Surrogate \ud800"),  # not recorded; Postgres refuses it in jsonb
    track("TrackQuotes", "Tab\tNewline\nBackslash\\ 'Single' \"Double\", Comma; \\N"),  # all that COPY as text escapes
    track("TrackUnreleased", "No Date", on="AlbumNullDate"),
    track("TrackYearZero", "Year Zero", on="AlbumYearZero"),
    track("TrackMonth", "Month Precision", on="AlbumMonth"),
    track("TrackYear", "Year Precision", on="AlbumYear"),
    track("TrackNoImages", "No Images", on="AlbumNoImages", by="ArtistNoImages"),
    track("TrackNullImages", "Null Images", on="AlbumNullImages", by="ArtistNullImages"),
    track("TrackAlbumNowhere", "Album Nowhere", on="AlbumNoMarkets", by="ArtistNoGenres"),
    track("TrackAlbumFloats", "Album of Floats", on="AlbumFloats", by="ArtistFloats"),
    track("TrackAlbumNulls", "Album of Nulls", on="AlbumNulls", by="ArtistNullFollowers"),
    track("TrackNamelessArtist", "By Nobody", by="ArtistEmptyName"),
    track("TrackGone", "Gone", on="AlbumGone"),  # listed in a playlist, and yet 404 when asked for by its id
    track("TrackArtist500", "Its Artist Always Fails", by="ArtistAlways500"),
    track("TrackOld", "Relinked"),  # this id is in the playlist …
    track("TrackNew", "Relinked"),  # … and this one is served for it
    track("TrackWrongType", "Wrong Type", duration_ms="abc"),  # not recorded; its neighbours must survive
]

NOT_FOUND = {odd_id("TrackGone"), odd_id("AlbumGone")}
SERVER_ERROR = {odd_id("ArtistAlways500")}
RELINKED = {odd_id("TrackOld"): odd_id("TrackNew")}

LOCAL: dict[str, Any] = {
    # A file of the user's own: no ids, not even of its artists, and every part of the uri may be empty.
    "album": {
        "album_type": None,
        "artists": [],
        "available_markets": [],
        "external_urls": {},
        "href": None,
        "id": None,
        "images": [],
        "name": "Demo Tape",
        "release_date": None,
        "release_date_precision": None,
        "type": "album",
        "uri": None,
    },
    "artists": [
        {"external_urls": {}, "href": None, "id": None, "name": "A Friend", "type": "artist", "uri": None},
    ],
    "available_markets": [],
    "disc_number": 0,
    "duration_ms": 128000,
    "explicit": False,
    "external_ids": {},
    "external_urls": {},
    "href": None,
    "id": None,
    "is_local": True,
    "name": "Rehearsal",
    "popularity": 0,
    "preview_url": None,
    "track_number": 0,
    "type": "track",
    "uri": "spotify:local:A+Friend:Demo+Tape:Rehearsal:128",
}

NAMELESS_LOCAL = LOCAL | {"name": "", "artists": [], "duration_ms": 0, "uri": "spotify:local::::0"}

EPISODE: dict[str, Any] = {
    "audio_preview_url": None,
    "description": "An episode among tracks.",
    "duration_ms": 5303484,
    "episode": True,
    "explicit": True,
    "external_urls": {"spotify": f"https://open.spotify.com/episode/{odd_id('Episode')}"},
    "href": f"https://api.spotify.com/v1/episodes/{odd_id('Episode')}",
    "html_description": "<p>An episode among tracks.</p>",
    "id": odd_id("Episode"),
    "images": [],
    "is_externally_hosted": False,
    "is_playable": True,
    "language": "en-US",
    "languages": ["en-US"],
    "name": "112: Made Up",
    "release_date": "2020-01-08",
    "release_date_precision": "day",
    "resume_point": {"fully_played": False, "resume_position_ms": 0},
    "show": {
        "available_markets": ["DE", "US"],
        "copyrights": [],
        "description": "A show that does not exist.",
        "explicit": False,
        "external_urls": {"spotify": f"https://open.spotify.com/show/{odd_id('Show')}"},
        "href": f"https://api.spotify.com/v1/shows/{odd_id('Show')}",
        "html_description": None,
        "id": odd_id("Show"),
        "images": [],
        "is_externally_hosted": False,
        "languages": ["en"],
        "media_type": "audio",
        "name": "The Odd Show",
        "publisher": "Sandbox",
        "total_episodes": 117,
        "type": "show",
        "uri": f"spotify:show:{odd_id('Show')}",
    },
    "track": False,
    "type": "episode",
    "uri": f"spotify:episode:{odd_id('Episode')}",
}

# The playlist, in order. Odd things lie between ordinary ones, so that a loss of neighbours shows.
ENTRIES = [
    Entry(odd_id("Track")),
    Entry(None, added_by=""),  # recorded: a track that is no longer there; counts in total
    Entry(odd_id("TrackTwice")),
    Entry(LOCAL, is_local=True),
    Entry(EPISODE),
    Entry(odd_id("TrackTwice"), added_at="2020-03-01T08:00:00Z"),  # the same track again
    Entry(odd_id("TrackFloats"), added_at=None),  # lists older than 2014 do not know when
    Entry(odd_id("TrackLowerIsrc"), added_at="1970-01-01T00:00:00Z"),  # generated lists say the epoch instead
    Entry(odd_id("TrackNoIsrc"), added_by=None),
    Entry(NAMELESS_LOCAL, is_local=True),
    Entry(odd_id("TrackWrongType")),
    *[
        Entry(odd.record.id)
        for odd in TRACKS
        if odd.record.id not in {odd_id(name) for name in ("Track", "TrackNew", "TrackWrongType", "TrackTwice")}
        and odd.record.id not in {odd_id(name) for name in ("TrackFloats", "TrackLowerIsrc", "TrackNoIsrc")}
    ],
    Entry(None, added_at=None, added_by=None),  # nothing known at all
    Entry(odd_id("Track"), added_at="2020-04-01T12:00:00Z"),
]

# In the library and among the plays too, since other code reads those.
SAVED = [odd_id(name) for name in ("TrackNul", "TrackEmoji", "TrackOld", "TrackMonth", "TrackNoDuration")]

DESCRIPTION = "Rock &amp; Roll &#x27;n&#x27; 3 &lt; 4 &quot;quoted&quot;"  # descriptions come with HTML entities

SERVED = {odd.record.id: odd.served for odd in [*ARTISTS, *ALBUMS, *TRACKS]}

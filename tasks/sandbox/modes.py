"""What an app may ask and sees, by quota mode (spotify-api.md 0 to 2; a further mode is one more declaration)."""

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Mode:
    """One quota mode. `removed` names the fields that vanish, by the type of the object that had them."""

    name: str
    has_grant: bool  # what new apps lost in November 2024: eight features, Spotify's own playlists among them
    has_removed_endpoints: bool  # what was taken away in February 2026: batches by ids, /playlists/{id}/tracks …
    reads_foreign_playlists: bool  # the entries of playlists that the user does not own
    artist_albums_limit: tuple[int, int]  # default and greatest
    contents_keys: tuple[str, ...]  # where a playlist keeps its entries
    entry_keys: tuple[str, ...]  # where an entry of a playlist's contents keeps its track
    items_entry_keys: tuple[str, ...]  # the same at /playlists/{id}/items
    removed: dict[str, frozenset[str]] = field(default_factory=dict)

    def trim(self, value: Any) -> Any:
        """Return the value without the fields that this mode lacks, however deep they are."""
        if not self.removed:
            return value
        if isinstance(value, list):
            return [self.trim(item) for item in value]
        if isinstance(value, dict):
            gone = self.removed.get(str(value.get("type")), frozenset())
            return {key: self.trim(item) for key, item in value.items() if key not in gone}
        return value


# Extended quota, granted before November 2024: nothing was ever taken away.
EXTENDED = Mode(
    name="extended",
    has_grant=True,
    has_removed_endpoints=True,
    reads_foreign_playlists=True,
    artist_albums_limit=(20, 50),
    contents_keys=("tracks",),
    entry_keys=("track",),
    items_entry_keys=("track", "item"),  # both, as recorded in 2026
)

# Extended quota, granted later.
EXTENDED_2025 = replace(EXTENDED, name="extended-2025", has_grant=False)

# An app in development mode from before February 2026: the removals announced for it were postponed, and its answers
# have both shapes at once, as recorded.
DEVELOPMENT_2025 = replace(
    EXTENDED_2025,
    name="development-2025",
    contents_keys=("tracks", "items"),
    entry_keys=("track", "item"),
)

# An app made since February 2026.
DEVELOPMENT = Mode(
    name="development",
    has_grant=False,
    has_removed_endpoints=False,
    reads_foreign_playlists=False,
    artist_albums_limit=(5, 10),  # in no changelog, and yet 400 "Invalid limit" above 10
    contents_keys=("items",),
    entry_keys=("item",),
    items_entry_keys=("item",),
    removed={
        "track": frozenset({"available_markets", "linked_from", "popularity"}),
        "album": frozenset({"album_group", "available_markets", "label", "popularity"}),
        "artist": frozenset({"followers", "popularity"}),
        "user": frozenset({"country", "email", "explicit_content", "followers", "product"}),
        "show": frozenset({"available_markets", "publisher"}),
        "audiobook": frozenset({"available_markets", "publisher"}),
        "chapter": frozenset({"available_markets"}),
    },
)

MODES = {mode.name: mode for mode in (EXTENDED, EXTENDED_2025, DEVELOPMENT, DEVELOPMENT_2025)}


def named(name: str) -> Mode:
    """Return the mode of a name; raises ValueError with the names that there are."""
    if name not in MODES:
        raise ValueError(f"{name!r} is no quota mode of the sandbox; it knows {', '.join(MODES)}")
    return MODES[name]

"""Edits of playlists beyond what their history tells, so that a chosen few change while the day stands still.

Each edit takes the first entry away, or nothing from a playlist that is empty; the version changes in either case.
"""

from base64 import b64encode
from hashlib import blake2b

from tasks.sandbox.oddities import Entry
from tasks.sandbox.shelves import contents, snapshot_id
from tasks.sandbox.world import World


def entries(world: World, playlist_id: str) -> tuple[Entry, ...]:
    """Return the entries that a playlist serves, in order."""
    return contents(world.catalogue, playlist_id, world.date)[world.edits.get(playlist_id, 0) :]


def version(world: World, playlist_id: str) -> str:
    """Return the snapshot id that a playlist serves."""
    written = snapshot_id(world.catalogue, playlist_id, world.date)
    count = world.edits.get(playlist_id, 0)
    return b64encode(blake2b(f"{written} {count}".encode(), digest_size=24).digest()).decode() if count else written

"""Albums by the day they were released."""

from bisect import bisect_right
from weakref import WeakKeyDictionary

from tasks.sandbox.asking import Ask
from tasks.sandbox.catalogue import Catalogue
from tasks.sandbox.objects.albums import release

MOST = 100  # Spotify's list is no longer than this

_DATED: WeakKeyDictionary[Catalogue, list[tuple[str, str]]] = WeakKeyDictionary()


def new_releases(ask: Ask) -> list[str]:
    """Return the ids of the albums released last on or before this day, latest first."""
    dated = _dated(ask)
    out = bisect_right(dated, ask.world.date.isoformat(), key=lambda pair: pair[0])
    return [album_id for _, album_id in reversed(dated[max(out - MOST, 0) : out])]


def _dated(ask: Ask) -> list[tuple[str, str]]:
    """Return day and id of the albums that have an exact day, earliest first: the same on every day, hence kept."""
    catalogue = ask.world.catalogue
    if catalogue not in _DATED:
        released = {album_id: release(ask, album_id) for album_id in catalogue.albums}
        exact = ((day, album_id) for album_id, (day, precision) in released.items() if precision == "day")
        _DATED[catalogue] = sorted(exact)
    return _DATED[catalogue]

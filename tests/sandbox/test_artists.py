"""What there is of an artist beside the albums: the ten tracks heard most, and others like them."""

from tasks.sandbox.catalogue import load
from tasks.sandbox.oddities import odd_id

from .client import ARTIST, Client, refusal


def test_top_tracks(extended: Client) -> None:
    """At most ten tracks that credit the artist, most popular first."""
    tracks = extended.json(f"artists/{ARTIST}/top-tracks?market=US")["tracks"]
    heard = [track["popularity"] for track in tracks]
    assert heard == sorted(heard, reverse=True)
    assert 0 < len(tracks) <= 10
    assert all(ARTIST in [artist["id"] for artist in track["artists"]] for track in tracks)


def test_top_tracks_move(fresh: Client) -> None:
    """Over weeks the top of some artists changes."""
    ids = [entry["track"]["artists"][0]["id"] for entry in fresh.json("me/tracks?limit=50")["items"]]
    days = []
    for day in (1, 70):
        fresh.sandbox.move_to(day)
        tops = [fresh.json(f"artists/{key}/top-tracks")["tracks"] for key in ids[:25]]
        days.append([[track["id"] for track in tracks] for tracks in tops])
    assert days[0] != days[1]


def test_related_artists(extended: Client) -> None:
    """Twenty others as full objects; few artists are like nobody."""
    ids = list(load().artists)[:60]
    lists = [extended.json(f"artists/{key}/related-artists")["artists"] for key in ids]
    assert {0, 20} == {len(related) for related in lists}
    assert all("popularity" in artist for related in lists for artist in related)
    assert not any(key in [artist["id"] for artist in related] for key, related in zip(ids, lists, strict=True))


def test_artist_that_always_fails(extended: Client) -> None:
    """An artist that fails for good fails here as well."""
    for path in ("top-tracks", "related-artists"):
        assert refusal(extended.get(f"artists/{odd_id('ArtistAlways500')}/{path}"))[0] == 500

"""What rows that can be written down one by one do not show: the bounds of a mart, and what it says of nothing read."""

from typing import Any

import psycopg

from tasks.postgres.models.build import prepare
from tasks.postgres.models.candidates import build_mart, build_staging

from .models import MODELS

BY_NAME = {model.full_name: model for model in MODELS}


def _built(connection: psycopg.Connection, mart: str, query: str) -> list[tuple[Any, ...]]:
    """Return what a query finds in one mart."""
    prepare(connection)
    build_staging(connection, MODELS)
    for name in _with_what_it_reads(f"marts.{mart}"):
        build_mart(connection, BY_NAME[name])
    return connection.execute(query.encode()).fetchall()


def _with_what_it_reads(mart: str) -> list[str]:
    """Return a mart after the marts that it reads, each once."""
    read = [one.full_name for one in BY_NAME[mart].references if one.schema == "marts"]
    return list(dict.fromkeys([*(before for one in read for before in _with_what_it_reads(one)), mart]))


def test_the_local_score_of_the_latest_ninety_days(connection: psycopg.Connection) -> None:
    """Of a hundred days on which a playlist was read the first ten have no score."""
    connection.execute("insert into spotify.track_artists (track_id, position, artist_id) values ('t', 1, 'a')")
    connection.execute(
        """
        insert into spotify.playlist_item_history
            (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id)
        select
            'p', 'spotify:track:t', 1, d, case when d < '2026-04-10Z' then d + interval '24 hours' end, 0, 't'
        from generate_series(timestamptz '2026-01-01Z', '2026-04-10Z', interval '24 hours') as g (d)
        """
    )
    query = "select count(*), min(observed_on)::text, max(observed_on)::text from marts_next.artist_popularity"
    assert _built(connection, "artist_popularity", query) == [(90, "2026-01-11", "2026-04-10")]


def test_counts_of_what_was_never_read_are_unknown(connection: psycopg.Connection) -> None:
    """Without any library or plays nobody knows how often a track was saved or played."""
    connection.execute("insert into spotify.tracks (track_id) values ('t')")
    query = "select playlist_count, save_count, play_count from marts_next.track_features"
    assert _built(connection, "track_features", query) == [(0, None, None)]


def test_counts_of_what_was_read_and_empty_are_zero(connection: psycopg.Connection) -> None:
    """A library without songs and a first reading without plays are known to be none."""
    connection.execute("insert into spotify.tracks (track_id) values ('t')")
    connection.execute("insert into spotify.library_readings values ('anna', 'saved_tracks', '2026-03-01Z')")
    connection.execute("insert into spotify.play_coverage values ('anna', '2026-03-01Z', '2026-03-01Z', true)")
    query = "select playlist_count, save_count, play_count from marts_next.track_features"
    assert _built(connection, "track_features", query) == [(0, 0, 0)]

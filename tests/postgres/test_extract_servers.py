"""From one server to another: of different versions, cut off in mid-copy, and a mart over what was brought."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.postgres.connect import DatabaseError, connect, ensure_database
from tasks.postgres.database import Database
from tasks.postgres.embedded import embedded
from tasks.postgres.extracts.files import discover_extracts
from tasks.postgres.extracts.run import extract_all
from tasks.postgres.migrations import migrate
from tasks.postgres.models.build import rebuild
from tasks.postgres.models.discover import discover

from .extracting import SHOP, counted, query, tables
from .sample import execute, fetch
from .test_servers import _missing, _system

# Enough that the socket and the server's own buffers do not hold it all.
MANY = """
insert into spotify.tracks (track_id, name, loaded_at)
select md5(i::text), repeat('long ', 40), now() from generate_series(1, 80000) as i
"""

CUT = "select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy%' and datname = current_database()"


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An embedded Postgres."""
    with embedded(tmp_path_factory.mktemp("here")) as database:
        yield database


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The system's Postgres, which is of another version, or a second embedded one where there is none."""
    if _missing():
        with embedded(tmp_path_factory.mktemp("there")) as database:
            yield database
    else:
        with _system("scram-sha-256", "127.0.0.1") as database:
            yield database


@pytest.fixture(params=["to here", "from here"])
def pair(here: Database, there: Database, request: pytest.FixtureRequest) -> Iterator[tuple[Database, Database]]:
    """SOURCE on the one server and TARGET on the other, and the other way round; empty."""
    source, target = (there, here) if request.param == "to here" else (here, there)
    yield from _fresh(source.named("as_source"), target.named("as_target"))


@pytest.fixture
def far(here: Database, there: Database) -> Iterator[tuple[Database, Database]]:
    """SOURCE and TARGET on different servers; empty."""
    yield from _fresh(there.named("as_source"), here.named("as_target"))


def _fresh(source: Database, target: Database) -> Iterator[tuple[Database, Database]]:
    for database, role in ((source, "source"), (target, "target")):
        ensure_database(database)
        migrate(database, {role})
    yield source, target
    for database in (source, target):
        with connect(database.named("postgres"), autocommit=True) as admin:
            admin.execute(f"drop database {database.name} with (force)".encode())


def test_servers_of_different_versions(pair: tuple[Database, Database]) -> None:
    """Every type that we store crosses, and what an extract makes from the types of a query."""
    source, target = pair
    execute(
        source,
        """
        insert into spotify.artists values ('a', E'T\\t🎧\\\\', '{"x y", null}', 5000000000, 3, null, now());
        insert into spotify.albums (album_id, release_date) values ('b', '1961-02-28');
        insert into spotify.plays values ('u', '2021-05-03 08:15:30.123Z', 'i', 't', null, 's', now());
        insert into spotify.audio_features (track_id, tempo) values ('t', 0.1);
        """,
    )
    assert {"spotify.artists", "spotify.albums", "spotify.plays", "spotify.audio_features"} == set(tables(*pair))
    for name in ("artists", "albums", "plays", "audio_features"):
        rows = f"select to_jsonb(t)::text from spotify.{name} as t"
        assert fetch(source, rows) == fetch(target, rows)
    execute(source, SHOP)
    assert ("full", 3, 3, 0, 0, 0) == counted(query(source, target))
    execute(source, "update spotify.artists set name = 'new', loaded_at = now()")
    assert ("incremental", 1, 0, 1, 0, 0) == counted(tables(source, target)["spotify.artists"])


@pytest.mark.parametrize("side", [0, 1], ids=["source", "target"])
def test_a_connection_that_is_cut_in_mid_copy_leaves_the_target_as_it_was(
    far: tuple[Database, Database], side: int
) -> None:
    """The error names the database, the rows that had come are gone, and the next run brings all."""
    source, target = far
    execute(source, "insert into spotify.artists (artist_id) values ('a')")
    tables(source, target)
    execute(source, "update spotify.artists set name = 'new', loaded_at = now(); " + MANY)
    stopped = threading.Event()
    cutter = threading.Thread(target=_cut_a_copy_of_tracks, args=(far[side], stopped))
    cutter.start()
    try:
        with pytest.raises(DatabaseError, match=far[side].name):
            tables(source, target)
    finally:
        stopped.set()
        cutter.join()
    assert [0] == fetch(target, "select count(*) from spotify.tracks")
    assert [None] == fetch(target, "select name from spotify.artists")
    assert 80000 == tables(source, target)["spotify.tracks"].counts.inserted
    assert ["new"] == fetch(target, "select name from spotify.artists")


def _cut_a_copy_of_tracks(database: Database, stopped: threading.Event) -> None:
    with connect(database, autocommit=True) as admin:
        while not stopped.wait(0.005):
            if admin.execute(CUT.replace("copy%", 'copy "spotify"."tracks"%').encode()).rowcount:
                return


RANKED = """
insert into spotify.playlists (playlist_id, name, label) values ('p', 'P', 'Mars'), ('q', 'Q', 'Mars');
insert into spotify.artists (artist_id, name, popularity) values ('a', 'Same', 50), ('b', 'Same', 50), ('c', 'C', null);
insert into spotify.tracks (track_id, name) values ('t', 'T'), ('u', 'T');
insert into spotify.track_artists (track_id, position, artist_id) values
    ('t', 1, 'a'), ('t', 2, 'a'), ('t', 3, 'b'), ('u', 1, 'b'), ('u', 2, 'c');
insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('p', 0, 't', 'track', 't', false), ('p', 1, 't', 'track', 't', false), ('q', 0, 'u', 'track', 'u', false),
    ('q', 1, 't', 'track', 't', false);
"""


def test_a_rank_does_not_fan_out(far: tuple[Database, Database]) -> None:
    """The failure of the original: repeated tracks, double credits and ties made an artist appear many times."""
    source, target = far
    execute(source, RANKED)
    ranking = "select label, rank, artist_id from marts.playlist_artist_ranking order by 1, 2"
    for is_full_run in (False, False, True):
        tables(source, target, is_full_run=is_full_run)
        rebuild(target, [model for model in discover() if model.schema != "checks"])
        assert [("Mars", 1, "a"), ("Mars", 2, "b"), ("Mars", 3, "c")] == fetch(target, ranking)


MART = """\
-- How much did the shop sell on a day?
-- grain: sold_on
select o.updated_at::date as sold_on, sum(o.total) as total from sales.orders as o group by 1
"""


def test_a_mart_over_what_was_extracted(far: tuple[Database, Database], tmp_path: Path) -> None:
    """Data of another system, joined in the marts; the table can change under a mart that reads it."""
    source, target = far
    execute(source, SHOP)
    text = (Path(__file__).parents[1] / "sql" / "example" / "extract" / "shop_orders.sql").read_text()
    for name, content in {"extract/shop_orders": text, "marts/sales": MART}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.sql").write_text(content)
    for expected in ([2, 6], [2, 6, 9]):
        extract_all(source, target, discover_extracts(tmp_path / "extract"))
        rebuild(target, discover(tmp_path))
        assert expected == fetch(target, "select total::int from marts.sales order by sold_on")
        execute(source, "insert into shop.orders values (9, 9, '2026-01-03 10:00Z')")

"""The tables of SOURCE in TARGET: in full, by what changed, and after whatever can come in between."""

from collections.abc import Iterator

import pytest

from tasks.postgres.connect import DatabaseError, connect
from tasks.postgres.database import Database
from tasks.postgres.extracts.run import extract_all
from tasks.postgres.migrations import migrate
from tests.conftest import copied

from .extracting import counted, tables
from .sample import execute, fetch

ROWS = """
insert into spotify.artists (artist_id, name, genres, loaded_at) values
    ('a', E'Tab\\t🎧', '{"x y", null}', '2026-01-01 10:00Z'), ('b', null, null, '2026-01-02 10:00Z');
insert into spotify.plays values ('u', '2021-05-03 08:15:30.123Z', 'i', 't', 'c', 's', '2026-01-01');
"""

ARTISTS, PLAYS = "select * from spotify.artists order by 1", "select * from spotify.plays order by 2"

STATE = "select table_name, watermark, mode from etl.extracts order by 1"


# A table of each kind; forty take longer.
OTHERS = """
do $$
begin
    execute (
        select string_agg(format('drop table spotify.%I cascade', tablename), '; ') from pg_tables
        where schemaname = 'spotify' and tablename not in ('artists', 'plays', 'saved_tracks')
    );
end
$$
"""


@pytest.fixture(scope="module")
def few_tables(server: Database, template: Database) -> Iterator[Database]:
    """A migrated database with three tables."""
    with copied(server, template.name) as database:
        execute(database, OTHERS)
        yield database


@pytest.fixture(scope="module")
def one_source(server: Database, few_tables: Database) -> Iterator[Database]:
    """A copy of it for all tests."""
    with copied(server, few_tables.name) as database:
        yield database


@pytest.fixture
def source(one_source: Database) -> Iterator[Database]:
    """A database with three rows."""
    execute(one_source, ROWS)
    yield one_source
    execute(one_source, "truncate spotify.artists, spotify.plays, spotify.saved_tracks, etl.deleted_rows")


@pytest.fixture
def target(server: Database, few_tables: Database) -> Iterator[Database]:
    """An empty database with the same tables."""
    with copied(server, few_tables.name) as database:
        yield database


@pytest.fixture
def extracted(source: Database, target: Database) -> Database:
    """A target that has what the source has."""
    tables(source, target)
    return target


def test_the_target_has_the_rows_of_the_source(source: Database, target: Database) -> None:
    """The same in every column, loaded_at too; what the target had and the source lacks is gone."""
    execute(target, "insert into spotify.artists (artist_id) values ('old')")
    done = tables(source, target)
    assert {"spotify.artists", "spotify.plays"} == set(done)
    assert ("full", 2, 2, 0, 0, 1) == counted(done["spotify.artists"])
    assert ("full", 1, 1, 0, 0, 0) == counted(done["spotify.plays"])
    assert fetch(source, ARTISTS) == fetch(target, ARTISTS)
    assert fetch(source, PLAYS) == fetch(target, PLAYS)


def test_every_table_is_extracted_by_its_key_and_loaded_at(cleared: Database, database: Database) -> None:
    """Into a database that only is TARGET: none has to be read in full always, and each has a line in etl.extracts."""
    migrate(database, {"target"})
    extract_all(cleared, database, [])
    names = fetch(cleared, "select 'spotify.' || tablename from pg_tables where schemaname = 'spotify' order by 1")
    assert names == fetch(database, "select table_name from etl.extracts order by 1")
    assert ["the target was empty"] == fetch(database, "select distinct reason from etl.extracts")


def test_nothing_is_written_where_nothing_changed(source: Database, extracted: Database) -> None:
    """What lies within the overlap is read again, found the same, and left alone."""
    before = fetch(extracted, "select artist_id, xmin::text, ctid::text from spotify.artists order by 1")
    done = tables(source, extracted)
    assert ("incremental", 1, 0, 0, 1, 0) == counted(done["spotify.artists"])
    assert before == fetch(extracted, "select artist_id, xmin::text, ctid::text from spotify.artists order by 1")


def test_only_what_changed_is_read(source: Database, extracted: Database) -> None:
    """New and changed rows come, and the watermark goes on."""
    execute(source, "update spotify.artists set name = 'A', loaded_at = '2026-02-01' where artist_id = 'a'")
    execute(source, "insert into spotify.artists (artist_id, loaded_at) values ('c', '2026-02-01')")
    done = tables(source, extracted)["spotify.artists"]
    assert ("incremental", 3, 1, 1, 1, 0) == counted(done)
    assert ("2026-01-02 10:00:00+00", "2026-02-01 00:00:00+00") == (done.watermark_before, done.watermark)
    assert fetch(source, ARTISTS) == fetch(extracted, ARTISTS)


def test_a_row_with_the_time_of_the_watermark_is_not_lost(source: Database, extracted: Database) -> None:
    """Another row of the same microsecond comes, and the first does not come twice."""
    execute(source, "insert into spotify.artists (artist_id, loaded_at) values ('c', '2026-01-02 10:00Z')")
    assert ("incremental", 2, 1, 0, 1, 0) == counted(tables(source, extracted)["spotify.artists"])


def test_a_change_that_is_committed_late_is_not_lost(source: Database, extracted: Database) -> None:
    """A transaction that began before the watermark and ended after it, by less than the overlap of an hour."""
    execute(source, "update spotify.artists set name = 'late', loaded_at = '2026-01-02 09:00Z' where artist_id = 'a'")
    assert ("incremental", 2, 0, 1, 1, 0) == counted(tables(source, extracted)["spotify.artists"])
    assert fetch(source, ARTISTS) == fetch(extracted, ARTISTS)


def test_a_row_that_came_too_late_is_found_by_counting(source: Database, extracted: Database) -> None:
    """Where the numbers of rows differ, everything is read in the same run, and the result says so."""
    execute(source, "insert into spotify.artists (artist_id, loaded_at) values ('c', '2020-01-01')")
    done = tables(source, extracted)["spotify.artists"]
    assert "SOURCE has 3 rows and TARGET had 2 after the changes" == done.reason
    assert ("full", 1 + 3, 1, 0, 1 + 2, 0) == counted(done)
    assert fetch(source, ARTISTS) == fetch(extracted, ARTISTS)


def test_a_key_that_changes_twice_ends_as_the_source_has_it(source: Database, extracted: Database) -> None:
    """Between two extractions, and in each of them."""
    for name in ("first", "second", "third"):
        execute(source, f"update spotify.artists set name = '{name}', loaded_at = now() where artist_id = 'a'")
        if name != "first":
            tables(source, extracted)
    assert ["third"] == fetch(extracted, "select name from spotify.artists where artist_id = 'a'")


def test_what_was_deleted_is_followed(source: Database, extracted: Database) -> None:
    """By its key, without reading everything."""
    execute(source, "delete from spotify.plays")
    execute(
        source,
        "insert into etl.deleted_rows (table_name, key) values ('spotify.plays', "
        """'{"user_id": "u", "played_at": "2021-05-03T08:15:30.123+00:00", "item_uri": "i"}')""",
    )
    assert ("incremental", 0, 0, 0, 0, 1) == counted(tables(source, extracted)["spotify.plays"])
    assert [] == fetch(extracted, PLAYS)


def test_what_was_deleted_and_came_back_stays(source: Database, extracted: Database) -> None:
    """A deletion says nothing about the row that took its place."""
    execute(source, """insert into etl.deleted_rows values ('spotify.artists', '{"artist_id": "b"}')""")
    assert ("incremental", 1, 0, 0, 1, 0) == counted(tables(source, extracted)["spotify.artists"])


def test_what_was_deleted_without_a_word_is_found_by_counting(source: Database, extracted: Database) -> None:
    """By hand, for example."""
    execute(source, "delete from spotify.artists where artist_id = 'a'")
    assert ("full", 1 + 1, 0, 0, 1 + 1, 1) == counted(tables(source, extracted)["spotify.artists"])
    assert fetch(source, ARTISTS) == fetch(extracted, ARTISTS)


def test_what_is_closed_comes_by_its_time(source: Database, extracted: Database) -> None:
    """A history is never deleted, its rows get an end."""
    execute(
        source,
        "insert into spotify.saved_tracks (user_id, track_id, added_at, loaded_at) values ('u', 't', '2026-01-01', "
        "'2026-01-01')",
    )
    tables(source, extracted)
    execute(source, "update spotify.saved_tracks set removed_at = '2026-01-05', loaded_at = now()")
    assert ("incremental", 1, 0, 1, 0, 0) == counted(tables(source, extracted)["spotify.saved_tracks"])


def test_a_full_run_reads_everything_and_rewrites_nothing_that_is_the_same(
    source: Database, extracted: Database
) -> None:
    """The failure of the original: a table that grows with every full extraction."""
    for _ in range(2):
        done = tables(source, extracted, is_full_run=True)["spotify.artists"]
        assert ("full", 2, 0, 0, 2, 0) == counted(done)
        assert "the run is a full one" == done.reason
    assert fetch(source, ARTISTS) == fetch(extracted, ARTISTS)


def test_a_full_run_mends_the_target(source: Database, extracted: Database) -> None:
    """Rows that somebody changed, added and deleted there."""
    execute(extracted, "update spotify.artists set name = 'mine' where artist_id = 'a'")
    execute(extracted, "update spotify.artists set artist_id = 'mine' where artist_id = 'b'")
    assert ("full", 2, 1, 1, 0, 1) == counted(tables(source, extracted, is_full_run=True)["spotify.artists"])
    assert fetch(source, ARTISTS) == fetch(extracted, ARTISTS)


def test_an_emptied_target_is_filled(source: Database, extracted: Database) -> None:
    """The failure of the original: an incremental extraction into an empty table, which stayed empty."""
    execute(extracted, "truncate spotify.artists")
    done = tables(source, extracted)["spotify.artists"]
    assert (("full", 2, 2, 0, 0, 0), "the target was empty") == (counted(done), done.reason)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("extracted_at = now() - interval '30 days'", "the last extraction was more than 29 days ago"),
        ("extracted_at = now() + interval '1 day'", "the last extraction was more than 29 days ago"),
        ("watermark = null", "there was no watermark"),
        ("source = 'elsewhere:5432/old'", "the last extraction was from elsewhere:5432/old"),
        ("definition = 'other'", "its columns or its query have changed"),
    ],
)
def test_what_cannot_be_gone_on_from_is_read_in_full(
    source: Database, extracted: Database, change: str, reason: str
) -> None:
    """What SOURCE deleted longer ago is not known; another source, or other columns, mean something else."""
    execute(extracted, f"update etl.extracts set {change} where table_name = 'spotify.artists'")
    done = tables(source, extracted)
    assert ("full", reason) == (done["spotify.artists"].mode, done["spotify.artists"].reason)
    assert "incremental" == done["spotify.plays"].mode


def test_the_order_of_columns_does_not_matter(source: Database, target: Database) -> None:
    """An old target may have got a column later than the source."""
    execute(target, "alter table spotify.artists drop column name; alter table spotify.artists add column name text")
    tables(source, target)
    names = "select artist_id, name from spotify.artists order by 1"
    assert fetch(source, names) == fetch(target, names)


def test_other_types_go_as_text(source: Database, target: Database) -> None:
    """Bytes of one type are not those of another: a column that somebody widened still takes the rows."""
    execute(source, "update spotify.artists set popularity = 7")
    execute(target, "alter table spotify.artists alter column popularity type bigint")
    tables(source, target)
    tables(source, target, is_full_run=True)
    assert fetch(source, ARTISTS) == fetch(target, ARTISTS)


def test_an_error_leaves_the_target_as_it_was(source: Database, extracted: Database) -> None:
    """All tables or none, and no watermark: one that cannot be written keeps the others."""
    execute(extracted, "alter table spotify.plays add constraint odd check (item_uri <> 'j')")
    execute(source, "update spotify.artists set name = 'new', loaded_at = now()")
    execute(source, "insert into spotify.plays values ('u', '2021-05-03', 'j', 't', 'c', 's', now())")
    before = fetch(extracted, ARTISTS), fetch(extracted, STATE)
    with pytest.raises(DatabaseError, match="odd"):
        tables(source, extracted)
    assert before == (fetch(extracted, ARTISTS), fetch(extracted, STATE))


def test_a_reader_sees_all_or_nothing(source: Database, extracted: Database) -> None:
    """Nobody waits for an extraction, and nobody sees half of it: one table as it is now and another as it was."""
    execute(source, "update spotify.artists set name = 'new', loaded_at = now()")
    with connect(extracted) as reader:
        reader.execute("set lock_timeout = '1s'")
        reader.execute("set transaction isolation level repeatable read")
        before = reader.execute("select count(*) from spotify.plays").fetchone()
        tables(source, extracted)
        tables(source, extracted, is_full_run=True)
        assert [] == reader.execute("select name from spotify.artists where name = 'new'").fetchall()
        assert before == reader.execute("select count(*) from spotify.plays").fetchone()
    assert 2 == len(fetch(extracted, "select name from spotify.artists where name = 'new'"))


def test_nothing_is_done_between_one_database_and_itself(source: Database) -> None:
    """Where SOURCE is TARGET the tables are where they belong."""
    assert {} == extract_all(source, source, [])


def test_a_target_that_lacks_a_table_is_told(source: Database, extracted: Database) -> None:
    """One that somebody dropped."""
    execute(extracted, "drop table spotify.plays cascade")
    with pytest.raises(DatabaseError, match=r"The table spotify\.plays is missing"):
        tables(source, extracted)


def test_a_source_that_lacks_what_it_deleted_is_told_as_the_source(source: Database, extracted: Database) -> None:
    """What goes wrong there is not said of the target."""
    execute(source, "alter table etl.deleted_rows rename to mislaid")
    try:
        with pytest.raises(DatabaseError, match=rf"{source.name}\b.*deleted_rows"):
            tables(source, extracted)
    finally:
        execute(source, "alter table etl.mislaid rename to deleted_rows")


def test_a_role_that_may_only_read_will_do_for_the_source(source: Database, target: Database) -> None:
    """Nothing is made there, no temporary table either."""
    execute(source, "alter database %s set default_transaction_read_only = on".replace("%s", f'"{source.name}"'))
    try:
        assert 2 == tables(source, target)["spotify.artists"].counts.inserted
    finally:
        with connect(source.named("postgres"), autocommit=True) as admin:
            admin.execute(f'alter database "{source.name}" reset default_transaction_read_only'.encode())

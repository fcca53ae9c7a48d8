"""What the files of sql/extract bring: the target made from the query's types, its rows, and its mistakes."""

from collections.abc import Iterator

import pytest

from tasks.postgres.connect import DatabaseError
from tasks.postgres.database import Database
from tasks.postgres.extracts.files import parse_extract
from tasks.postgres.extracts.run import extract_all
from tasks.postgres.models.references import ModelError
from tests.conftest import copied

from .extracting import ORDERS, SHOP, counted, query
from .sample import execute, fetch

STORED = "select order_id, total::text, updated_at::text from sales.orders order by 1"

COLUMNS = """
select a.attname, format_type(a.atttypid, a.atttypmod) from pg_attribute as a
where a.attrelid = '{}'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
"""


@pytest.fixture
def shop(emptied: Database) -> Database:
    """A database of another system, with three orders."""
    execute(emptied, SHOP)
    return emptied


@pytest.fixture(scope="module")
def one_target(server: Database, template: Database) -> Iterator[Database]:
    """A migrated database for all tests."""
    with copied(server, template.name) as database:
        yield database


@pytest.fixture
def target(one_target: Database) -> Iterator[Database]:
    """A migrated database, from which is taken afterwards what extracts bring."""
    yield one_target
    execute(
        one_target,
        "set client_min_messages = warning; drop schema if exists sales, shop cascade; truncate etl.extracts",
    )


def _text(select: str, **notes: str) -> str:
    said = {"target": "sales.things", "key": "x", "mode": "full", **notes}
    return "\n".join(["-- Things.", *(f"-- {name}: {value}" for name, value in said.items()), select])


def test_the_target_is_made_from_the_types_of_the_query(shop: Database, target: Database) -> None:
    """With precision, arrays, a key, comments and the time at which a row changed here."""
    execute(shop, "create type shop.mood as enum ('glad')")
    select = (
        "select 1::smallint as x, 2.5::numeric(12, 3) as price, array['a'] as tags, 'glad'::shop.mood as mood, "
        "array['glad']::shop.mood[] as moods, 'v'::varchar(7) as \"Odd \"\"name\", now()::timestamp(3) as at, "
        "'{}'::json as raw, null as nothing"
    )
    assert 1 == query(shop, target, _text(select, price="in euros"), name="things").counts.inserted
    assert [
        ("x", "smallint"),
        ("price", "numeric(12,3)"),
        ("tags", "text[]"),
        ("mood", "text"),
        ("moods", "text[]"),
        ('Odd "name', "character varying(7)"),
        ("at", "timestamp(3) without time zone"),
        ("raw", "json"),
        ("nothing", "text"),
        ("loaded_at", "timestamp with time zone"),
    ] == fetch(target, COLUMNS.format("sales.things"))
    assert [(1, "2.500", ["a"], "glad", ["glad"])] == fetch(
        target, "select x, price::text, tags, mood, moods from sales.things"
    )
    comments = "select obj_description('sales.things'::regclass), col_description('sales.things'::regclass, 2)"
    assert [("Things.\nMade from sql/extract/things.sql.", "in euros")] == fetch(target, comments)
    again = query(shop, target, _text(select, price="in euros"), name="things", is_full_run=True)
    assert 1 == again.counts.updated + again.counts.unchanged


def test_a_type_that_the_target_has_is_kept(shop: Database, target: Database) -> None:
    """By its name: the text of the values is what goes over."""
    for database in (shop, target):
        execute(database, "create schema if not exists shop; create type shop.mood as enum ('glad')")
    query(shop, target, _text("select 1 as x, 'glad'::shop.mood as mood"), name="things")
    assert ("mood", "shop.mood") in fetch(target, COLUMNS.format("sales.things"))


def test_a_full_extract_does_not_grow(shop: Database, target: Database) -> None:
    """The failure of the original: every run appended everything once more."""
    assert ("full", 3, 3, 0, 0, 0) == counted(query(shop, target, mode="full"))
    before = fetch(target, "select order_id, loaded_at from sales.orders order by 1")
    assert ("full", 3, 0, 0, 3, 0) == counted(query(shop, target, mode="full"))
    assert before == fetch(target, "select order_id, loaded_at from sales.orders order by 1")


def test_a_full_extract_follows_changes_and_deletions(shop: Database, target: Database) -> None:
    """By the key; what is the same is not rewritten."""
    query(shop, target, mode="full")
    execute(shop, "delete from shop.orders where order_id = 1; update shop.orders set total = 9 where order_id = 2")
    execute(shop, "insert into shop.orders values (4, 4, null)")
    assert ("full", 3, 1, 1, 1, 1) == counted(query(shop, target, mode="full"))
    assert [(2, "9.00"), (3, "3.50"), (4, "4.00")] == fetch(
        target, "select order_id, total::text from sales.orders order by 1"
    )


def test_an_incremental_extract_into_an_empty_target_brings_everything(shop: Database, target: Database) -> None:
    """The failure of the original: with no watermark nothing came."""
    done = query(shop, target)
    assert (("full", 3, 3, 0, 0, 0), "2026-01-02 10:00:00+00") == (counted(done), done.watermark)
    execute(target, "truncate sales.orders")
    assert ("full", 3, 3, 0, 0, 0) == counted(query(shop, target))


def test_an_incremental_extract_reads_what_changed(shop: Database, target: Database) -> None:
    """From the watermark on and an hour before it; both orders of the same moment, and each once."""
    query(shop, target)
    execute(shop, "insert into shop.orders values (4, 4, '2026-01-02 09:30Z'), (5, 5, '2026-01-03 00:00Z')")
    execute(shop, "update shop.orders set total = 9, updated_at = '2026-01-03 00:00Z' where order_id = 1")
    done = query(shop, target)
    assert (("incremental", 5, 2, 1, 2, 0), "2026-01-03 00:00:00+00") == (counted(done), done.watermark)
    assert fetch(shop, STORED.replace("sales", "shop")) == fetch(target, STORED)


def test_the_overlap_can_be_longer(shop: Database, target: Database) -> None:
    """Where transactions there take longer than an hour."""
    text = ORDERS.replace("-- total", "-- overlap: 2 days\n-- total")
    query(shop, target, text)
    assert ("incremental", 3, 0, 0, 3, 0) == counted(query(shop, target, text))


def test_a_row_without_a_time_is_always_read(shop: Database, target: Database) -> None:
    """It does not say when it changed."""
    execute(shop, "insert into shop.orders values (4, 4, null)")
    query(shop, target)
    execute(shop, "update shop.orders set total = 5 where order_id = 4")
    assert ("incremental", 3, 0, 1, 2, 0) == counted(query(shop, target))


def test_a_number_can_be_the_incremental_column(shop: Database, target: Database) -> None:
    """Read again from a thousand before the highest, for numbers given out earlier can be committed later."""
    execute(shop, "insert into shop.orders select n, n, now() from generate_series(4, 3000) as n")
    text = ORDERS.replace("incremental: updated_at", "incremental: order_id")
    query(shop, target, text)
    execute(shop, "insert into shop.orders values (3001, 1, null)")
    assert ("incremental", 1002, 1, 0, 1001, 0) == counted(query(shop, target, text))


def test_a_time_in_the_future_does_not_hide_what_comes_before_it(shop: Database, target: Database) -> None:
    """The watermark never is beyond the clock of SOURCE."""
    execute(shop, "insert into shop.orders values (4, 4, '2999-01-01')")
    query(shop, target)
    execute(shop, "update shop.orders set total = 9, updated_at = now() where order_id = 1")
    assert 1 == query(shop, target).counts.updated


def test_what_the_source_deleted_goes(shop: Database, target: Database) -> None:
    """Found by counting, and everything is read; or kept, where the header says so."""
    kept = ORDERS.replace("sales.orders", "sales.kept").replace("-- total", "-- gone: keep\n-- total")
    query(shop, target)
    query(shop, target, kept, name="kept")
    execute(shop, "delete from shop.orders where order_id = 1")
    assert ("full", 2 + 2, 0, 0, 2 + 2, 1) == counted(query(shop, target))
    assert ("incremental", 2, 0, 0, 2, 0) == counted(query(shop, target, kept, name="kept"))
    assert ("full", 2, 0, 0, 2, 0) == counted(query(shop, target, kept, name="kept", is_full_run=True))
    assert [2, 3] == fetch(target, "select order_id from sales.orders order by 1")
    assert [1, 2, 3] == fetch(target, "select order_id from sales.kept order by 1")


@pytest.mark.parametrize("mode", ["full", "incremental"])
@pytest.mark.parametrize("is_filled", [True, False])
@pytest.mark.parametrize("key", ["3", "null"])
def test_a_key_that_comes_twice_or_is_null_is_one_sentence(
    shop: Database, target: Database, mode: str, is_filled: bool, key: str
) -> None:
    """It names the key and an example, and nothing is written."""
    if is_filled:
        query(shop, target, mode=mode)
    execute(shop, f"insert into shop.orders values ({key}, 1, now())")
    with pytest.raises(ModelError, match=rf"orders\.sql: its key order_id does not name one row: .*\b{key}\b"):
        query(shop, target, mode=mode, is_full_run=mode == "full")
    stored = fetch(target, STORED) if is_filled else fetch(target, "select to_regclass('sales.orders')")
    assert stored == (fetch(shop, STORED.replace("sales", "shop"))[:3] if is_filled else [None])


def test_a_new_column_is_added_and_filled(shop: Database, target: Database) -> None:
    """In rows too that have not changed: everything is read once."""
    query(shop, target)
    execute(shop, "update shop.orders set note = 'n'")
    done = query(shop, target, ORDERS.replace("o.updated_at from", "o.updated_at, o.note from"))
    assert (("full", 3, 0, 3, 0, 0), "its columns or its query have changed") == (counted(done), done.reason)
    assert ["n", "n", "n"] == fetch(target, "select note from sales.orders")


def test_another_query_is_read_in_full(shop: Database, target: Database) -> None:
    """Rows that it did not select before may be older than the watermark."""
    query(shop, target, ORDERS.replace("as o\n", "as o where o.order_id > 1\n"))
    assert ("full", 3, 1, 0, 2, 0) == counted(query(shop, target))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (("o.total, ", ""), r"orders\.sql: the comment on total of its header is none of its columns"),
        (("-- total: gross\nselect o.order_id, o.total, ", "select o.order_id, "), "no longer has the column total of"),
        (("o.total,", "o.total::text as total,"), r"has total as text, but sales\.orders as numeric\(10,2\): cast it"),
        (("o.total,", "o.total, 1 as total,"), 'has two columns "total": give each a name'),
        (("o.total,", "o.total, 1,"), 'has a column without a name: write "as"'),
        (("key: order_id", "key: id"), "the key id of its header is none of its columns"),
        (("key: order_id", "key: total"), r"has the key total, but that of sales\.orders is order_id: drop the table"),
        (("incremental: updated_at", "incremental: total_at"), "the incremental column total_at of its header is none"),
        (("o.total,", "o.total, o.note,"), None),
        (("incremental: updated_at", "overlap: 5\n-- incremental: updated_at"), 'overlap "5" is to be a time such as'),
        (
            ("incremental: updated_at", "overlap: 5 days\n-- incremental: order_id"),
            'overlap "5 days" is to be a number',
        ),
        (
            ("shop.orders", "shop.older"),
            r'sql/extract/orders\.sql:7: Postgres says: relation "shop.older" does not exist\.',
        ),
        (("o.total,", "(o.total / 0)::numeric(10, 2) as total,"), r"orders\.sql: Postgres says: division by zero\."),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    shop: Database, target: Database, changed: tuple[str, str], sentence: str | None
) -> None:
    """It names the file and what to write, and the rows stay as they were."""
    query(shop, target)
    before, text = fetch(target, STORED), ORDERS.replace(*changed)
    if sentence is None:
        assert query(shop, target, text).counts.read
        return
    with pytest.raises(ModelError, match=sentence):
        query(shop, target, text)
    assert before == fetch(target, STORED)


def test_an_incremental_column_has_to_grow(shop: Database, target: Database) -> None:
    """A text has no overlap."""
    text = ORDERS.replace("incremental: updated_at", "incremental: note").replace("o.updated_at", "o.note")
    with pytest.raises(ModelError, match="note is of type text: name one that is a time or a number"):
        query(shop, target, text)


def test_rows_of_others_are_not_replaced(shop: Database, target: Database) -> None:
    """A table that an extract did not fill is taken only while it is empty and fits."""
    execute(target, "create schema sales; create table sales.orders (order_id bigint primary key)")
    assert 3 == query(shop, target).counts.inserted
    execute(target, "comment on table sales.orders is 'mine'")
    with pytest.raises(ModelError, match=r"sales\.orders has rows already that sql/extract/orders\.sql did not bring"):
        query(shop, target)


def test_an_extract_reads_the_database_it_writes(target: Database) -> None:
    """Where SOURCE is TARGET it runs all the same, and the tables of spotify stay where they are."""
    execute(target, SHOP)
    assert ("full", 3, 3, 0, 0, 0) == counted(query(target, target))
    assert ("incremental", 2, 0, 0, 2, 0) == counted(query(target, target))
    assert ["sales.orders"] == fetch(target, "select table_name from etl.extracts")


def test_one_that_fails_keeps_all_as_they_were(shop: Database, target: Database) -> None:
    """Rows and watermarks of the others too: all extracts are one transaction."""
    query(shop, target)
    state = "select watermark, xmin::text from etl.extracts"
    before = fetch(target, STORED), fetch(target, state)
    execute(shop, "insert into shop.orders values (4, 4, now())")
    wrong = parse_extract("wrong", _text("select 1 / (o.order_id - 4) as x from shop.orders as o"))
    right = parse_extract("orders", ORDERS.replace("{mode}", "incremental"))
    with pytest.raises(ModelError, match="division by zero"):
        extract_all(shop, target.named(target.name), [right, wrong])
    assert before == (fetch(target, STORED), fetch(target, state))


def test_both_ends_mean_the_same(server: Database, target: Database) -> None:
    """Whatever encoding the source is in and however its role likes dates."""
    name = target.name.replace("test", "latin")
    execute(server, f"create database {name} template template0 encoding 'LATIN1' locale 'C'")
    latin = server.named(name)
    try:
        execute(server, f"alter database {name} set datestyle = 'German'")
        execute(latin, SHOP + "; update shop.orders set note = 'Gr' || chr(246) || chr(223) || 'e'")
        execute(latin, "create type shop.mood as enum ('froh')")
        select = "select o.order_id as x, o.note, o.updated_at, 'froh'::shop.mood as mood from shop.orders as o"
        query(latin, target, _text(select), name="things")
        expected = [(1, "Größe", "2026-01-01 10:00:00+00", "froh")]
        assert expected == fetch(target, "select x, note, updated_at::text, mood from sales.things where x = 1")
    finally:
        execute(server, f"drop database {name} with (force)")


def test_the_source_must_be_there(shop: Database, target: Database) -> None:
    """Before anything is written."""
    with pytest.raises(DatabaseError, match="nowhere"):
        query(shop.named("nowhere"), target)

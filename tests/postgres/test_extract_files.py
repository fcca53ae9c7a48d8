"""What a file of sql/extract says, and what is said where it says something wrong."""

from pathlib import Path

import pytest

from tasks.postgres.extracts.files import discover_extracts, parse_extract
from tasks.postgres.models.discover import discover
from tasks.postgres.models.references import ModelError

from .extracting import ORDERS

TEXT = ORDERS.replace("{mode}", "incremental")


def _without(note: str) -> str:
    return "".join(line for line in TEXT.splitlines(keepends=True) if not line.startswith(f"-- {note}:"))


def _with(note: str, value: str) -> str:
    first = "-- The orders of the shop.\n"
    return _without(note).replace(first, f"{first}-- {note}: {value}\n")


def test_a_header_says_where_rows_go_and_how() -> None:
    """Target, key, mode and incremental column; the rest is the comment of the table and of its columns."""
    extract = parse_extract("orders", TEXT)
    assert ("sql/extract/orders.sql", "sales.orders") == (extract.file, extract.target)
    assert (("order_id",), "incremental", "updated_at") == (extract.key, extract.mode, extract.incremental)
    assert "The orders of the shop.\nMade from sql/extract/orders.sql." == extract.comment
    assert {"total": "gross"} == extract.comments
    assert ("", False) == (extract.overlap, extract.keeps)


@pytest.mark.parametrize("key", ["shop x order_id", "shop, order_id"])
def test_a_key_may_have_several_columns(key: str) -> None:
    """Written like a grain, or as a list."""
    assert ("shop", "order_id") == parse_extract("orders", _with("key", key)).key


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("select 1", "sql/extract/x.sql has no leading comment: say what its rows are."),
        (
            _without("target"),
            'sql/extract/x.sql does not state its target: add "-- target: schema.table" to its leading comment.',
        ),
        (
            _without("key"),
            (
                'sql/extract/x.sql does not state its key: add "-- key: column" or "-- key: one x other" '
                "to its leading comment."
            ),
        ),
        (
            _without("mode"),
            (
                'sql/extract/x.sql does not state its mode: add "-- mode: full" or "-- mode: incremental" '
                "to its leading comment."
            ),
        ),
        (
            _without("incremental"),
            (
                'sql/extract/x.sql does not state its incremental: add "-- incremental: column", of a time or a number '
                "that grows with every change, to its leading comment."
            ),
        ),
        (
            _with("target", "orders"),
            'sql/extract/x.sql: its target "orders" is no schema.table in lower case letters, digits and underscores.',
        ),
        (_with("mode", "often"), 'sql/extract/x.sql: its mode "often" is neither full nor incremental.'),
        (
            _with("overlap", "1 moon"),
            'sql/extract/x.sql: its overlap "1 moon" is neither a number nor a time such as 2 hours.',
        ),
        (
            _with("gone", "maybe"),
            'sql/extract/x.sql: what is gone at the source is either to keep or to remove, not "maybe".',
        ),
        (
            TEXT + ";\nselect 1",
            "sql/extract/x.sql is not one SELECT.",
        ),
        (
            TEXT.replace("shop.orders", "orders"),
            "sql/extract/x.sql reads orders without naming its schema.",
        ),
    ],
)
def test_what_is_wrong_is_one_sentence(text: str, sentence: str) -> None:
    """It names the file and what to write."""
    with pytest.raises(ModelError) as raised:
        parse_extract("x", text)
    assert sentence == str(raised.value)


@pytest.mark.parametrize(
    "schema", ["spotify", "etl", "staging", "marts", "marts_next", "pg_temp", "information_schema"]
)
def test_schemas_of_our_own_are_refused(schema: str) -> None:
    """What the pipeline makes itself is not overwritten by an extract."""
    with pytest.raises(ModelError, match=rf"its target is in {schema}, which is not for extracts"):
        parse_extract("x", _with("target", f"{schema}.orders"))


def test_a_name_that_needs_quotes_is_refused() -> None:
    """As for models."""
    with pytest.raises(ModelError, match=r"^sql/extract/My Orders\.sql: an extract's name is written in lower case"):
        parse_extract("My Orders", TEXT)


def test_two_files_do_not_share_a_target(tmp_path: Path) -> None:
    """Each would delete what the other brought."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.sql").write_text(TEXT)
    with pytest.raises(ModelError, match=r"one\.sql and sql/extract/two\.sql both have the target sales\.orders"):
        discover_extracts(tmp_path)


def _project(folder: Path, mart: str) -> Path:
    for name, text in {"extract/orders": TEXT, "marts/days": f"-- Which?\n-- grain: x\n{mart}\n"}.items():
        path = folder / f"{name}.sql"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return folder


def test_a_mart_may_read_what_is_extracted(tmp_path: Path) -> None:
    """By the name of the target."""
    (model,) = discover(_project(tmp_path, "select o.order_id as x from sales.orders as o"))
    assert {"sales.orders"} == model.reads
    assert "from sales.orders" in model.candidate_sql()


def test_a_mart_that_reads_what_nobody_brings_is_refused(tmp_path: Path) -> None:
    """Before anything is built."""
    with pytest.raises(ModelError) as raised:
        discover(_project(tmp_path, "select o.order_id as x from sales.order as o"))
    expected = "sql/marts/days.sql reads sales.order, but there is no file in sql/extract with this target."
    assert expected == str(raised.value)

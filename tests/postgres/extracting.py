"""Two databases, and what an extraction between them did."""

from tasks.postgres.database import Database
from tasks.postgres.extracts.files import parse_extract
from tasks.postgres.extracts.run import extract_all
from tasks.postgres.extracts.state import Extracted

ORDERS = """\
-- The orders of the shop.
-- target: sales.orders
-- key: order_id
-- mode: {mode}
-- incremental: updated_at
-- total: gross
select o.order_id, o.total, o.updated_at from shop.orders as o
"""

SHOP = """
create schema shop;
create table shop.orders (order_id bigint, total numeric(10, 2), updated_at timestamptz, note text);
insert into shop.orders values
    (1, 1.50, '2026-01-01 10:00Z'), (2, 2.50, '2026-01-02 10:00Z'), (3, 3.50, '2026-01-02 10:00Z');
"""


def tables(source: Database, target: Database, *, is_full_run: bool = False) -> dict[str, Extracted]:
    """Extract the tables and return what was done by those that had anything to do."""
    done = extract_all(source, target, [], is_full_run=is_full_run)
    return {name: one for name, one in done.items() if one.counts.read or one.counts.changed}


def query(
    source: Database,
    target: Database,
    text: str = ORDERS,
    *,
    mode: str = "incremental",
    name: str = "orders",
    is_full_run: bool = False,
) -> Extracted:
    """Extract one query and return what was done."""
    extract = parse_extract(name, text.replace("{mode}", mode))
    return extract_all(source, target, [extract], is_full_run=is_full_run)[extract.target]


def counted(done: Extracted) -> tuple[str, int, int, int, int, int]:
    """Return mode, and the rows read, inserted, updated, unchanged and removed."""
    counts = done.counts
    return done.mode, counts.read, counts.inserted, counts.updated, counts.unchanged, counts.removed

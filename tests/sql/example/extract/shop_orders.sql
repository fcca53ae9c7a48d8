-- The orders of a shop that has a database of its own, to be joined with what its customers hear.
-- An example: a file like this in sql/extract brings its rows to TARGET with every run, where marts can read them.
-- target: sales.orders
-- key: order_id
-- mode: incremental
-- incremental: updated_at
-- overlap: 2 hours
-- total: gross
select
    o.order_id,
    o.total,
    o.updated_at
from shop.orders as o

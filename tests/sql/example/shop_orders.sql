create schema shop;
create table shop.orders (order_id bigint, total numeric(10, 2), updated_at timestamptz, secret text);
insert into shop.orders (order_id, total, updated_at, secret) values
    (1, 1.5, '2026-01-01 10:00Z', 's'),  -- comes, but not its secret
    (2, null, null, null);  -- comes although it does not say when it changed
insert into expected (order_id, total, updated_at) values
    (1, 1.5, '2026-01-01 10:00Z'),  -- an order
    (2, null, null);  -- one that is not finished

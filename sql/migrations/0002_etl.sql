-- databases: source
-- What the pipeline knows of its own work. Schema etl itself is made with etl.migrations, before the first migration.
create table etl.watermarks (
    resource text not null,
    scope text collate "C" not null,
    value text not null,
    loaded_at timestamptz not null default now(),
    primary key (resource, scope)
);
comment on table etl.watermarks is 'How far each resource has been read: a snapshot id, a time, per subject';

create table etl.capabilities (
    client_id text not null,
    endpoint text not null,
    status text not null check (status in ('available', 'unavailable')),
    http_code int not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (client_id, endpoint)
);
comment on table etl.capabilities is 'What this client id may ask, as the last probe found it; first_seen is when the status last changed';

create table etl.request_budget (
    client_id text not null,
    family text not null,
    hour timestamptz not null,
    calls bigint not null,
    primary key (client_id, family, hour)
);
comment on table etl.request_budget is 'Requests made per endpoint family and hour';

create table etl.rejected_rows (
    run_id text not null,
    resource text not null,
    subject text,
    path text,
    reason text not null,
    raw jsonb,
    rejected_at timestamptz not null default now()
);
comment on table etl.rejected_rows is 'What Spotify sent and no table could keep, with the reason and the JSON path';
create index on etl.rejected_rows (run_id);

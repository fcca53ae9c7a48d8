-- databases: logging
-- The run log as rows; the first six columns are those of the original system.
create table etl.pipeline_logs (
    pipeline_name text not null,
    run_id text not null,
    "timestamp" timestamptz not null default clock_timestamp(),
    status text not null check (status in ('start', 'success', 'deferred', 'fail')),
    config jsonb,
    logs text,
    flow_run_url text,
    duration_seconds double precision,
    tables jsonb,
    requests jsonb,
    error_class text,
    primary key (run_id, status, "timestamp")
);
comment on table etl.pipeline_logs is 'One row when a run starts and one when it ends';

-- databases: source target
-- Whose the lock of tasks/postgres/run_lock.py is, and which runs never came to their end.
create table etl.open_runs (
    run_id text primary key,
    process int not null,
    host text not null,
    since timestamptz not null default clock_timestamp(),
    ended jsonb
);
comment on table etl.open_runs is
    'Runs that work on this database; whoever holds the lock of runs knows that all others here are dead';
comment on column etl.open_runs.run_id is 'The run, as etl.pipeline_logs has it';
comment on column etl.open_runs.process is 'The process of the run, on its host';
comment on column etl.open_runs.since is 'When it began to work';
comment on column etl.open_runs.ended is
    'The last row of its log, where LOGGING was out of reach when it ended; the next run writes it there';

-- databases: target
-- What each build of the marts found, and what it was like: so that a build can be judged by those before it.
create table etl.check_results (
    built_at timestamptz not null,
    check_name text collate "C" not null,
    run_id text not null,
    severity text not null check (severity in ('fail', 'warn')),
    status text not null check (status in ('passed', 'failed', 'error')),
    failing_rows bigint not null,
    sample jsonb not null,
    message text not null,
    seconds double precision not null,
    since timestamptz not null,
    primary key (check_name, built_at)
);
comment on table etl.check_results is 'One row per check and build of the marts, kept for a year, also of a build whose marts were not put in place';
comment on column etl.check_results.built_at is 'The build, as etl.mart_stats has it';
comment on column etl.check_results.run_id is 'The run, as etl.pipeline_logs has it';
comment on column etl.check_results.severity is 'fail keeps the marts of the build before, warn is only shown';
comment on column etl.check_results.status is 'error = the check itself cannot be run, and the marts of the build before stay';
comment on column etl.check_results.sample is 'The first few of the failing rows, long values cut short';
comment on column etl.check_results.message is 'What Postgres said of a check that cannot be run; else empty';
comment on column etl.check_results.seconds is 'How long the check took';
comment on column etl.check_results.since is 'The first build since which every one has found this status; may lie further back than the rows';
create index on etl.check_results (built_at);

create table etl.mart_stats (
    built_at timestamptz not null,
    mart text collate "C" not null,
    column_name text collate "C" not null,
    "rows" bigint not null,
    nulls bigint not null,
    share_of_nulls double precision generated always as (nulls / nullif("rows", 0)::double precision) stored,
    is_in_place boolean not null,
    primary key (built_at, mart, column_name)
);
comment on table etl.mart_stats is 'One row per build, mart and column: how many rows, and how many of these have no value; kept for a year';
comment on column etl.mart_stats.mart is 'The mart, without its schema';
comment on column etl.mart_stats."rows" is 'Rows of the mart';
comment on column etl.mart_stats.nulls is 'Rows that have no value in this column';
comment on column etl.mart_stats.share_of_nulls is 'Nulls among the rows, from 0 to 1; null for a mart without rows';
comment on column etl.mart_stats.is_in_place is 'Whether people got to read these marts; later builds are compared with no others';

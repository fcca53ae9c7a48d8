-- databases: logging
-- What is worth asking of the run log, and the log as one row a run.
alter table etl.pipeline_logs
    add column flow_run_id uuid,
    add column waited_seconds double precision,
    add column watermarks jsonb,
    add column extracts jsonb,
    add column databases jsonb;

update etl.pipeline_logs
set
    flow_run_id = case when run_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then run_id::uuid end,
    flow_run_url = nullif(flow_run_url, ''),
    waited_seconds = (requests ->> 'waited_seconds')::double precision,
    requests = requests - 'waited_seconds',
    tables = tables - 'rejected_rows';

comment on table etl.pipeline_logs is
    'One row when a run starts and one when it ends; a run that waited for another in vain has only its end';
comment on column etl.pipeline_logs.pipeline_name is 'Always spotify-etl, for a table that several pipelines write';
comment on column etl.pipeline_logs.run_id is 'The run: the id of its flow run, where Prefect ran it';
comment on column etl.pipeline_logs."timestamp" is
    'When the row was written; of a killed run the end is when the next run noticed it';
comment on column etl.pipeline_logs.status is
    'start, and then success, deferred (nothing is wrong, a later run goes on) or fail';
comment on column etl.pipeline_logs.config is
    'The parameters of the run and the settings that shaped it; every secret is ********';
comment on column etl.pipeline_logs.logs is 'How the run ended in a sentence, and its notes, one a line';
comment on column etl.pipeline_logs.flow_run_id is 'The id of the flow run; null where there is none';
comment on column etl.pipeline_logs.flow_run_url is
    'The address of the flow run in the UI; null where the Prefect server ended with the run';
comment on column etl.pipeline_logs.duration_seconds is
    'From the start of the work to its end; of a run that waited for another in vain, how long; null of a killed one';
comment on column etl.pipeline_logs.tables is
    'By table of SOURCE: rows read = inserted + updated + unchanged + rejected; removed were stored before';
comment on column etl.pipeline_logs.extracts is 'By extract: what was moved from SOURCE to TARGET; null where these are one';
comment on column etl.pipeline_logs.requests is 'Under by_endpoint: requests to Spotify by kind of endpoint';
comment on column etl.pipeline_logs.waited_seconds is 'Waits that Spotify asked for';
comment on column etl.pipeline_logs.watermarks is
    'What was read up to, before and after: the clock, and by resource the number of watermarks, when the last one '
    'changed, and the latest where they are times';
comment on column etl.pipeline_logs.databases is 'SOURCE and TARGET of the run, each as host:port/name';
comment on column etl.pipeline_logs.error_class is
    'Why it failed or was deferred: the class of the error; Killed where the next run found that it never ended';

create view etl.pipeline_runs as
select
    coalesce(e.pipeline_name, b.pipeline_name) as pipeline_name,
    r.run_id,
    coalesce(b."timestamp", e."timestamp" - make_interval(secs => e.duration_seconds)) as started_at,
    e."timestamp" as ended_at,
    coalesce(e.status, 'unfinished') as status,
    split_part(e.logs, E'\n', 1) as message,
    e.duration_seconds,
    t.rows_read,
    t.rows_written,
    t.rows_rejected,
    q.requests,
    e.waited_seconds,
    e.error_class,
    coalesce(e.config, b.config) ->> 'mode' as mode,
    coalesce(e.databases, b.databases) as databases,
    coalesce(e.flow_run_id, b.flow_run_id) as flow_run_id,
    coalesce(e.flow_run_url, b.flow_run_url) as flow_run_url
from (select distinct run_id from etl.pipeline_logs) as r
left join lateral (
    select * from etl.pipeline_logs as l where l.run_id = r.run_id and l.status = 'start' order by l."timestamp" desc limit 1
) as b on true
left join lateral (
    select * from etl.pipeline_logs as l
    where l.run_id = r.run_id and l.status <> 'start' and l."timestamp" >= coalesce(b."timestamp", '-infinity')
    order by l."timestamp" desc limit 1
) as e on true
left join lateral (
    select
        sum((value ->> 'read')::bigint)::bigint as rows_read,
        sum((value ->> 'inserted')::bigint + (value ->> 'updated')::bigint + (value ->> 'removed')::bigint)::bigint
            as rows_written,
        sum((value ->> 'rejected')::bigint)::bigint as rows_rejected
    from jsonb_each(e.tables)
) as t on true
left join lateral (
    select sum(value::bigint)::bigint as requests from jsonb_each_text(e.requests -> 'by_endpoint') where key <> 'token'
) as q on true
order by started_at desc;

comment on view etl.pipeline_runs is
    'One row a run, the latest first; unfinished = it runs, or was killed and no run has come after it';
comment on column etl.pipeline_runs.started_at is 'When its work began';
comment on column etl.pipeline_runs.ended_at is 'When it ended; of a killed run, when the next noticed it';
comment on column etl.pipeline_runs.message is 'How it ended, in a sentence';
comment on column etl.pipeline_runs.rows_written is 'Rows of SOURCE that were inserted, updated or removed';
comment on column etl.pipeline_runs.requests is 'Requests to Spotify, those for tokens left out';

-- databases: source
-- When the next request may go, for every process that asks in the name of an app; etl.request_budget has how many went.
create table etl.request_limits (
    client_id text collate "C" primary key,
    next_request_at timestamptz not null default now(),
    blocked_until timestamptz,
    blocked_because text
);
comment on table etl.request_limits is 'When an app may ask Spotify again; one row an app, shared by all that ask in its name';
comment on column etl.request_limits.next_request_at is 'The first moment that no process has taken for a request';
comment on column etl.request_limits.blocked_until is 'Spotify is asked nothing before; null or past = it may be asked';
comment on column etl.request_limits.blocked_because is 'What was asked and what Spotify said';

insert into etl.request_limits (client_id, blocked_until, blocked_because)
select w.scope, w.value::timestamptz, 'an earlier run was told so'
from etl.watermarks as w
where w.resource = 'blocked until';

delete from etl.watermarks where resource = 'blocked until';

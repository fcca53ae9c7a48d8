-- databases: source
-- What an app is given, field by field, and what a budget has left for later.
create table etl.filled_fields (
    client_id text not null,
    endpoint text not null,
    path text collate "C" not null,
    objects bigint not null,
    filled bigint not null,
    first_filled timestamptz,
    last_filled timestamptz,
    missed_since timestamptz,
    last_seen timestamptz not null,
    primary key (client_id, endpoint, path)
);
comment on table etl.filled_fields is 'How often each field of the answers of an endpoint was filled when it was last read: the next removal of a field has a date';
comment on column etl.filled_fields.path is 'JSON path from the root of an answer, such as artists[].followers.total';
comment on column etl.filled_fields.objects is 'Objects that could have had the field, in the last run in which one had it; of many answers a sample is counted';
comment on column etl.filled_fields.filled is 'Objects among them where it was there and not null, an empty text or an empty list';

comment on column etl.filled_fields.missed_since is 'When it was first missed where it was to be expected; null = it is there';

-- How often in a row an id could not be read was not counted before.
update etl.watermarks set value = regexp_replace(value, '^(gone|failed) ', '\1 1 ') where value ~ '^(gone|failed) \d{4}-';

create table etl.backlog (
    client_id text not null,
    resource text not null,
    subject text collate "C" not null,
    priority int not null,
    queued_at timestamptz not null default now(),
    primary key (client_id, resource, subject)
);
comment on table etl.backlog is 'What a run wanted and the limits of the app did not allow: asked for first as soon as they do';
comment on column etl.backlog.priority is 'The order in which it would have been read: plays and playlists, then what is unknown, most used first, then what is old';
comment on column etl.backlog.queued_at is 'Since when it waits';

-- databases: source target
-- What SOURCE deleted, so that TARGET can follow, and how far each extract from SOURCE to TARGET has come.
create table etl.deleted_rows (
    table_name text collate "C" not null,
    key jsonb not null,
    deleted_at timestamptz not null default now()
);
comment on table etl.deleted_rows is 'Keys of rows of schema spotify that a load deleted for good, kept for 30 days; what is only closed keeps its row';
comment on column etl.deleted_rows.table_name is 'Schema and name, such as spotify.playlist_items';
comment on column etl.deleted_rows.key is 'The columns of the primary key with their values; the row may have come back since';
create index on etl.deleted_rows (table_name, deleted_at);

create table etl.extracts (
    table_name text collate "C" primary key,
    extract text not null,
    source text not null,
    definition text not null,
    watermark text,
    extracted_at timestamptz not null,
    mode text not null check (mode in ('full', 'incremental')),
    reason text not null,
    read bigint not null,
    inserted bigint not null,
    updated bigint not null,
    unchanged bigint not null,
    removed bigint not null,
    loaded_at timestamptz not null default now()
);
comment on table etl.extracts is 'One row per table that TARGET has from SOURCE, written together with its rows: how far it has come, and what the last extraction did';
comment on column etl.extracts.table_name is 'The table of TARGET, with its schema';
comment on column etl.extracts.extract is 'Where its rows come from: a table of SOURCE, or a file of sql/extract';
comment on column etl.extracts.source is 'The database they come from; another one is read in full';
comment on column etl.extracts.definition is 'Digest of columns and query; others are read in full';
comment on column etl.extracts.watermark is 'Greatest value of the incremental column, never later than the clock of SOURCE; null before there was one';
comment on column etl.extracts.extracted_at is 'When SOURCE was last read, by its clock: deletions since then are still to be followed';
comment on column etl.extracts.reason is 'Why the last extraction was a full one; empty for an incremental one';

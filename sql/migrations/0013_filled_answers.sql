-- databases: source
-- A playlist with 500 entries by Spotify is one answer without a person who added them, not 500 reasons to miss one.
alter table etl.filled_fields add column answers bigint, add column filled_answers bigint;
comment on column etl.filled_fields.answers is
    'Answers with such an object among them, each about an object of its own where the endpoint has an id; null = read before this was counted';
comment on column etl.filled_fields.filled_answers is 'Answers among these in which the field was filled in any object';

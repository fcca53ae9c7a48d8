-- databases: source target
-- What Spotify shows to people who browse and search, day by day. A rank that Spotify leaves empty for an app has no row.
create table spotify.new_releases (
    album_id text collate "C" not null,
    observed_on date not null,
    country text collate "C" not null,
    rank int not null,
    loaded_at timestamptz not null default now(),
    primary key (album_id, observed_on, country)
);
comment on table spotify.new_releases is 'The albums that Spotify puts forward as new, one row per album and day on which the list was read';
comment on column spotify.new_releases.country is 'The country that was asked for; empty where none was, which is all that the endpoint still allows';
comment on column spotify.new_releases.rank is 'Place in the list, from 1';
create index on spotify.new_releases (observed_on);

create table spotify.categories (
    category_id text collate "C" primary key,
    name text,
    image_url text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.categories is 'The categories under which Spotify sorts playlists; one that is no longer shown stays';
comment on column spotify.categories.category_id is 'A word or 22 letters and digits';

create table spotify.category_playlists (
    category_id text collate "C" not null,
    observed_on date not null,
    rank int not null,
    playlist_id text collate "C" not null,
    loaded_at timestamptz not null default now(),
    primary key (category_id, observed_on, rank)
);
comment on table spotify.category_playlists is 'The playlists of a category in their order, one row per rank and day on which the list was read';
comment on column spotify.category_playlists.rank is 'Place in the list, from 1';

create table spotify.featured_playlists (
    observed_on date not null,
    rank int not null,
    playlist_id text collate "C" not null,
    message text,
    loaded_at timestamptz not null default now(),
    primary key (observed_on, rank)
);
comment on table spotify.featured_playlists is 'The playlists that Spotify puts forward, one row per rank and day on which the list was read';
comment on column spotify.featured_playlists.rank is 'Place in the list, from 1';
comment on column spotify.featured_playlists.message is 'What Spotify writes above the list, such as "New Music Friday!"';

create table spotify.search_results (
    query text collate "C" not null,
    item_type text not null check (item_type in ('album', 'artist', 'track', 'playlist', 'show', 'episode', 'audiobook')),
    observed_on date not null,
    rank int not null,
    item_id text collate "C" not null,
    loaded_at timestamptz not null default now(),
    primary key (query, item_type, observed_on, rank)
);
comment on table spotify.search_results is 'What Spotify finds for the selected terms, one row per rank, type of item and day on which they were searched for';
comment on column spotify.search_results.query is 'The terms as they were selected, filters such as year:2001 included';
comment on column spotify.search_results.rank is 'Place among the results of this type, from 1';

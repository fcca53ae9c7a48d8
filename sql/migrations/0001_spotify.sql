-- databases: source target
-- The Spotify objects as rows. Ids are Spotify's own and compare byte by byte; loaded_at moves only when a row changes.
create schema if not exists spotify;
comment on schema spotify is 'What Spotify said, one table per object: the current state, and the history that Spotify does not keep';

create table spotify.users (
    user_id text collate "C" primary key,
    account_id text collate "C",
    display_name text,
    country text,
    product text,
    followers bigint,
    image_url text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.users is 'One row per user met: the listener, owners of playlists, people who added items';
comment on column spotify.users.account_id is 'Immutable id of the account, given for the listener since May 2026';

create table spotify.artists (
    artist_id text collate "C" primary key,
    name text,
    genres text[],
    followers bigint,
    popularity int,
    image_url text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.artists is 'One row per artist; genres, followers, popularity and image are null until the full artist was read and in modes without them';

create table spotify.albums (
    album_id text collate "C" primary key,
    name text,
    album_type text,
    release_date date,
    release_date_text text,
    release_date_precision text,
    total_tracks int,
    label text,
    upc text,
    popularity int,
    image_url text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.albums is 'One row per album; label, upc and popularity come only from the full album';
comment on column spotify.albums.release_date is 'First day that the text and its precision allow; null where Spotify gives no year, as in "0000"';
comment on column spotify.albums.release_date_text is 'The release date exactly as Spotify wrote it';

create table spotify.album_artists (
    album_id text collate "C" not null,
    position int not null,
    artist_id text collate "C" not null,
    loaded_at timestamptz not null default now(),
    primary key (album_id, position)
);
comment on table spotify.album_artists is 'Every credited artist of an album, in the order of the credit, from 1';

create table spotify.tracks (
    track_id text collate "C" primary key,
    name text,
    album_id text collate "C",
    disc_number int,
    track_number int,
    duration_ms int,
    is_explicit boolean,
    isrc text collate "C",
    popularity int,
    relinked_id text collate "C",
    loaded_at timestamptz not null default now()
);
comment on table spotify.tracks is 'One row per track; isrc and popularity come only from the full track, popularity only in extended quota mode';
comment on column spotify.tracks.isrc is 'International Standard Recording Code, upper case';
comment on column spotify.tracks.relinked_id is 'The id Spotify answered with, where it substituted another track for the one that was asked for';

create table spotify.track_artists (
    track_id text collate "C" not null,
    position int not null,
    artist_id text collate "C" not null,
    loaded_at timestamptz not null default now(),
    primary key (track_id, position)
);
comment on table spotify.track_artists is 'Every credited artist of a track, in the order of the credit, from 1';

create table spotify.playlists (
    playlist_id text collate "C" primary key,
    name text,
    description text,
    owner_id text collate "C",
    is_public boolean,
    is_collaborative boolean,
    snapshot_id text collate "C",
    items_total int,
    followers bigint,
    image_url text,
    label text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.playlists is 'One row per playlist that was selected or is in the library of the listener';
comment on column spotify.playlists.label is 'What the selection calls the playlist, for example a country; null when it came from the library';
comment on column spotify.playlists.items_total is 'Number of entries, those that can no longer be played included';

create table spotify.playlist_items (
    playlist_id text collate "C" not null,
    position int not null,
    item_uri text collate "C" not null,
    item_type text not null check (item_type in ('track', 'episode', 'local', 'unavailable')),
    track_id text collate "C",
    episode_id text collate "C",
    name text,
    added_at timestamptz,
    added_by text collate "C",
    is_local boolean not null,
    loaded_at timestamptz not null default now(),
    primary key (playlist_id, position)
);
comment on table spotify.playlist_items is 'The current entries of a playlist, position counted from 0; a track can stand in it more than once';

create table spotify.playlist_item_history (
    playlist_id text collate "C" not null,
    item_uri text collate "C" not null,
    occurrence int not null,
    valid_from timestamptz not null,
    valid_to timestamptz,
    position int not null,
    track_id text collate "C",
    loaded_at timestamptz not null default now(),
    primary key (playlist_id, item_uri, occurrence, valid_from)
);
comment on table spotify.playlist_item_history is 'When an entry was seen at a position of a playlist: from the reading that first saw it to the one that no longer did; a move ends one row and begins the next';
comment on column spotify.playlist_item_history.occurrence is 'Which of several equal entries of one playlist, counted from 1 in the order of position';
comment on column spotify.playlist_item_history.valid_to is 'First reading without it; null = still there';
create index on spotify.playlist_item_history (playlist_id) where valid_to is null;

create table spotify.saved_tracks (
    user_id text collate "C" not null,
    track_id text collate "C" not null,
    added_at timestamptz not null,
    removed_at timestamptz,
    loaded_at timestamptz not null default now(),
    primary key (user_id, track_id, added_at)
);
comment on table spotify.saved_tracks is 'The liked songs of the listener';
comment on column spotify.saved_tracks.removed_at is 'First complete reading without it; null = still saved';

create table spotify.plays (
    user_id text collate "C" not null,
    played_at timestamptz not null,
    item_uri text collate "C" not null,
    track_id text collate "C",
    context_uri text collate "C",
    source text not null,
    loaded_at timestamptz not null default now(),
    primary key (user_id, played_at, item_uri)
);
comment on table spotify.plays is 'One row per play, exact to the millisecond';
comment on column spotify.plays.source is 'Where the play was learnt from: recently-played';

create table spotify.artist_stats (
    artist_id text collate "C" not null,
    observed_on date not null,
    followers bigint,
    popularity int,
    loaded_at timestamptz not null default now(),
    primary key (artist_id, observed_on)
);
comment on table spotify.artist_stats is 'Followers and popularity of an artist as seen on a day; no row in a mode that has neither';

create table spotify.album_stats (
    album_id text collate "C" not null,
    observed_on date not null,
    popularity int,
    loaded_at timestamptz not null default now(),
    primary key (album_id, observed_on)
);
comment on table spotify.album_stats is 'Popularity of an album as seen on a day';

create table spotify.track_stats (
    track_id text collate "C" not null,
    observed_on date not null,
    popularity int,
    loaded_at timestamptz not null default now(),
    primary key (track_id, observed_on)
);
comment on table spotify.track_stats is 'Popularity of a track as seen on a day';

create table spotify.playlist_stats (
    playlist_id text collate "C" not null,
    observed_on date not null,
    followers bigint,
    items_total int,
    loaded_at timestamptz not null default now(),
    primary key (playlist_id, observed_on)
);
comment on table spotify.playlist_stats is 'Followers and length of a playlist as seen on a day';

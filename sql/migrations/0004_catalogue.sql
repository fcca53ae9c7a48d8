-- databases: source target
-- The rest of the catalogue by id: podcasts, audiobooks, what stands beside an artist, and how tracks sound.
create table spotify.shows (
    show_id text collate "C" primary key,
    name text,
    description text,
    publisher text,
    languages text[],
    media_type text,
    is_explicit boolean,
    is_externally_hosted boolean,
    total_episodes int,
    image_url text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.shows is 'One row per show, that is a podcast: selected, saved, or the show of a known episode';
comment on column spotify.shows.publisher is 'Null in development mode since February 2026';
comment on column spotify.shows.total_episodes is 'Number of episodes in the list, those withdrawn included';

create table spotify.episodes (
    episode_id text collate "C" primary key,
    show_id text collate "C",
    name text,
    description text,
    release_date date,
    release_date_text text,
    release_date_precision text,
    duration_ms int,
    is_explicit boolean,
    is_externally_hosted boolean,
    languages text[],
    image_url text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.episodes is 'One row per episode of a show; one that is withdrawn later stays';
comment on column spotify.episodes.release_date is 'First day that the text and its precision allow; null where Spotify gives no year, as in "0000"';
comment on column spotify.episodes.release_date_text is 'The release date exactly as Spotify wrote it';
create index on spotify.episodes (show_id);

create table spotify.audiobooks (
    audiobook_id text collate "C" primary key,
    name text,
    description text,
    publisher text,
    edition text,
    authors text[],
    narrators text[],
    languages text[],
    media_type text,
    is_explicit boolean,
    total_chapters int,
    image_url text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.audiobooks is 'One row per audiobook: selected, saved, or the audiobook of a known chapter';
comment on column spotify.audiobooks.authors is 'Names in the order of the credit; Spotify has no ids for them';
comment on column spotify.audiobooks.publisher is 'Null in development mode since February 2026';

create table spotify.chapters (
    chapter_id text collate "C" primary key,
    audiobook_id text collate "C",
    chapter_number int,
    name text,
    description text,
    release_date date,
    release_date_text text,
    release_date_precision text,
    duration_ms int,
    is_explicit boolean,
    languages text[],
    image_url text,
    loaded_at timestamptz not null default now()
);
comment on table spotify.chapters is 'One row per chapter of an audiobook, as the last complete reading of the audiobook listed them';
comment on column spotify.chapters.chapter_number is 'Counted from 0, the opening credits';
comment on column spotify.chapters.release_date is 'First day that the text and its precision allow; null where Spotify gives no year, as in "0000"';
comment on column spotify.chapters.release_date_text is 'The release date exactly as Spotify wrote it';
create index on spotify.chapters (audiobook_id);

create table spotify.artist_top_tracks (
    artist_id text collate "C" not null,
    market text collate "C" not null,
    observed_on date not null,
    rank int not null,
    track_id text collate "C" not null,
    loaded_at timestamptz not null default now(),
    primary key (artist_id, market, observed_on, rank)
);
comment on table spotify.artist_top_tracks is 'The most popular tracks of a selected artist in a market on a day, ranked from 1';
comment on column spotify.artist_top_tracks.market is 'ISO 3166-1 alpha-2; empty where none was asked for and the country of the listener decided';

create table spotify.related_artists (
    artist_id text collate "C" not null,
    rank int not null,
    related_artist_id text collate "C" not null,
    loaded_at timestamptz not null default now(),
    primary key (artist_id, rank)
);
comment on table spotify.related_artists is 'The artists that Spotify thinks like a selected artist, ranked from 1; only for apps with extended quota since before November 2024';

create table spotify.audio_features (
    track_id text collate "C" primary key,
    danceability double precision,
    energy double precision,
    key int,
    loudness double precision,
    mode int,
    speechiness double precision,
    acousticness double precision,
    instrumentalness double precision,
    liveness double precision,
    valence double precision,
    tempo double precision,
    time_signature int,
    duration_ms int,
    loaded_at timestamptz not null default now()
);
comment on table spotify.audio_features is 'How a track sounds, one row per track that was analysed; shares from 0 to 1; only for apps with extended quota since before November 2024';
comment on column spotify.audio_features.key is 'Semitones from C; -1 = none was heard';
comment on column spotify.audio_features.loudness is 'Average in decibels';
comment on column spotify.audio_features.mode is '1 = major, 0 = minor';
comment on column spotify.audio_features.tempo is 'Beats a minute';
comment on column spotify.audio_features.time_signature is 'Beats in a bar';

create table spotify.audio_analysis (
    track_id text collate "C" primary key,
    duration_seconds double precision,
    end_of_fade_in_seconds double precision,
    start_of_fade_out_seconds double precision,
    loudness double precision,
    tempo double precision,
    tempo_confidence double precision,
    key int,
    key_confidence double precision,
    mode int,
    mode_confidence double precision,
    time_signature int,
    time_signature_confidence double precision,
    section_count int,
    bar_count int,
    beat_count int,
    tatum_count int,
    segment_count int,
    loaded_at timestamptz not null default now()
);
comment on table spotify.audio_analysis is 'The structure of a track, one row per selected track that was analysed; only for apps with extended quota since before November 2024';
comment on column spotify.audio_analysis.key is 'Semitones from C; -1 = none was heard';
comment on column spotify.audio_analysis.mode is '1 = major, 0 = minor, -1 = not to be told';
comment on column spotify.audio_analysis.segment_count is 'Stretches of a constant sound; what is known of each is not kept';

create table spotify.audio_analysis_sections (
    track_id text collate "C" not null,
    position int not null,
    start_seconds double precision,
    duration_seconds double precision,
    confidence double precision,
    loudness double precision,
    tempo double precision,
    tempo_confidence double precision,
    key int,
    key_confidence double precision,
    mode int,
    mode_confidence double precision,
    time_signature int,
    time_signature_confidence double precision,
    loaded_at timestamptz not null default now(),
    primary key (track_id, position)
);
comment on table spotify.audio_analysis_sections is 'The sections of an analysed track, such as verse and chorus, in their order from 1';
comment on column spotify.audio_analysis_sections.confidence is 'How sure it is that a section begins here, 0 to 1';

create table spotify.markets (
    market text collate "C" primary key,
    loaded_at timestamptz not null default now()
);
comment on table spotify.markets is 'The countries in which Spotify is to be had today, by ISO 3166-1 alpha-2 code, and XK for Kosovo';

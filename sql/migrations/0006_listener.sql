-- databases: source target
-- What the listener has saved, follows, plays most and plays just now.
create table spotify.saved_albums (
    user_id text collate "C" not null,
    album_id text collate "C" not null,
    added_at timestamptz not null,
    removed_at timestamptz,
    loaded_at timestamptz not null default now(),
    primary key (user_id, album_id, added_at)
);
comment on table spotify.saved_albums is 'The albums that the listener has saved';
comment on column spotify.saved_albums.removed_at is 'First complete reading without it; null = still saved';

create table spotify.saved_shows (
    user_id text collate "C" not null,
    show_id text collate "C" not null,
    added_at timestamptz not null,
    removed_at timestamptz,
    loaded_at timestamptz not null default now(),
    primary key (user_id, show_id, added_at)
);
comment on table spotify.saved_shows is 'The podcasts that the listener has saved';
comment on column spotify.saved_shows.removed_at is 'First complete reading without it; null = still saved';

create table spotify.saved_episodes (
    user_id text collate "C" not null,
    episode_id text collate "C" not null,
    added_at timestamptz not null,
    removed_at timestamptz,
    loaded_at timestamptz not null default now(),
    primary key (user_id, episode_id, added_at)
);
comment on table spotify.saved_episodes is 'The episodes of podcasts that the listener has saved';
comment on column spotify.saved_episodes.removed_at is 'First complete reading without it; null = still saved';

-- An answer may leave out when an audiobook was saved. Were that time part of the key, every reading without it would be
-- another saving; an interval stays the same one for as long as the audiobook is there.
create table spotify.saved_audiobooks (
    user_id text collate "C" not null,
    audiobook_id text collate "C" not null,
    valid_from timestamptz not null,
    valid_to timestamptz,
    loaded_at timestamptz not null default now(),
    primary key (user_id, audiobook_id, valid_from)
);
comment on table spotify.saved_audiobooks is 'The audiobooks that the listener has saved';
comment on column spotify.saved_audiobooks.valid_from is 'When it was saved, or where the answer did not say so the reading that first saw it';
comment on column spotify.saved_audiobooks.valid_to is 'First complete reading without it; null = still saved';

create table spotify.followed_artists (
    user_id text collate "C" not null,
    artist_id text collate "C" not null,
    valid_from timestamptz not null,
    valid_to timestamptz,
    loaded_at timestamptz not null default now(),
    primary key (user_id, artist_id, valid_from)
);
comment on table spotify.followed_artists is 'The artists whom the listener follows; Spotify does not tell since when';
comment on column spotify.followed_artists.valid_from is 'The reading that first saw it';
comment on column spotify.followed_artists.valid_to is 'First complete reading without it; null = still followed';

create table spotify.top_items (
    user_id text collate "C" not null,
    observed_on date not null,
    item_type text not null check (item_type in ('artist', 'track')),
    time_range text not null check (time_range in ('short_term', 'medium_term', 'long_term')),
    rank int not null,
    item_id text collate "C" not null,
    loaded_at timestamptz not null default now(),
    primary key (user_id, observed_on, item_type, time_range, rank)
);
comment on table spotify.top_items is 'The artists and tracks that the listener plays most, as Spotify ranks them on a day, the first fifty of each range';
comment on column spotify.top_items.time_range is 'short_term: about four weeks, medium_term: six months, long_term: a year';
comment on column spotify.top_items.rank is 'Place in the ranking, from 1';

create table spotify.playback_states (
    user_id text collate "C" not null,
    observed_at timestamptz not null,
    item_uri text collate "C",
    item_type text,
    track_id text collate "C",
    episode_id text collate "C",
    context_uri text collate "C",
    is_playing boolean,
    progress_ms int,
    device_type text,
    shuffle_state boolean,
    repeat_state text,
    loaded_at timestamptz not null default now(),
    primary key (user_id, observed_at)
);
comment on table spotify.playback_states is 'What the listener was playing when a run asked, or had paused; no row where nothing was active';
comment on column spotify.playback_states.item_uri is 'Null where something plays that is neither track nor episode, such as an advertisement';
comment on column spotify.playback_states.item_type is 'track, episode or local; without an item what Spotify says instead: ad or unknown';
comment on column spotify.playback_states.episode_id is 'The episode, or the chapter of an audiobook, which Spotify gives as an episode of a show';

create table spotify.queue_items (
    user_id text collate "C" not null,
    observed_at timestamptz not null,
    position int not null,
    item_uri text collate "C" not null,
    item_type text not null check (item_type in ('track', 'episode', 'local', 'unavailable')),
    track_id text collate "C",
    episode_id text collate "C",
    loaded_at timestamptz not null default now(),
    primary key (user_id, observed_at, position)
);
comment on table spotify.queue_items is 'What was to be played next when a run asked, in its order; the item that was playing is in playback_states';
comment on column spotify.queue_items.position is 'Place in the queue, from 1';

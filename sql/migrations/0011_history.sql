-- databases: source target
-- What was so on a day: functions on the history, and since when and how completely that history is known.
create table spotify.play_coverage (
    user_id text collate "C" not null,
    began_at timestamptz not null,
    ended_at timestamptz not null check (ended_at >= began_at),
    is_covered boolean not null,
    loaded_at timestamptz not null default now(),
    primary key (user_id, began_at)
);
comment on table spotify.play_coverage is 'Which stretches of time the readings of a listener''s plays cover, and in which between them plays may be lost; each begins where the one before ends';
comment on column spotify.play_coverage.is_covered is 'False for a gap: more was played than the about fifty plays that Spotify tells at a time';

create view etl.coverage as
select user_id, began_at, ended_at, case when is_covered then 'covered' else 'gap' end as status, loaded_at
from spotify.play_coverage;
comment on view etl.coverage is 'spotify.play_coverage in words: covered or gap';

create table spotify.library_readings (
    user_id text collate "C" not null,
    list_name text collate "C" not null,
    first_read_at timestamptz not null,
    loaded_at timestamptz not null default now(),
    primary key (user_id, list_name)
);
comment on table spotify.library_readings is 'Since when a list of the listener''s is known: of the time before, Spotify does not say what was removed';
comment on column spotify.library_readings.list_name is 'The name of the table, such as saved_tracks';
comment on column spotify.library_readings.first_read_at is 'The first reading of the whole list';

-- The bodies are texts and name every schema: so they are planned with the query around them, which finds its index,
-- and outlive a table that is replaced.
create function spotify.end_of_day(day date) returns timestamptz
language sql immutable as $$
    select (end_of_day.day + 1)::timestamp at time zone 'UTC'
$$;
comment on function spotify.end_of_day is 'The moment at which a day is over, in UTC';

create function spotify.playlist_as_of(playlist_id text, day date)
returns table (
    "position" int, item_uri text, occurrence int, track_id text, valid_from timestamptz, valid_to timestamptz
)
language sql stable as $$
    select h.position, h.item_uri, h.occurrence, h.track_id, h.valid_from, h.valid_to
    from spotify.playlist_item_history as h
    where h.playlist_id = playlist_as_of.playlist_id
        and h.valid_from < spotify.end_of_day(playlist_as_of.day)
        and (h.valid_to is null or h.valid_to >= spotify.end_of_day(playlist_as_of.day))
    order by h.position
$$;
comment on function spotify.playlist_as_of is 'The entries of a playlist at the end of a day in UTC, in their order; none before its first reading';

create function spotify.saved_tracks_as_of(user_id text, day date)
returns table (track_id text, added_at timestamptz)
language sql stable as $$
    select s.track_id, s.added_at
    from spotify.saved_tracks as s
    inner join spotify.library_readings as r on r.user_id = s.user_id and r.list_name = 'saved_tracks'
    where s.user_id = saved_tracks_as_of.user_id
        and r.first_read_at < spotify.end_of_day(saved_tracks_as_of.day)
        and s.added_at < spotify.end_of_day(saved_tracks_as_of.day)
        and (s.removed_at is null or s.removed_at >= spotify.end_of_day(saved_tracks_as_of.day))
    order by s.added_at desc, s.track_id
$$;
comment on function spotify.saved_tracks_as_of is 'The liked songs at the end of a day in UTC, latest first; none before the first reading';

create function spotify.saved_albums_as_of(user_id text, day date)
returns table (album_id text, added_at timestamptz)
language sql stable as $$
    select s.album_id, s.added_at
    from spotify.saved_albums as s
    inner join spotify.library_readings as r on r.user_id = s.user_id and r.list_name = 'saved_albums'
    where s.user_id = saved_albums_as_of.user_id
        and r.first_read_at < spotify.end_of_day(saved_albums_as_of.day)
        and s.added_at < spotify.end_of_day(saved_albums_as_of.day)
        and (s.removed_at is null or s.removed_at >= spotify.end_of_day(saved_albums_as_of.day))
    order by s.added_at desc, s.album_id
$$;
comment on function spotify.saved_albums_as_of is 'The albums saved at the end of a day in UTC, latest first; none before the first reading';

create function spotify.saved_shows_as_of(user_id text, day date)
returns table (show_id text, added_at timestamptz)
language sql stable as $$
    select s.show_id, s.added_at
    from spotify.saved_shows as s
    inner join spotify.library_readings as r on r.user_id = s.user_id and r.list_name = 'saved_shows'
    where s.user_id = saved_shows_as_of.user_id
        and r.first_read_at < spotify.end_of_day(saved_shows_as_of.day)
        and s.added_at < spotify.end_of_day(saved_shows_as_of.day)
        and (s.removed_at is null or s.removed_at >= spotify.end_of_day(saved_shows_as_of.day))
    order by s.added_at desc, s.show_id
$$;
comment on function spotify.saved_shows_as_of is 'The podcasts saved at the end of a day in UTC, latest first; none before the first reading';

create function spotify.saved_episodes_as_of(user_id text, day date)
returns table (episode_id text, added_at timestamptz)
language sql stable as $$
    select s.episode_id, s.added_at
    from spotify.saved_episodes as s
    inner join spotify.library_readings as r on r.user_id = s.user_id and r.list_name = 'saved_episodes'
    where s.user_id = saved_episodes_as_of.user_id
        and r.first_read_at < spotify.end_of_day(saved_episodes_as_of.day)
        and s.added_at < spotify.end_of_day(saved_episodes_as_of.day)
        and (s.removed_at is null or s.removed_at >= spotify.end_of_day(saved_episodes_as_of.day))
    order by s.added_at desc, s.episode_id
$$;
comment on function spotify.saved_episodes_as_of is 'The episodes saved at the end of a day in UTC, latest first; none before the first reading';

create function spotify.saved_audiobooks_as_of(user_id text, day date)
returns table (audiobook_id text, valid_from timestamptz)
language sql stable as $$
    select s.audiobook_id, s.valid_from
    from spotify.saved_audiobooks as s
    inner join spotify.library_readings as r on r.user_id = s.user_id and r.list_name = 'saved_audiobooks'
    where s.user_id = saved_audiobooks_as_of.user_id
        and r.first_read_at < spotify.end_of_day(saved_audiobooks_as_of.day)
        and s.valid_from < spotify.end_of_day(saved_audiobooks_as_of.day)
        and (s.valid_to is null or s.valid_to >= spotify.end_of_day(saved_audiobooks_as_of.day))
    order by s.valid_from desc, s.audiobook_id
$$;
comment on function spotify.saved_audiobooks_as_of is 'The audiobooks saved at the end of a day in UTC, latest first; none before the first reading';

create function spotify.followed_artists_as_of(user_id text, day date)
returns table (artist_id text, valid_from timestamptz)
language sql stable as $$
    select s.artist_id, s.valid_from
    from spotify.followed_artists as s
    inner join spotify.library_readings as r on r.user_id = s.user_id and r.list_name = 'followed_artists'
    where s.user_id = followed_artists_as_of.user_id
        and r.first_read_at < spotify.end_of_day(followed_artists_as_of.day)
        and s.valid_from < spotify.end_of_day(followed_artists_as_of.day)
        and (s.valid_to is null or s.valid_to >= spotify.end_of_day(followed_artists_as_of.day))
    order by s.valid_from desc, s.artist_id
$$;
comment on function spotify.followed_artists_as_of is 'The artists followed at the end of a day in UTC, latest first; none before the first reading';

create function spotify.top_items_as_of(user_id text, day date)
returns table (item_type text, time_range text, rank int, item_id text, observed_on date)
language sql stable as $$
    select t.item_type, t.time_range, t.rank, t.item_id, t.observed_on
    from spotify.top_items as t
    inner join (
        select l.item_type, l.time_range, max(l.observed_on) as observed_on
        from spotify.top_items as l
        where l.user_id = top_items_as_of.user_id and l.observed_on <= top_items_as_of.day
        group by l.item_type, l.time_range
    ) as latest
        on latest.item_type = t.item_type
        and latest.time_range = t.time_range
        and latest.observed_on = t.observed_on
    where t.user_id = top_items_as_of.user_id
    order by t.item_type, t.time_range, t.rank
$$;
comment on function spotify.top_items_as_of is 'The rankings of a listener as they were last seen on a day or before it';

-- The id is a parameter because a column of a result has no collation "C", and a condition on it would find no index.
create function spotify.artist_stats_as_of(day date, artist_id text default null)
returns table (artist_id text, observed_on date, followers bigint, popularity int)
language sql stable as $$
    select distinct on (s.artist_id) s.artist_id, s.observed_on, s.followers, s.popularity
    from spotify.artist_stats as s
    where s.observed_on <= artist_stats_as_of.day
        and (artist_stats_as_of.artist_id is null or s.artist_id = artist_stats_as_of.artist_id)
    order by s.artist_id, s.observed_on desc
$$;
comment on function spotify.artist_stats_as_of is 'Followers and popularity of every artist, each as last seen on a day or before it; of one alone where its id is given';

create function spotify.album_stats_as_of(day date, album_id text default null)
returns table (album_id text, observed_on date, popularity int)
language sql stable as $$
    select distinct on (s.album_id) s.album_id, s.observed_on, s.popularity
    from spotify.album_stats as s
    where s.observed_on <= album_stats_as_of.day
        and (album_stats_as_of.album_id is null or s.album_id = album_stats_as_of.album_id)
    order by s.album_id, s.observed_on desc
$$;
comment on function spotify.album_stats_as_of is 'The popularity of every album, each as last seen on a day or before it; of one alone where its id is given';

create function spotify.track_stats_as_of(day date, track_id text default null)
returns table (track_id text, observed_on date, popularity int)
language sql stable as $$
    select distinct on (s.track_id) s.track_id, s.observed_on, s.popularity
    from spotify.track_stats as s
    where s.observed_on <= track_stats_as_of.day
        and (track_stats_as_of.track_id is null or s.track_id = track_stats_as_of.track_id)
    order by s.track_id, s.observed_on desc
$$;
comment on function spotify.track_stats_as_of is 'The popularity of every track, each as last seen on a day or before it; of one alone where its id is given';

create function spotify.playlist_stats_as_of(day date, playlist_id text default null)
returns table (playlist_id text, observed_on date, followers bigint, items_total int)
language sql stable as $$
    select distinct on (s.playlist_id) s.playlist_id, s.observed_on, s.followers, s.items_total
    from spotify.playlist_stats as s
    where s.observed_on <= playlist_stats_as_of.day
        and (playlist_stats_as_of.playlist_id is null or s.playlist_id = playlist_stats_as_of.playlist_id)
    order by s.playlist_id, s.observed_on desc
$$;
comment on function spotify.playlist_stats_as_of is 'Followers and length of every playlist, each as last seen on a day or before it; of one alone where its id is given';

-- From the tables of the archive (schema raw, see archive_world.py) to the tables of spotify, %(times)s times as large.
--
-- Real: what was in a playlist on a day and in what order, who is credited for what, names, durations. Made up, as a
-- function of the id: genres, release dates, statistics, audio features, listeners and what these do. Every further
-- time brings copies of all playlists and listeners, in which half of the tracks, albums and artists are the ones that
-- were there already: so what many playlists share grows as well, as it does when one follows more of them.
create function raw.own(id text, copy int) returns text language sql immutable
return case when copy = 0 then id else substr(md5(copy || id), 1, 22) end;

create function raw.shared(id text, copy int) returns text language sql immutable
return case when copy = 0 or hashtext(id) % 2 = 0 then id else substr(md5(copy || id), 1, 22) end;

create function raw.draw(what text, below int) returns int language sql immutable
return (hashtextextended(what, 7) & 9223372036854775807) % below;

create table raw.copies as select generate_series(0, %(times)s - 1) as copy;

create table raw.listeners as
select substr(md5('listener ' || n), 1, 22) as user_id, n as listener from generate_series(1, 3 * %(times)s) as n;

insert into spotify.users (user_id, display_name, country, product)
select user_id, 'Listener ' || listener, 'DE', 'premium' from raw.listeners;

insert into spotify.artists (artist_id, name, genres, followers, popularity)
select distinct
    raw.shared(a.artist_id, c.copy), a.name,
    array['genre ' || raw.draw(a.artist_id, 60), 'genre ' || 60 + raw.draw(a.artist_id || 'b', 60)],
    raw.draw(a.artist_id, 1000000), raw.draw(a.artist_id, 101)
from raw.artists as a cross join raw.copies as c;

insert into spotify.albums (album_id, name, album_type, release_date, release_date_text, release_date_precision, label)
select distinct
    raw.shared(a.album_id, c.copy), a.name, (array['album', 'single', 'compilation'])[1 + raw.draw(a.album_id, 3)],
    date '2021-05-09' - raw.draw(a.album_id, 4000), (date '2021-05-09' - raw.draw(a.album_id, 4000))::text, 'day',
    'Label ' || raw.draw(a.album_id, 200)
from raw.albums as a cross join raw.copies as c;

insert into spotify.tracks (track_id, name, album_id, disc_number, track_number, duration_ms, is_explicit, isrc, popularity)
select distinct on (raw.shared(t.track_id, c.copy))
    raw.shared(t.track_id, c.copy), t.name, raw.shared(t.album_id, c.copy), 1, 1 + raw.draw(t.track_id, 15),
    t.duration_ms, raw.draw(t.track_id, 3) = 0,
    'DEA' || lpad(raw.draw(raw.shared(t.track_id, c.copy), 999999999)::text, 9, '0'), raw.draw(t.track_id, 101)
from raw.tracks as t cross join raw.copies as c;

insert into spotify.track_artists (track_id, position, artist_id)
select distinct on (1, 2) raw.shared(t.track_id, c.copy), a.position, raw.shared(a.artist_id, c.copy)
from raw.tracks as t
cross join raw.copies as c
cross join unnest(string_to_array(t.artist_ids, ';')) with ordinality as a (artist_id, position)
order by 1, 2;

insert into spotify.album_artists (album_id, position, artist_id)
select distinct on (1, 2) raw.shared(l.album_id, c.copy), a.position, raw.shared(a.artist_id, c.copy)
from raw.albums as l
cross join raw.copies as c
cross join unnest(string_to_array(l.artist_ids, ';')) with ordinality as a (artist_id, position)
order by 1, 2;

-- Each snapshot is a reading at noon of its day.
create table raw.entries as
select
    s.playlist_id, s.track_id, s.position, n.number, n.day::timestamp at time zone 'UTC' + interval '12 hours' as read_at,
    row_number() over (partition by s.playlist_id, n.number, s.track_id order by s.position) as occurrence
from raw.snapshots as s
inner join (
    select playlist_id, day, row_number() over (partition by playlist_id order by day) as number
    from (select distinct playlist_id, day from raw.snapshots) as d
) as n on n.playlist_id = s.playlist_id and n.day = s.day;

create table raw.readings as select distinct playlist_id, number, read_at from raw.entries;

create table raw.history as
select
    i.playlist_id, i.track_id, i.occurrence, i.position, i.valid_from, r.read_at as valid_to
from (
    select
        playlist_id, track_id, occurrence, position, min(read_at) as valid_from, max(number) as last_number
    from (
        select
            e.*,
            e.number - row_number() over (
                partition by e.playlist_id, e.track_id, e.occurrence, e.position order by e.number
            ) as island
        from raw.entries as e
    ) as e
    group by playlist_id, track_id, occurrence, position, island
) as i
left join raw.readings as r on r.playlist_id = i.playlist_id and r.number = i.last_number + 1;

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id)
select
    raw.own(h.playlist_id, c.copy), 'spotify:track:' || raw.shared(h.track_id, c.copy), h.occurrence, h.valid_from,
    h.valid_to, h.position, raw.shared(h.track_id, c.copy)
from raw.history as h cross join raw.copies as c;

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, name, added_at, is_local)
select h.playlist_id, h.position, h.item_uri, 'track', h.track_id, t.name, h.valid_from, false
from spotify.playlist_item_history as h
left join spotify.tracks as t on t.track_id = h.track_id
where h.valid_to is null;

-- A third of the playlists has a label, one of ten; the listeners own a few.
insert into spotify.playlists (playlist_id, name, owner_id, is_public, items_total, followers, label, snapshot_id)
select
    raw.own(p.playlist_id, c.copy), p.name || repeat(' ' || c.copy, sign(c.copy)::int),
    case
        when raw.draw(p.playlist_id, 50) = 0
            then (select l.user_id from raw.listeners as l where l.listener = 1 + 3 * c.copy + raw.draw(p.name, 3))
        else 'spotify'
    end,
    true, i.items, raw.draw(p.playlist_id, 1000000),
    case when raw.draw(p.playlist_id, 3) = 0 then 'Region ' || raw.draw(p.name, 10) end, 'x'
from raw.playlists as p
cross join raw.copies as c
inner join (
    select playlist_id, count(*) as items from spotify.playlist_items group by playlist_id
) as i on i.playlist_id = raw.own(p.playlist_id, c.copy);

insert into spotify.playlist_stats (playlist_id, observed_on, followers, items_total)
select
    raw.own(e.playlist_id, c.copy), e.read_at::date, raw.draw(e.playlist_id, 1000000) + e.number * 10, e.items
from (
    select playlist_id, read_at, number, count(*) as items from raw.entries group by playlist_id, read_at, number
) as e
cross join raw.copies as c;

insert into spotify.artist_stats (artist_id, observed_on, followers, popularity)
select a.artist_id, date '2021-05-09' - n, a.followers - n * 10, greatest(a.popularity - n / 100, 0)
from (select * from spotify.artists order by md5(artist_id) limit 1000 * %(times)s) as a
cross join generate_series(0, 364) as n;

insert into spotify.track_stats (track_id, observed_on, popularity)
select t.track_id, date '2021-05-09' - n, greatest(t.popularity - n / 100, 0)
from (select * from spotify.tracks order by md5(track_id) limit 1000 * %(times)s) as t
cross join generate_series(0, 364) as n;

insert into spotify.audio_features (
    track_id, danceability, energy, key, loudness, mode, speechiness, acousticness, instrumentalness, liveness, valence,
    tempo, time_signature, duration_ms
)
select
    t.track_id, d.draw, d.draw, raw.draw(t.track_id, 12), -60 * d.draw, raw.draw(t.track_id, 2), d.draw, d.draw, d.draw,
    d.draw, d.draw, 60 + 120 * d.draw, 4, t.duration_ms
from spotify.tracks as t
cross join lateral (select raw.draw(t.track_id, 1000) / 1000.0 as draw) as d
where raw.draw(t.track_id, 2) = 0;

-- Forty plays a day for two years, more of some tracks than of others.
create table raw.numbered as
select t.track_id, (row_number() over (order by md5(t.track_id)))::int as number from spotify.tracks as t;
create unique index on raw.numbered (number);

insert into spotify.plays (user_id, played_at, item_uri, track_id, source)
select
    l.user_id, timestamptz '2019-05-10 06:00+00' + d * interval '1 day' + n * interval '23 minutes',
    'spotify:track:' || t.track_id, t.track_id, 'recently-played'
from raw.listeners as l
cross join generate_series(0, 729) as d
cross join generate_series(1, 40) as n
inner join raw.numbered as t
    on t.number = 1 + floor(20000 * power(raw.draw(l.user_id || d || '-' || n, 100000) / 100000.0, 3))::int;

insert into spotify.play_coverage (user_id, began_at, ended_at, is_covered)
select
    l.user_id, timestamptz '2019-05-10 00:00+00' + w * interval '7 days',
    timestamptz '2019-05-10 00:00+00' + (w + 1) * interval '7 days', w % 10 > 0
from raw.listeners as l cross join generate_series(0, 104) as w;

insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at)
select
    l.user_id, t.track_id, timestamptz '2019-06-01 00:00+00' + n * interval '5 hours',
    case when n % 10 = 0 then timestamptz '2021-05-01 00:00+00' end
from raw.listeners as l
cross join generate_series(1, 2000) as n
inner join raw.numbered as t on t.number = 1 + (n * 31 + l.listener * 977) % 60000;

insert into spotify.library_readings (user_id, list_name, first_read_at)
select user_id, 'saved_tracks', timestamptz '2019-05-10 00:00+00' from raw.listeners;

insert into spotify.followed_artists (user_id, artist_id, valid_from)
select distinct l.user_id, a.artist_id, timestamptz '2019-06-01 00:00+00'
from raw.listeners as l
inner join (select artist_id, row_number() over (order by md5(artist_id)) as number from spotify.artists) as a
    on (a.number + l.listener * 300) % 30000 < 200;

insert into spotify.top_items (user_id, observed_on, item_type, time_range, rank, item_id)
select l.user_id, date '2021-05-09', 'track', 'short_term', n, t.track_id
from raw.listeners as l
cross join generate_series(1, 50) as n
inner join raw.numbered as t on t.number = (l.listener * 31) % 1000 + n;

insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- second in the credit
    ('a2', 'Bo');  -- first in the credit

insert into spotify.albums (album_id, name, album_type, release_date, release_date_precision, label) values
    ('d1', 'First', 'ALBUM', '2026-02-20', 'day', null),  -- in a playlist before anybody looked
    ('d2', 'Second', 'single', '2026-03-03', 'day', 'Company'),  -- taken up two days later, and gone again
    ('d3', 'Third', 'single', '2026-03-06', 'day', null),  -- a playlist had it a day early
    ('d4', null, null, '2026-03-01', 'month', null),  -- out in March, on whatever day
    ('d5', 'Fifth', 'album', '2026-04-01', 'month', null),  -- not before April
    ('d6', 'Sixth', 'album', '2026-01-01', 'year', null),  -- maybe out, maybe not
    ('d7', 'Seventh', 'album', '2025-01-01', 'year', null),  -- long out
    ('d8', 'Eighth', 'album', '2026-03-22', 'day', null),  -- tomorrow
    ('d9', 'Ninth', 'album', '2026-03-21', 'day', null),  -- on the day of the newest reading
    ('d10', 'Tenth', 'album', '2026-02-22', 'day', null),  -- the first of the 28 days
    ('d11', 'Eleventh', 'album', '2026-02-21', 'day', null),  -- the day before them
    ('d12', 'Twelfth', 'album', '2026-02-01', 'month', null),  -- out, maybe in the 28 days
    ('d0', 'Undated', 'album', null, null, null);  -- without a date: no row

insert into spotify.album_artists (album_id, position, artist_id) values
    ('d1', 2, 'a1'),  -- named second
    ('d1', 1, 'a2'),  -- named first
    ('d2', 1, 'a9');  -- never read

insert into spotify.tracks (track_id, name, album_id) values
    ('t1', 'One', 'd1'),  -- on the first
    ('t2', 'Two', 'd2'),  -- on the second
    ('t3', 'Three', 'd3'),  -- on the third
    ('t5', 'Five', 'd1');  -- in no playlist

insert into spotify.track_artists (track_id, position, artist_id) values
    ('t1', 1, 'a1'),  -- all is known of it
    ('t5', 1, 'a1');  -- of this too, and nobody asks

insert into spotify.new_releases (album_id, observed_on, country, rank) values
    ('d2', '2026-03-03', 'SE', 7),  -- put forward in Sweden
    ('d2', '2026-03-04', 'SE', 4),  -- higher the next day
    ('d2', '2026-03-04', 'DE', 9),  -- and in Germany
    ('d3', '2026-03-06', '', 1),  -- put forward where Spotify chose
    ('d0', '2026-03-06', '', 2);  -- without a date

insert into spotify.playlists (playlist_id, name, label) values
    ('p1', 'Top 50 - Germany', 'Germany'),  -- first read on the first
    ('p2', 'Top 50 - France', 'France'),  -- first read on the second
    ('p3', 'Mine', null);  -- first read on the last day, of no label

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-11Z', 4, 't1'),  -- there at the first reading: since when, nobody knows
    ('p1', 'spotify:track:t1', 1, '2026-03-11Z', null, 3, 't1'),  -- moved: neither out nor in
    ('p1', 'spotify:track:t1', 2, '2026-03-05Z', '2026-03-11Z', 9, 't1'),  -- a copy beside it: the same playlist
    ('p1', 'spotify:track:t2', 1, '2026-03-05Z', '2026-03-07Z', 2, 't2'),  -- two days
    ('p1', 'spotify:track:t2', 1, '2026-03-11Z', '2026-03-21Z', 1, 't2'),  -- and once more ten
    ('p1', 'spotify:local:x', 1, '2026-03-01Z', null, 0, null),  -- no track
    ('p1', 'spotify:episode:e1', 1, '2026-03-01Z', null, 5, null),  -- no track
    ('p2', 'spotify:track:t1', 1, '2026-03-02Z', '2026-03-05Z', 0, 't1'),  -- three days beside the first playlist
    ('p2', 'spotify:track:t2', 1, '2026-03-05Z', '2026-03-21Z', 6, 't2'),  -- sixteen days beside the first playlist
    ('p2', 'spotify:track:t3', 1, '2026-03-05Z', '2026-03-21Z', 7, 't3'),  -- gone when the next one has it
    ('p3', 'spotify:track:t3', 1, '2026-03-21Z', null, 2, 't3'),  -- there at the first reading of this one, known before
    ('p3', 'spotify:track:t4', 1, '2026-03-21Z', null, 8, 't4');  -- of no length yet

insert into expected (album_id, album_name, artist_names, album_type, record_label, release_date, release_date_precision, is_upcoming, is_recent, age_days, first_seen_in_playlist_at, days_to_first_playlist, playlist_count, track_count, new_release_rank, countries, details_coverage) values
    ('d1', 'First', 'Bo, Ana', 'album', null, '2026-02-20', 'day', false, false, 29, '2026-03-01 00:00Z', null, 1, 1, null, null, 0.250),  -- there at the first reading: days unknown
    ('d10', 'Tenth', null, 'album', null, '2026-02-22', 'day', false, true, 27, null, null, 0, 0, null, null, 0.250),  -- 28 days with the newest
    ('d11', 'Eleventh', null, 'album', null, '2026-02-21', 'day', false, false, 28, null, null, 0, 0, null, null, 0.250),  -- a day too old
    ('d12', 'Twelfth', null, 'album', null, '2026-02-01', 'month', false, null, null, null, null, 0, 0, null, null, 0.250),  -- out, but maybe not recently
    ('d2', 'Second', null, 'single', 'Company', '2026-03-03', 'day', false, true, 18, '2026-03-05 00:00Z', 2, 0, 0, 4, 'DE, SE', 0.250),  -- two days; the best place of three; in no playlist now
    ('d3', 'Third', null, 'single', null, '2026-03-06', 'day', false, true, 15, '2026-03-05 00:00Z', -1, 1, 1, 1, null, 0.250),  -- a day before it came out; the country is not known
    ('d4', null, null, null, null, '2026-03-01', 'month', null, null, null, null, null, 0, 0, null, null, 0.250),  -- maybe out
    ('d5', 'Fifth', null, 'album', null, '2026-04-01', 'month', true, false, null, null, null, 0, 0, null, null, 0.250),  -- next month
    ('d6', 'Sixth', null, 'album', null, '2026-01-01', 'year', null, null, null, null, null, 0, 0, null, null, 0.250),  -- maybe out
    ('d7', 'Seventh', null, 'album', null, '2025-01-01', 'year', false, false, null, null, null, 0, 0, null, null, 0.250),  -- long out
    ('d8', 'Eighth', null, 'album', null, '2026-03-22', 'day', true, false, -1, null, null, 0, 0, null, null, 0.250),  -- tomorrow
    ('d9', 'Ninth', null, 'album', null, '2026-03-21', 'day', false, true, 0, null, null, 0, 0, null, null, 0.250);  -- today

insert into spotify.artists (artist_id) values
    ('a1');  -- known

insert into spotify.albums (album_id) values
    ('b1');  -- known

insert into spotify.tracks (track_id) values
    ('t1');  -- known

insert into spotify.playlists (playlist_id) values
    ('p1');  -- known

insert into spotify.artist_stats (artist_id, observed_on) values
    ('a1', '2026-03-01'),  -- known
    ('a9', '2026-03-01');  -- offends: subject=artist subject_id=a9

insert into spotify.album_stats (album_id, observed_on) values
    ('b1', '2026-03-01'),  -- known
    ('b9', '2026-03-01');  -- offends: subject=album subject_id=b9

insert into spotify.track_stats (track_id, observed_on) values
    ('t1', '2026-03-01'),  -- known
    ('t9', '2026-03-01');  -- offends: subject=track subject_id=t9

insert into spotify.playlist_stats (playlist_id, observed_on) values
    ('p1', '2026-03-01'),  -- known
    ('p9', '2026-03-01');  -- offends: subject=playlist subject_id=p9

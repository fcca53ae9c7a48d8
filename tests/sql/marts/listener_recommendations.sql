insert into spotify.users (user_id, display_name) values
    ('anna', 'Anna');  -- a listener

insert into spotify.playlists (playlist_id, name, owner_id) values
    ('own', 'Mine', 'anna'),  -- what is in it is known, and it is like nobody else's
    ('p1', 'Morning', 'spotify'),  -- two of the tracks that Anna knows
    ('p2', 'Hits', 'spotify'),  -- three
    ('p4', 'Alone', null);  -- none: not like her taste

insert into spotify.artists (artist_id, name) values
    ('a1', 'Ana'),  -- on a track that Anna knows
    ('a3', 'Cy');  -- on none

insert into spotify.tracks (track_id, name, album_id, isrc) values
    ('s1', 'Saved', 'd1', null),  -- all is known of it
    ('x1', 'Played', null, 'DEA012600001'),  -- without an album
    ('x1b', 'Played (single)', 'd2', 'DEA012600001'),  -- another release of what was played: known
    ('o1', 'Kept', 'd1', null),  -- without a credit
    ('o2', 'Kept too', 'd1', null),  -- as good a reason as the next but for the id
    ('n1', 'New', 'd1', 'DEA012600002'),  -- unknown to Anna
    ('n1b', 'New (single)', 'd2', 'DEA012600002');  -- the same recording: one track

insert into spotify.track_artists (track_id, position, artist_id) values
    ('s1', 1, 'a1'),  -- by Ana
    ('x1', 1, 'a1'),  -- by Ana
    ('n1', 2, 'a1'),  -- with Ana
    ('n1', 1, 'a3'),  -- by Cy
    ('n2', 1, 'a3'),  -- by Cy
    ('n3', 1, 'a9');  -- by somebody who was never read

insert into spotify.saved_tracks (user_id, track_id, added_at, removed_at) values
    ('anna', 's1', '2026-03-01Z', null),  -- liked
    ('anna', 's2', '2026-03-01Z', '2026-03-02Z'),  -- no longer: known, and nothing to go by
    ('ben', 's9', '2026-03-01Z', null);  -- in no playlist: nothing to tell him

insert into spotify.plays (user_id, played_at, item_uri, track_id, source) values
    ('anna', '2026-03-01 10:00Z', 'spotify:track:x1', 'x1', 'recently-played'),  -- played
    ('anna', '2026-03-01 10:05Z', 'spotify:track:x1', 'x1', 'recently-played'),  -- again: once
    ('anna', '2026-03-01 10:10Z', 'spotify:local:y', null, 'recently-played'),  -- a file: no track
    ('anna', '2026-03-01 10:15Z', 'spotify:episode:e1', null, 'recently-played'),  -- no track
    ('cleo', '2026-03-01 10:00Z', 'spotify:track:n2', 'n2', 'recently-played');  -- another listener, who knows the second

insert into spotify.top_items (user_id, observed_on, item_type, time_range, rank, item_id) values
    ('anna', '2026-03-01', 'track', 'short_term', 1, 'x2'),  -- must have been played
    ('anna', '2026-03-01', 'artist', 'short_term', 1, 'a1');  -- no track

insert into spotify.library_readings (user_id, list_name, first_read_at) values
    ('dora', 'saved_tracks', '2026-03-01Z');  -- read, and nothing there: no rows

insert into spotify.playlist_items (playlist_id, position, item_uri, item_type, track_id, is_local) values
    ('own', 0, 'spotify:track:o1', 'track', 'o1', false),  -- kept
    ('own', 1, 'spotify:track:n3', 'track', 'n3', false),  -- kept, and known by id only
    ('own', 2, 'spotify:local:y', 'local', null, true),  -- no track
    ('own', 3, 'spotify:track:o2', 'track', 'o2', false),  -- kept
    ('p1', 0, 'spotify:track:s1', 'track', 's1', false),  -- liked
    ('p1', 1, 'spotify:track:o1', 'track', 'o1', false),  -- kept
    ('p1', 2, 'spotify:track:n1', 'track', 'n1', false),  -- new
    ('p1', 3, 'spotify:track:n2', 'track', 'n2', false),  -- new, known by id and artist only
    ('p1', 4, 'spotify:track:n4', 'track', 'n4', false),  -- new, known by id only
    ('p1', 5, 'spotify:track:s2', 'track', 's2', false),  -- once liked: neither new nor a reason
    ('p1', 6, 'spotify:episode:e1', 'episode', null, false),  -- no track
    ('p1', 7, 'spotify:track:o2', 'track', 'o2', false),  -- kept: a fourth reason is not named
    ('p2', 0, 'spotify:track:s1', 'track', 's1', false),  -- liked
    ('p2', 1, 'spotify:track:x1b', 'track', 'x1b', false),  -- the other release of what was played
    ('p2', 2, 'spotify:track:n1b', 'track', 'n1b', false),  -- the other release of what is new
    ('p2', 3, 'spotify:track:n2', 'track', 'n2', false),  -- new
    ('p2', 4, 'spotify:track:n4', 'track', 'n4', false),  -- new
    ('p2', 5, 'spotify:track:s2', 'track', 's2', false),  -- once liked
    ('p2', 6, 'spotify:track:x2', 'track', 'x2', false),  -- played most, of which no name is known
    ('p2', 7, 'spotify:track:s1', 'track', 's1', false),  -- repeated: once
    ('p3', 0, 'spotify:track:x1', 'track', 'x1', false),  -- played
    ('p3', 1, 'spotify:track:n1', 'track', 'n1', false),  -- new, for the third time
    ('p3', 2, 'spotify:track:n5', 'track', 'n5', false),  -- in one playlist: supports too little
    ('p4', 0, 'spotify:track:n4', 'track', 'n4', false),  -- with nothing that Anna knows: by chance
    ('p4', 1, 'spotify:track:n6', 'track', 'n6', false);  -- nowhere else

insert into expected (user_id, rank, track_id, track_name, artist_names, lift, support, because, is_by_known_artist, details_coverage) values
    ('anna', 1, 'n2', null, 'Cy', 1.170, 2, 'Saved; Kept; Kept too', false, 0.143),  -- with four of the tracks, of which three are named, by id where equal
    ('anna', 2, 'n1', 'New', 'Cy, Ana', 1.125, 3, 'Saved; Played; Kept', true, 0.143),  -- with three, one of them as another release
    ('anna', 3, 'n4', null, null, 1.024, 2, 'Saved; Kept; Kept too', null, 0.143),  -- in one more playlist, by chance
    ('cleo', 1, 's1', 'Saved', 'Ana', 1.429, 2, null, false, 0.000),  -- knows the second only, which has no name
    ('cleo', 2, 's2', null, null, 1.429, 2, null, null, 0.000),  -- the same, after it by id
    ('cleo', 3, 'n1', 'New', 'Cy, Ana', 1.250, 2, null, true, 0.000),  -- in three playlists, of which two are like the taste
    ('cleo', 4, 'n4', null, null, 1.250, 2, null, null, 0.000);  -- the same, after it by id

insert into spotify.playlists (playlist_id, name, label) values
    ('p1', ' Top 50 ', 'Germany'),  -- changes
    ('p2', '', null),  -- neither name nor label, read once
    ('p4', 'Empty', null);  -- nothing was ever read in it: no row

insert into spotify.playlist_stats (playlist_id, observed_on, items_total) values
    ('p1', '2026-03-02', 3),  -- the day of a change, which counts once
    ('p1', '2026-03-04', 3),  -- read and found unchanged
    ('p4', '2026-03-04', 0);  -- read, and still without entries: no row

insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01 06:00Z', '2026-03-02 06:00Z', 0, 't1'),  -- leaves at the second reading
    ('p1', 'spotify:track:t2', 1, '2026-03-01 06:00Z', '2026-03-02 06:00Z', 1, 't2'),  -- moves up
    ('p1', 'spotify:track:t2', 1, '2026-03-02 06:00Z', '2026-03-05 18:00Z', 0, 't2'),  -- moves down again
    ('p1', 'spotify:track:t2', 1, '2026-03-05 18:00Z', '2026-03-07 06:00Z', 2, 't2'),  -- and leaves
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-01 06:00Z', '2026-03-02 06:00Z', 2, null),  -- a local file is an entry too
    ('p1', 'spotify:local:Ana::Demo:61', 1, '2026-03-02 06:00Z', '2026-03-07 06:00Z', 1, null),  -- and moves
    ('p1', 'spotify:episode:e1', 1, '2026-03-02 06:00Z', '2026-03-05 18:00Z', 2, null),  -- an episode comes and goes
    ('p1', 'spotify:track:t1', 1, '2026-03-05 18:00Z', '2026-03-07 06:00Z', 0, 't1'),  -- back after a gap: added, not moved
    ('p1', 'spotify:track:t2', 2, '2026-03-05 18:00Z', '2026-03-07 06:00Z', 3, 't2'),  -- a second copy: added
    ('p1', 'spotify:track:t3', 1, '2026-03-09 06:00Z', null, 0, 't3'),  -- the first after it was empty
    ('p2', 'spotify:track:t1', 1, '2026-03-03 06:00Z', null, 0, 't1'),  -- another playlist begins anew
    ('p2', 'spotify:unavailable', 1, '2026-03-03 06:00Z', null, 1, null),  -- an entry that cannot be played
    ('p2', 'spotify:unavailable', 2, '2026-03-03 06:00Z', null, 2, null),  -- and one more of that kind
    ('p3', 'spotify:track:t1', 1, '2026-03-03 06:00Z', null, 0, 't1'),  -- a playlist of which only the entries are known
    ('p3', 'spotify:track:t2', 1, '2026-03-03 18:00Z', null, 1, 't2');  -- a second change of the same day

insert into expected (playlist_id, playlist_name, playlist_label, changed_at, items_total, items_added, items_removed, items_moved, turnover, days_since_previous_change, reading_coverage) values
    ('p1', 'Top 50', 'Germany', '2026-03-01 06:00Z', 3, 3, 0, 0, null, null, null),  -- the first reading: all are added
    ('p1', 'Top 50', 'Germany', '2026-03-02 06:00Z', 3, 1, 1, 2, 0.333, 1.0, 1.000),  -- one left, which moved two, and one came
    ('p1', 'Top 50', 'Germany', '2026-03-05 18:00Z', 4, 2, 1, 1, 0.333, 3.5, 0.667),  -- the file stays where it was
    ('p1', 'Top 50', 'Germany', '2026-03-07 06:00Z', 0, 0, 4, 0, 1.000, 1.5, 0.500),  -- emptied
    ('p1', 'Top 50', 'Germany', '2026-03-09 06:00Z', 1, 1, 0, 0, null, 2.0, 0.500),  -- nothing there that could have left
    ('p2', null, null, '2026-03-03 06:00Z', 3, 3, 0, 0, null, null, null),  -- never changed since
    ('p3', null, null, '2026-03-03 06:00Z', 1, 1, 0, 0, null, null, null),  -- nameless
    ('p3', null, null, '2026-03-03 18:00Z', 2, 1, 0, 0, 0.000, 0.5, 1.000);  -- no day between in which anything could be missed

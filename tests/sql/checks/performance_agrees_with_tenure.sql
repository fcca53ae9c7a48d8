insert into spotify.playlist_item_history (playlist_id, item_uri, occurrence, valid_from, valid_to, position, track_id) values
    ('p1', 'spotify:track:t1', 1, '2026-03-01Z', '2026-03-02Z', 0, 't1'),  -- counted
    ('p2', 'spotify:track:t1', 1, '2026-03-01Z', null, 0, 't1'),  -- counted
    ('p2', 'spotify:track:t2', 1, '2026-03-01Z', null, 1, 't2'),  -- counted
    ('p2', 'spotify:local:x', 1, '2026-03-01Z', null, 2, null);  -- no track

insert into marts.playlist_tenure (playlist_id, track_id, is_current, days_in, times_entered) values
    ('p3', 't2', true, 7, 1),  -- offends: track_id=t2 tenure_reach=2 performance_reach=1 tenure_entries=2 performance_entries=1
    ('p3', 't3', false, 7, 1),  -- offends: track_id=t3 tenure_reach=0 performance_reach=null tenure_entries=1 performance_entries=null
    ('p3', 't5', false, 7, 1),  -- as the performance says
    ('p3', 't6', true, 7, 1);  -- offends, with a peak that is below what is there now

insert into marts.track_performance (track_id, reach, reach_max, days_in, entries, exits) values
    ('t4', 1, 1, 7, 1, 0),  -- offends: track_id=t4 tenure_reach=null performance_reach=1 tenure_entries=null performance_entries=1
    ('t5', 0, 1, 7, 1, 1),  -- as the tenure says
    ('t6', 1, 0, 7, 1, 0);  -- offends: track_id=t6 tenure_reach=1 performance_reach=1 tenure_entries=1 performance_entries=1

insert into spotify.albums (album_id) values
    ('b1');  -- known

insert into spotify.shows (show_id) values
    ('s1');  -- known

insert into spotify.episodes (episode_id) values
    ('e1');  -- known

insert into spotify.audiobooks (audiobook_id) values
    ('k1');  -- known

insert into spotify.saved_albums (user_id, album_id, added_at) values
    ('anna', 'b1', '2026-03-01 10:00Z'),  -- known
    ('anna', 'b9', '2026-03-01 10:00Z');  -- offends: subject=album subject_id=b9

insert into spotify.saved_shows (user_id, show_id, added_at) values
    ('anna', 's1', '2026-03-01 10:00Z'),  -- known
    ('anna', 's9', '2026-03-01 10:00Z');  -- offends: subject=show subject_id=s9

insert into spotify.saved_episodes (user_id, episode_id, added_at) values
    ('anna', 'e1', '2026-03-01 10:00Z'),  -- known
    ('anna', 'e9', '2026-03-01 10:00Z');  -- offends: subject=episode subject_id=e9

insert into spotify.saved_audiobooks (user_id, audiobook_id, valid_from) values
    ('anna', 'k1', '2026-03-01 10:00Z'),  -- known
    ('anna', 'k9', '2026-03-01 10:00Z');  -- offends: subject=audiobook subject_id=k9

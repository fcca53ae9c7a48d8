insert into spotify.shows (show_id) values
    ('s1');  -- known

insert into spotify.episodes (episode_id, show_id) values
    ('e1', 's1'),  -- of a known show
    ('e2', null),  -- known by itself only: names no show
    ('e3', 's9');  -- offends: episode_id=e3 show_id=s9

insert into spotify.audiobooks (audiobook_id) values
    ('a1');  -- known

insert into spotify.chapters (chapter_id, audiobook_id) values
    ('c1', 'a1'),  -- of a known audiobook
    ('c2', null),  -- known by itself only: names no audiobook
    ('c3', 'a9');  -- offends: chapter_id=c3 audiobook_id=a9

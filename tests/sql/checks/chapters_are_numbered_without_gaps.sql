insert into spotify.audiobooks (audiobook_id, total_chapters) values
    ('a1', 2),  -- counted from 0
    ('a2', 2),  -- counted from 1
    ('a3', 9),  -- one chapter was read by its id
    ('a4', 2),  -- a number is missing
    ('a5', 2),  -- a number comes twice
    ('a6', 1);  -- counted from 2

insert into spotify.chapters (chapter_id, audiobook_id, chapter_number) values
    ('c1', 'a1', 0),  -- opening credits
    ('c2', 'a1', 1),  -- the first
    ('c3', 'a2', 1),  -- the first
    ('c4', 'a2', 2),  -- the second
    ('c5', 'a3', 7),  -- one of nine
    ('c6', 'a4', 0),  -- fine by itself, but one of two
    ('c7', 'a4', 2),  -- offends: audiobook_id=a4 chapter_numbers=[0,2]
    ('c8', 'a5', 1),  -- fine by itself, but one of two
    ('c9', 'a5', 1),  -- offends: audiobook_id=a5 chapter_numbers=[1,1]
    ('c0', 'a6', 2);  -- offends: audiobook_id=a6 chapter_numbers=[2]

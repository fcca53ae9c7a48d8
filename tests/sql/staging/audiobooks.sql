insert into spotify.audiobooks (audiobook_id, name, description, publisher, edition, authors, narrators, languages, media_type, is_explicit, total_chapters, image_url) values
    ('a1', ' Northlight', 'A tale.', 'Harbour ', 'Unabridged', '{A. Made Up,B. Invented}', '{Anna}', '{en}', 'AUDIO', false, 20, 'https://i.scdn.co/image/1'),  -- all is said
    ('a2', '', '', '', '', null, null, null, null, null, null, null);  -- empty texts are none

insert into expected (audiobook_id, audiobook_name, description, publisher, edition, authors, narrators, languages, media_type, is_explicit, total_chapters, image_url) values
    ('a1', 'Northlight', 'A tale.', 'Harbour', 'Unabridged', '{A. Made Up,B. Invented}', '{Anna}', '{en}', 'audio', false, 20, 'https://i.scdn.co/image/1'),  -- trimmed, lower case type
    ('a2', null, null, null, null, null, null, null, null, null, null, null);  -- nothing said

insert into spotify.shows (show_id, name, description, publisher, languages, media_type, is_explicit, is_externally_hosted, total_episodes, image_url) values
    ('s1', ' Talking ', 'Weekly. ', 'Harbour', '{en,de}', 'Audio', true, false, 117, 'https://i.scdn.co/image/1'),  -- all is said
    ('s2', '', '', null, '{}', null, null, null, null, null);  -- empty texts are none

insert into expected (show_id, show_name, description, publisher, languages, media_type, is_explicit, is_externally_hosted, total_episodes, image_url) values
    ('s1', 'Talking', 'Weekly.', 'Harbour', '{en,de}', 'audio', true, false, 117, 'https://i.scdn.co/image/1'),  -- trimmed, lower case type
    ('s2', null, null, null, '{}', null, null, null, null, null);  -- nothing said

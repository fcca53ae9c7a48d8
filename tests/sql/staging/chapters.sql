insert into spotify.chapters (chapter_id, audiobook_id, chapter_number, name, description, release_date, release_date_text, release_date_precision, duration_ms, is_explicit, languages, image_url) values
    ('c1', 'a1', 0, 'Opening Credits ', '', '2015-11-20', '2015-11-20', 'day', 23000, false, '{en}', 'https://i.scdn.co/image/1'),  -- counted from 0
    ('c2', null, null, '', '', null, '0000', 'year', 0, null, null, null);  -- no audiobook, no year, no length

insert into expected (chapter_id, audiobook_id, chapter_number, chapter_name, description, release_date, release_year, release_date_precision, duration_ms, is_explicit, languages, image_url) values
    ('c1', 'a1', 0, 'Opening Credits', null, '2015-11-20', 2015, 'day', 23000, false, '{en}', 'https://i.scdn.co/image/1'),  -- trimmed
    ('c2', null, null, null, null, null, null, 'year', null, null, null, null);  -- nothing said

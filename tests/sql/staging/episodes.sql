insert into spotify.episodes (episode_id, show_id, name, description, release_date, release_date_text, release_date_precision, duration_ms, is_explicit, is_externally_hosted, languages, image_url) values
    ('e1', 's1', '#1 ', 'The first.', '2024-07-26', '2024-07-26', 'day', 3690161, false, false, '{en-US}', 'https://i.scdn.co/image/1'),  -- all is said
    ('e2', null, '', '', null, '0000', 'year', 0, null, null, null, null);  -- no show, no year, no length

insert into expected (episode_id, show_id, episode_name, description, release_date, release_year, release_date_precision, duration_ms, is_explicit, is_externally_hosted, languages, image_url) values
    ('e1', 's1', '#1', 'The first.', '2024-07-26', 2024, 'day', 3690161, false, false, '{en-US}', 'https://i.scdn.co/image/1'),  -- trimmed
    ('e2', null, null, null, null, null, 'year', null, null, null, null, null);  -- nothing said

insert into spotify.categories (category_id, name, image_url) values
    ('toplists', ' Top Lists ', 'https://t.scdn.co/1'),  -- blanks
    ('0JQ5DAqbMKFEC4WFtoNRpw', '', null);  -- no name, no picture

insert into expected (category_id, category_name, image_url) values
    ('toplists', 'Top Lists', 'https://t.scdn.co/1'),  -- trimmed
    ('0JQ5DAqbMKFEC4WFtoNRpw', null, null);  -- none

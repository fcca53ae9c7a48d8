insert into spotify.users (user_id, account_id, display_name, country, product, followers, image_url) values
    ('anna', 'acc1', ' Anna ', 'de', 'premium', 7, 'https://i.scdn.co/image/1'),  -- the listener: name trimmed, country upper case
    ('spotify', null, '', null, null, null, null);  -- an owner known by id: an empty name is none

insert into expected (user_id, account_id, user_name, country, product, followers, image_url) values
    ('anna', 'acc1', 'Anna', 'DE', 'premium', 7, 'https://i.scdn.co/image/1'),  -- the listener
    ('spotify', null, null, null, null, null, null);  -- the owner

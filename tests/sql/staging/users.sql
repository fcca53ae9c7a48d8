insert into spotify.users (user_id, account_id, display_name, country, product, followers, image_url, time_zone) values
    ('anna', 'acc1', ' Anna ', 'de', 'premium', 7, 'https://i.scdn.co/image/1', 'Europe/Berlin'),  -- the listener: name trimmed, country upper case
    ('spotify', null, '', null, null, null, null, null);  -- an owner known by id: an empty name is none

insert into expected (user_id, account_id, user_name, country, product, followers, image_url, time_zone) values
    ('anna', 'acc1', 'Anna', 'DE', 'premium', 7, 'https://i.scdn.co/image/1', 'Europe/Berlin'),  -- the listener
    ('spotify', null, null, null, null, null, null, null);  -- the owner

-- Users met on the way: the listener, owners of playlists, people who added entries.
-- time_zone: IANA name such as Europe/Berlin, from the settings; only the listener has one
-- country: ISO 3166-1 code, upper case; only the listener has one, and only in extended quota mode
select
    u.user_id,
    u.account_id,
    nullif(trim(u.display_name), '') as user_name,
    upper(nullif(trim(u.country), '')) as country,
    u.product,
    u.followers,
    u.image_url,
    u.time_zone,
    u.loaded_at
from spotify.users as u

-- Since when each list in a listener's library is known, one row a list.
-- list_name: the table of the list, such as saved_tracks
-- first_read_at: of the time before, nobody knows what was removed
select
    r.user_id,
    r.list_name,
    r.first_read_at,
    r.loaded_at
from spotify.library_readings as r

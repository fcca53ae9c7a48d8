-- A track lasts between 0 milliseconds and a day.
-- Zero is Spotify's way of not knowing; seconds or microseconds in place of milliseconds would spoil every minute counted.
-- severity: warn
select
    t.track_id,
    t.name,
    t.duration_ms
from spotify.tracks as t
where t.duration_ms not between 0 and 86400000

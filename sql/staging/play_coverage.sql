-- How completely plays are known, one row a stretch of time between a listener's first reading and the last.
-- is_covered: false where plays may be lost, for Spotify tells no more than about the last fifty
select
    c.user_id,
    c.began_at,
    c.ended_at,
    c.is_covered,
    c.loaded_at
from spotify.play_coverage as c

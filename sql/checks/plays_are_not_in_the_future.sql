-- No play lies in the future.
-- Plays are read from the latest one on: one in the future would hide everything until then. A day is allowed for clocks
-- that differ. Only a warning: the time is Spotify's own.
-- severity: warn
select
    p.user_id,
    p.played_at,
    p.item_uri
from spotify.plays as p
where p.played_at > now() + interval '1 day'

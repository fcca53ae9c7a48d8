-- A track stands in the liked songs of a listener once.
-- Saved anew it comes with a new time, and the older saving must be closed.
-- severity: fail
select
    s.user_id,
    s.track_id,
    array_agg(s.added_at order by s.added_at) as added_at
from spotify.saved_tracks as s
where s.removed_at is null
group by s.user_id, s.track_id
having count(*) > 1

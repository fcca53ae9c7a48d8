-- What track_performance says of a track is what playlist_tenure says of its stays, added up.
-- It reaches as many playlists now as it is in, and was never in fewer at once than it is now.
-- severity: fail
with stays as (
    select
        t.track_id,
        count(*) filter (where t.is_current) as reach,
        sum(t.days_in) as days_in,
        sum(t.times_entered) as entries
    from marts.playlist_tenure as t
    group by t.track_id
)

select
    coalesce(s.track_id, p.track_id) as track_id,
    s.reach as tenure_reach,
    p.reach as performance_reach,
    p.reach_max,
    s.days_in as tenure_days,
    p.days_in as performance_days,
    s.entries as tenure_entries,
    p.entries as performance_entries
from stays as s
full join marts.track_performance as p on p.track_id = s.track_id
where
    (s.reach, s.days_in, s.entries) is distinct from (p.reach, p.days_in, p.entries)
    or p.entries - p.exits is distinct from p.reach
    or coalesce(p.reach_max, 0) < greatest(p.reach, 1)

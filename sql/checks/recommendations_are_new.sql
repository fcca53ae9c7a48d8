-- No recommended track is in the playlist, or was saved, played, a top item or in a playlist of the listener.
-- Where it was found: there is the playlist itself, ranked are the top items, kept is a playlist of the listener.
-- severity: fail
select
    'playlist' as subject,
    r.playlist_id as subject_id,
    r.track_id,
    'there' as found
from marts.playlist_recommendations as r
where exists (
    select
    from staging.playlist_items as i
    where i.playlist_id = r.playlist_id and i.track_id = r.track_id
)
union all
select
    'listener' as subject,
    r.user_id as subject_id,
    r.track_id,
    'saved' as found
from marts.listener_recommendations as r
where exists (
    select
    from staging.saved_tracks as s
    where s.user_id = r.user_id and s.track_id = r.track_id
)
union all
select
    'listener' as subject,
    r.user_id as subject_id,
    r.track_id,
    'played' as found
from marts.listener_recommendations as r
where exists (
    select
    from staging.plays as p
    where p.user_id = r.user_id and p.track_id = r.track_id
)
union all
select
    'listener' as subject,
    r.user_id as subject_id,
    r.track_id,
    'ranked' as found
from marts.listener_recommendations as r
where exists (
    select
    from staging.top_items as t
    where t.user_id = r.user_id and t.track_id = r.track_id
)
union all
select
    'listener' as subject,
    r.user_id as subject_id,
    r.track_id,
    'kept' as found
from marts.listener_recommendations as r
where exists (
    select
    from staging.playlists as p
    inner join staging.playlist_items as i on i.playlist_id = p.playlist_id
    where p.owner_id = r.user_id and i.track_id = r.track_id
)

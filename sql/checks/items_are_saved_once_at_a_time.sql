-- An album, a show or an episode stands in the library of a listener once.
-- Saved anew it comes with a new time, and the older saving must be closed.
-- severity: fail
select
    'album' as subject,
    s.user_id,
    s.album_id as subject_id,
    array_agg(s.added_at order by s.added_at) as added_at
from spotify.saved_albums as s
where s.removed_at is null
group by s.user_id, s.album_id
having count(*) > 1
union all
select
    'show' as subject,
    s.user_id,
    s.show_id as subject_id,
    array_agg(s.added_at order by s.added_at) as added_at
from spotify.saved_shows as s
where s.removed_at is null
group by s.user_id, s.show_id
having count(*) > 1
union all
select
    'episode' as subject,
    s.user_id,
    s.episode_id as subject_id,
    array_agg(s.added_at order by s.added_at) as added_at
from spotify.saved_episodes as s
where s.removed_at is null
group by s.user_id, s.episode_id
having count(*) > 1

-- Whoever owns a playlist, plays, saves or follows anything is a row of users.
-- Only a warning: marts show the id where there is no name.
-- severity: warn
with people as (
    select p.owner_id as user_id, 'owner' as met_as from spotify.playlists as p where p.owner_id <> ''
    union
    select p.user_id, 'listener' as met_as from spotify.plays as p
    union
    select s.user_id, 'listener' as met_as from spotify.saved_tracks as s
    union
    select s.user_id, 'listener' as met_as from spotify.saved_albums as s
    union
    select s.user_id, 'listener' as met_as from spotify.saved_shows as s
    union
    select s.user_id, 'listener' as met_as from spotify.saved_episodes as s
    union
    select s.user_id, 'listener' as met_as from spotify.saved_audiobooks as s
    union
    select f.user_id, 'listener' as met_as from spotify.followed_artists as f
    union
    select t.user_id, 'listener' as met_as from spotify.top_items as t
    union
    select p.user_id, 'listener' as met_as from spotify.playback_states as p
    union
    select q.user_id, 'listener' as met_as from spotify.queue_items as q
)

select
    p.user_id,
    p.met_as
from people as p
left join spotify.users as u on u.user_id = p.user_id
where u.user_id is null

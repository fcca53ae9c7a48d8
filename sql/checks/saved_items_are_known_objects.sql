-- Every saved album, show, episode and audiobook names a row of its table.
-- Spotify embeds the object in the saving, so one that is missing was lost on the way.
-- severity: fail
select
    'album' as subject,
    s.user_id,
    s.album_id as subject_id
from spotify.saved_albums as s
left join spotify.albums as a on a.album_id = s.album_id
where a.album_id is null
union all
select
    'show' as subject,
    s.user_id,
    s.show_id as subject_id
from spotify.saved_shows as s
left join spotify.shows as w on w.show_id = s.show_id
where w.show_id is null
union all
select
    'episode' as subject,
    s.user_id,
    s.episode_id as subject_id
from spotify.saved_episodes as s
left join spotify.episodes as e on e.episode_id = s.episode_id
where e.episode_id is null
union all
select
    'audiobook' as subject,
    s.user_id,
    s.audiobook_id as subject_id
from spotify.saved_audiobooks as s
left join spotify.audiobooks as b on b.audiobook_id = s.audiobook_id
where b.audiobook_id is null

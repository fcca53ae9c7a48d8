-- Ids of tracks, albums, artists, playlists, shows, episodes, audiobooks and chapters are 22 letters and digits.
-- Anything else is a URI, a link or a local file that got into an id's place, and joins with nothing.
-- severity: warn
select
    'track' as subject,
    t.track_id as subject_id
from spotify.tracks as t
where t.track_id !~ '^[0-9A-Za-z]{22}$'
union all
select
    'album' as subject,
    a.album_id as subject_id
from spotify.albums as a
where a.album_id !~ '^[0-9A-Za-z]{22}$'
union all
select
    'artist' as subject,
    a.artist_id as subject_id
from spotify.artists as a
where a.artist_id !~ '^[0-9A-Za-z]{22}$'
union all
select
    'playlist' as subject,
    p.playlist_id as subject_id
from spotify.playlists as p
where p.playlist_id !~ '^[0-9A-Za-z]{22}$'
union all
select
    'show' as subject,
    s.show_id as subject_id
from spotify.shows as s
where s.show_id !~ '^[0-9A-Za-z]{22}$'
union all
select
    'episode' as subject,
    e.episode_id as subject_id
from spotify.episodes as e
where e.episode_id !~ '^[0-9A-Za-z]{22}$'
union all
select
    'audiobook' as subject,
    b.audiobook_id as subject_id
from spotify.audiobooks as b
where b.audiobook_id !~ '^[0-9A-Za-z]{22}$'
union all
select
    'chapter' as subject,
    c.chapter_id as subject_id
from spotify.chapters as c
where c.chapter_id !~ '^[0-9A-Za-z]{22}$'

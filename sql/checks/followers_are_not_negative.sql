-- Nobody has fewer than no followers.
-- A negative number would lower the total of every label that lists the artist.
-- severity: fail
select
    'artist' as subject,
    a.artist_id as subject_id,
    a.followers
from spotify.artists as a
where a.followers < 0
union all
select
    'playlist' as subject,
    p.playlist_id as subject_id,
    p.followers
from spotify.playlists as p
where p.followers < 0
union all
select
    'artist on a day' as subject,
    s.artist_id as subject_id,
    s.followers
from spotify.artist_stats as s
where s.followers < 0
union all
select
    'playlist on a day' as subject,
    s.playlist_id as subject_id,
    s.followers
from spotify.playlist_stats as s
where s.followers < 0

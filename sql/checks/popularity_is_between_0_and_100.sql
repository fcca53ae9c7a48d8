-- Popularity is a number from 0 to 100.
-- Anything else is another field in its place, and every ranking would rest on it.
-- severity: fail
select
    'artist' as subject,
    a.artist_id as subject_id,
    a.popularity
from spotify.artists as a
where a.popularity not between 0 and 100
union all
select
    'album' as subject,
    a.album_id as subject_id,
    a.popularity
from spotify.albums as a
where a.popularity not between 0 and 100
union all
select
    'track' as subject,
    t.track_id as subject_id,
    t.popularity
from spotify.tracks as t
where t.popularity not between 0 and 100
union all
select
    'artist on a day' as subject,
    s.artist_id as subject_id,
    s.popularity
from spotify.artist_stats as s
where s.popularity not between 0 and 100
union all
select
    'album on a day' as subject,
    s.album_id as subject_id,
    s.popularity
from spotify.album_stats as s
where s.popularity not between 0 and 100
union all
select
    'track on a day' as subject,
    s.track_id as subject_id,
    s.popularity
from spotify.track_stats as s
where s.popularity not between 0 and 100

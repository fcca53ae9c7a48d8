-- Every observation is of an artist, album, track or playlist that is known.
-- severity: fail
select
    'artist' as subject,
    s.artist_id as subject_id,
    s.observed_on
from spotify.artist_stats as s
left join spotify.artists as a on a.artist_id = s.artist_id
where a.artist_id is null
union all
select
    'album' as subject,
    s.album_id as subject_id,
    s.observed_on
from spotify.album_stats as s
left join spotify.albums as a on a.album_id = s.album_id
where a.album_id is null
union all
select
    'track' as subject,
    s.track_id as subject_id,
    s.observed_on
from spotify.track_stats as s
left join spotify.tracks as t on t.track_id = s.track_id
where t.track_id is null
union all
select
    'playlist' as subject,
    s.playlist_id as subject_id,
    s.observed_on
from spotify.playlist_stats as s
left join spotify.playlists as p on p.playlist_id = s.playlist_id
where p.playlist_id is null

-- Every followed artist is a row of artists.
-- Spotify gives the artist in full, so one that is missing was lost on the way.
-- severity: fail
select
    f.user_id,
    f.artist_id,
    f.valid_from
from spotify.followed_artists as f
left join spotify.artists as a on a.artist_id = f.artist_id
where a.artist_id is null

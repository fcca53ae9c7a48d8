-- A label's artists, popularity and followers are those of its different artists, each counted once.
-- Counted anew from the entries: an artist with five tracks in two playlists must not weigh ten times.
-- severity: fail
with artists_of_labels as (
    select distinct
        coalesce(nullif(trim(p.label), ''), nullif(trim(p.name), ''), p.playlist_id) as label,
        c.artist_id
    from spotify.playlists as p
    inner join spotify.playlist_items as i on i.playlist_id = p.playlist_id
    inner join spotify.track_artists as c on c.track_id = i.track_id
),

counted as (
    select
        l.label,
        count(*) as artist_count,
        round(avg(a.popularity), 2) as average_popularity,
        sum(a.followers)::bigint as total_followers
    from artists_of_labels as l
    left join spotify.artists as a on a.artist_id = l.artist_id
    group by l.label
),

ranked as (
    select
        r.label,
        count(*) as artist_count,
        min(r.average_popularity) as average_popularity,
        min(r.total_followers) as total_followers
    from marts.playlist_artist_ranking as r
    group by r.label
)

select
    coalesce(c.label, r.label) as label,
    c.artist_count as counted_artists,
    r.artist_count as ranked_artists,
    c.average_popularity as counted_popularity,
    r.average_popularity as ranked_popularity,
    c.total_followers as counted_followers,
    r.total_followers as ranked_followers
from counted as c
full join ranked as r on r.label = c.label
where
    (c.artist_count, c.average_popularity, c.total_followers)
    is distinct from (r.artist_count, r.average_popularity, r.total_followers)

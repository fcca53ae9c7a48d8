-- Artists of the playlists of a country and their popularity, under the column names of the original system's table.
-- One row per country and artist. The original had one per entry, so that an artist with five entries was in the sum of
-- followers five times; here each counts once. marts.playlist_artist_ranking says more.
-- genres: as the original wrote them, {pop,"dance pop"}
-- playlist_country: the label of the playlist
-- country_total_followers: over the artists of the country whose followers are known, each counted once
-- avg_popularity_per_artist_per_country: the artist's popularity, the same in every country
-- popularity_rank: by popularity, with ties; those whose popularity is unknown come last
with artists_of_countries as (
    select distinct
        trim(p.label) as playlist_country,
        c.artist_id
    from spotify.playlists as p
    inner join spotify.playlist_items as i on i.playlist_id = p.playlist_id
    inner join spotify.track_artists as c on c.track_id = i.track_id
    where trim(p.label) <> ''
)

select
    a.artist_id,
    a.name,
    a.popularity,
    a.genres::text as genres,
    a.followers,
    'https://open.spotify.com/artist/' || a.artist_id as spotify_url,
    n.playlist_country,
    (sum(a.followers) over (partition by n.playlist_country))::bigint as country_total_followers,
    a.popularity::numeric as avg_popularity_per_artist_per_country,
    rank() over (partition by n.playlist_country order by a.popularity desc nulls last) as popularity_rank
from artists_of_countries as n
inner join spotify.artists as a on a.artist_id = n.artist_id

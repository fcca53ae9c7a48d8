-- Every search result names a row of the table of its type.
-- Spotify embeds what it finds, so an item that is missing was lost on the way.
-- severity: fail
with items as (
    select 'album' as item_type, a.album_id as item_id from spotify.albums as a
    union all
    select 'artist' as item_type, a.artist_id as item_id from spotify.artists as a
    union all
    select 'track' as item_type, t.track_id as item_id from spotify.tracks as t
    union all
    select 'playlist' as item_type, p.playlist_id as item_id from spotify.playlists as p
    union all
    select 'show' as item_type, s.show_id as item_id from spotify.shows as s
    union all
    select 'episode' as item_type, e.episode_id as item_id from spotify.episodes as e
    union all
    select 'audiobook' as item_type, b.audiobook_id as item_id from spotify.audiobooks as b
)

select
    s.query,
    s.item_type,
    s.observed_on,
    s.item_id
from spotify.search_results as s
left join items as i on i.item_type = s.item_type and i.item_id = s.item_id
where i.item_id is null

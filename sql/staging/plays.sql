-- Plays, one row each.
-- played_on: the day in UTC, whatever the time zone of the session
-- item_type: track, episode or local, as the URI says
-- context_type: what the play was started from: playlist, album, artist, show or collection (the liked songs)
-- play_source: where the play was learnt from
select
    p.user_id,
    p.played_at,
    (p.played_at at time zone 'UTC')::date as played_on,
    p.item_uri,
    split_part(p.item_uri, ':', 2) as item_type,
    p.track_id,
    p.context_uri,
    -- Older URIs carry their owner: spotify:user:anna:playlist:37i9.
    case
        when p.context_uri like '%:collection%' then 'collection'
        else nullif(split_part(p.context_uri, ':', -2), '')
    end as context_type,
    p.source as play_source,
    p.loaded_at
from spotify.plays as p

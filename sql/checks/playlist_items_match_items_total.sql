-- A playlist whose entries were read has all of them, at the positions 0, 1, 2 ... up to its total.
-- Only a warning: an entry that had to be rejected leaves a gap, and a run that Spotify deferred knows the new total
-- before the new entries. Playlists of others, whose entries Spotify withholds, have none and are passed over.
-- severity: warn
select
    p.playlist_id,
    p.items_total,
    count(*) as item_count,
    min(i.position) as first_position,
    max(i.position) as last_position
from spotify.playlists as p
inner join spotify.playlist_items as i on i.playlist_id = p.playlist_id
group by p.playlist_id, p.items_total
having min(i.position) <> 0 or max(i.position) <> count(*) - 1 or count(*) <> p.items_total

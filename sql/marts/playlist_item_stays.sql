-- When was an entry in a playlist?
-- The history without its moves: an entry that only changes its position stays. Tracks, episodes, local files and what
-- cannot be played all have rows; an entry that came again has one for each time.
-- grain: playlist_id x item_uri x occurrence x entered_at
-- occurrence: which of several equal entries of the playlist, from 1 in the order of position
-- track_id: null for what is no track
-- entered_at: the first reading with it
-- left_at: the first reading without it; null = still there at the last complete reading
-- is_current: still there
-- move_count: how often it was found at another position while it was there; what goes from the top moves all below it
-- first_position: where it was when it entered, 0 = top
-- last_position: where it is, or was before it left; the positions between are in the history
-- reading_coverage: share of the days from the first statistics of the playlist to its newest on which it was read, from 0
--   to 1, the same for all its entries: what came and went on the others was not seen; null without statistics
with seen as (
    select
        s.playlist_id,
        round(count(*) / (max(s.observed_on) - min(s.observed_on) + 1)::numeric, 3) as reading_coverage
    from staging.playlist_stats as s
    group by s.playlist_id
),

-- The intervals of an entry follow one another; where one begins as another ends it has only moved.
intervals as (
    select
        h.playlist_id,
        h.item_uri,
        h.occurrence,
        h.track_id,
        h.position,
        h.valid_from,
        h.valid_to,
        row_number() over by_entry as interval_number,
        lag(h.valid_to) over by_entry is distinct from h.valid_from as is_first,
        h.valid_to is null or lead(h.valid_from) over by_entry is distinct from h.valid_to as is_last
    from staging.playlist_item_history as h
    -- Sorted by the ids that differ in their first letters.
    window by_entry as (
        partition by h.track_id, h.playlist_id, h.item_uri, h.occurrence
        order by h.valid_from
        rows unbounded preceding
    )
),

-- Of the intervals of a stay only the first and the last are left, so that the next is the last, or it is the first alone.
stays as (
    select
        i.playlist_id,
        i.item_uri,
        i.occurrence,
        i.track_id,
        i.valid_from as entered_at,
        i.is_first,
        i.position as first_position,
        case when i.is_last then i.valid_to else lead(i.valid_to) over by_entry end as left_at,
        case when i.is_last then 0 else lead(i.interval_number) over by_entry - i.interval_number end as move_count,
        case when i.is_last then i.position else lead(i.position) over by_entry end as last_position
    from intervals as i
    where i.is_first or i.is_last
    window by_entry as (
        partition by i.track_id, i.playlist_id, i.item_uri, i.occurrence
        order by i.valid_from
        rows unbounded preceding
    )
)

select
    s.playlist_id,
    s.item_uri,
    s.occurrence,
    s.track_id,
    s.entered_at,
    s.left_at,
    s.left_at is null as is_current,
    s.move_count,
    s.first_position,
    s.last_position,
    e.reading_coverage
from stays as s
left join seen as e on e.playlist_id = s.playlist_id
where s.is_first

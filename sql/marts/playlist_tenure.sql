-- How long do tracks stay in a playlist?
-- Every track that was ever seen in it has a row, once for all of its copies; local files and episodes have none.
-- grain: playlist_id x track_id
-- first_entered_at: the first reading with the track
-- last_left_at: the first reading without it, after its last time in the playlist; null = still there
-- times_entered: how often it was there after it had not been, the first time included
-- days_in: time from the readings that first saw it to those that no longer did, added up, copies side by side counted
--   once; a track that is still there counts up to the newest reading of the playlist
-- best_position: the highest place it ever had, 0 = top
-- first_position: where it first was, the highest of its copies
-- last_position: where it is or last was, the highest of its copies
-- is_since_first_reading: it was there at the first reading that found anything, and maybe long before, so that its time
--   is a lower bound
-- reading_coverage: share of the days from the first statistics of the playlist to its newest on which it was read, from 0
--   to 1, the same for all its tracks: what came and went on the others was not seen; null without statistics
with seen as (
    select
        s.playlist_id,
        max(s.observed_on)::timestamp at time zone 'UTC' as seen_at,
        round(count(*) / (max(s.observed_on) - min(s.observed_on) + 1)::numeric, 3) as reading_coverage
    from staging.playlist_stats as s
    group by s.playlist_id
),

-- A reading that found nothing changed shows in the statistics of its day only, of which the beginning counts.
readings as (
    select
        c.playlist_id,
        min(c.changed_at) as first_read_at,
        greatest(max(c.changed_at), max(s.seen_at)) as last_read_at
    from marts.playlist_changes as c
    left join seen as s on s.playlist_id = c.playlist_id
    group by c.playlist_id
),

-- Up to when the track was seen here, and up to when in any of the intervals before this one; null in the first.
intervals as (
    select
        h.playlist_id,
        h.track_id,
        h.position,
        h.valid_from,
        h.valid_to,
        r.first_read_at,
        coalesce(h.valid_to, r.last_read_at) as seen_until,
        max(coalesce(h.valid_to, 'infinity')) over (
            partition by h.track_id, h.playlist_id -- sorted by the ids that differ in their first letters
            order by h.valid_from, h.position
            rows between unbounded preceding and 1 preceding
        ) as covered_until
    from staging.playlist_item_history as h
    inner join readings as r on r.playlist_id = h.playlist_id
    where h.track_id is not null
),

stays as (
    select
        i.playlist_id,
        i.track_id,
        min(i.valid_from) as first_entered_at,
        case when count(*) = count(i.valid_to) then max(i.valid_to) end as last_left_at,
        count(*) filter (where i.covered_until is null or i.covered_until < i.valid_from) as times_entered,
        round(extract(epoch from coalesce(
            sum(i.seen_until - greatest(i.valid_from, i.covered_until))
            filter (where i.covered_until is null or i.covered_until < i.seen_until),
            interval '0'
        )) / 86400, 1) as days_in,
        min(i.position) as best_position,
        min(i.position) filter (where i.covered_until is null) as first_position,
        (array_agg(i.position order by i.valid_to desc nulls first, i.position))[1] as last_position,
        count(*) > count(i.valid_to) as is_current,
        min(i.valid_from) = min(i.first_read_at) as is_since_first_reading
    from intervals as i
    group by i.track_id, i.playlist_id
)

select
    s.playlist_id,
    s.track_id,
    s.first_entered_at,
    s.last_left_at,
    s.times_entered,
    s.days_in,
    s.best_position,
    s.first_position,
    s.last_position,
    s.is_current,
    s.is_since_first_reading,
    e.reading_coverage
from stays as s
left join seen as e on e.playlist_id = s.playlist_id

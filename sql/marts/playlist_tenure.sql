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
        max(s.observed_on)::timestamp at time zone 'UTC' as seen_at
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

-- Up to when a copy was seen, and up to when any of those that came before it; null for the first.
copies as (
    select
        s.playlist_id,
        s.track_id,
        s.first_position,
        s.last_position,
        s.entered_at,
        s.left_at,
        s.reading_coverage,
        r.first_read_at,
        coalesce(s.left_at, r.last_read_at) as seen_until,
        max(coalesce(s.left_at, 'infinity')) over (
            partition by s.track_id, s.playlist_id -- sorted by the ids that differ in their first letters
            order by s.entered_at, s.first_position
            rows between unbounded preceding and 1 preceding
        ) as covered_until
    from marts.playlist_item_stays as s
    inner join readings as r on r.playlist_id = s.playlist_id
    where s.track_id is not null
),

stays as (
    select
        c.playlist_id,
        c.track_id,
        min(c.entered_at) as first_entered_at,
        case when count(*) = count(c.left_at) then max(c.left_at) end as last_left_at,
        count(*) filter (where c.covered_until is null or c.covered_until < c.entered_at) as times_entered,
        round(extract(epoch from coalesce(
            sum(c.seen_until - greatest(c.entered_at, c.covered_until))
            filter (where c.covered_until is null or c.covered_until < c.seen_until),
            interval '0'
        )) / 86400, 1) as days_in,
        min(c.first_position) filter (where c.covered_until is null) as first_position,
        (array_agg(c.last_position order by c.left_at desc nulls first, c.last_position))[1] as last_position,
        count(*) > count(c.left_at) as is_current,
        min(c.entered_at) = min(c.first_read_at) as is_since_first_reading,
        min(c.reading_coverage) as reading_coverage
    from copies as c
    group by c.track_id, c.playlist_id
),

highest as (
    select
        h.playlist_id,
        h.track_id,
        min(h.position) as best_position
    from staging.playlist_item_history as h
    where h.track_id is not null
    group by h.playlist_id, h.track_id
)

select
    s.playlist_id,
    s.track_id,
    s.first_entered_at,
    s.last_left_at,
    s.times_entered,
    s.days_in,
    b.best_position,
    s.first_position,
    s.last_position,
    s.is_current,
    s.is_since_first_reading,
    s.reading_coverage
from stays as s
inner join highest as b on b.playlist_id = s.playlist_id and b.track_id = s.track_id

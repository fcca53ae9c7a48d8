-- The plays of each listener and the playlists were read within 3 days of whatever was read last.
-- What is no longer read looks like silence and like playlists that stand still. Compared with the newest day on which
-- anything was read and not with the clock: a pipeline that stands still altogether is not what this finds. A listener
-- who does not listen is read all the same. Only a warning: a run may have been asked for less, and a mode may have
-- taken something away.
-- severity: warn
with readings as (
    select
        'plays' as subject,
        c.user_id,
        max((c.ended_at at time zone 'UTC')::date) as read_on
    from spotify.play_coverage as c
    group by c.user_id
    union all
    select
        'playlists' as subject,
        null as user_id,
        greatest(
            (select max(s.observed_on) from spotify.playlist_stats as s),
            (select max((h.valid_from at time zone 'UTC')::date) from spotify.playlist_item_history as h),
            (select max((h.valid_to at time zone 'UTC')::date) from spotify.playlist_item_history as h)
        ) as read_on
),

newest as (
    select
        greatest(
            (select max(r.read_on) from readings as r),
            (select max(s.observed_on) from spotify.artist_stats as s),
            (select max(s.observed_on) from spotify.album_stats as s),
            (select max(s.observed_on) from spotify.track_stats as s),
            (select max(t.observed_on) from spotify.top_items as t),
            (select max(t.observed_on) from spotify.artist_top_tracks as t),
            (select max(r.observed_on) from spotify.new_releases as r),
            (select max(r.observed_on) from spotify.search_results as r),
            (select max((p.observed_at at time zone 'UTC')::date) from spotify.playback_states as p)
        ) as read_on
)

select
    r.subject,
    r.user_id,
    r.read_on as last_read_on,
    n.read_on as newest_reading
from readings as r
cross join newest as n
where n.read_on - r.read_on > 3

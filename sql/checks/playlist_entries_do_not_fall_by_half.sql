-- On the newest day on which playlists were read they hold at least half as many entries as on the 7 days of reading before.
-- Readings that came back short close what they did not see, and look like playlists that were emptied. Counted at the end of
-- each day over all playlists, against the mean of up to 7 days of reading before. Only a warning: a playlist may be
-- emptied on purpose, or no longer be the listener's.
-- severity: warn
with changes as (
    select
        (h.valid_from at time zone 'UTC')::date as read_on,
        count(*) as change
    from spotify.playlist_item_history as h
    group by (h.valid_from at time zone 'UTC')::date
    union all
    select
        (h.valid_to at time zone 'UTC')::date as read_on,
        -count(*) as change
    from spotify.playlist_item_history as h
    where h.valid_to is not null
    group by (h.valid_to at time zone 'UTC')::date
),

days as (
    select
        c.read_on,
        sum(sum(c.change)) over (order by c.read_on) as entry_count
    from changes as c
    group by c.read_on
),

compared as (
    select
        d.read_on,
        d.entry_count,
        avg(d.entry_count) over (order by d.read_on rows between 7 preceding and 1 preceding) as mean_before,
        row_number() over (order by d.read_on desc) as days_ago
    from days as d
)

select
    c.read_on,
    c.entry_count,
    round(c.mean_before, 1) as mean_before
from compared as c
where c.days_ago = 1 and c.entry_count < c.mean_before / 2

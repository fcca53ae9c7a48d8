-- No artist or genre has more than all of a label's entries, and the shares of its artists add up to all or more.
-- Every entry counted names at least one artist, but it may have no genre. Rounding takes up to 0.0005 of each share.
-- severity: warn
with shares as (
    select
        'artist' as subject,
        a.playlist_label,
        a.share
    from marts.regional_artists as a
    union all
    select
        'genre' as subject,
        g.playlist_label,
        g.share
    from marts.regional_genres as g
)

select
    s.subject,
    s.playlist_label,
    count(*) as row_count,
    max(s.share) as largest_share,
    sum(s.share) as share_sum
from shares as s
group by s.subject, s.playlist_label
having
    max(s.share) > 1
    or min(s.share) < 0
    or count(s.share) <> count(*)
    or (s.subject = 'artist' and sum(s.share) + 0.0005 * count(*) < 1)

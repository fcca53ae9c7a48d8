-- A listener follows an artist, or has saved an audiobook, once at a time.
-- Overlapping intervals count the same days twice.
-- severity: fail
with intervals as (
    select
        'followed artist' as subject,
        f.user_id,
        f.artist_id as subject_id,
        f.valid_from,
        f.valid_to
    from spotify.followed_artists as f
    union all
    select
        'saved audiobook' as subject,
        s.user_id,
        s.audiobook_id as subject_id,
        s.valid_from,
        s.valid_to
    from spotify.saved_audiobooks as s
),

followed_by as (
    select
        i.subject,
        i.user_id,
        i.subject_id,
        i.valid_from,
        i.valid_to,
        lead(i.valid_from) over (
            partition by i.subject, i.user_id, i.subject_id
            order by i.valid_from
        ) as next_valid_from
    from intervals as i
)

select
    i.subject,
    i.user_id,
    i.subject_id,
    i.valid_from,
    i.valid_to,
    i.next_valid_from
from followed_by as i
where i.next_valid_from < coalesce(i.valid_to, 'infinity')

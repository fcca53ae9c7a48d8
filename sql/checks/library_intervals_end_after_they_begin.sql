-- The time for which a listener follows an artist, or has saved an audiobook, has a length.
-- What ends when it begins was never seen.
-- severity: fail
select
    'followed artist' as subject,
    f.user_id,
    f.artist_id as subject_id,
    f.valid_from,
    f.valid_to
from spotify.followed_artists as f
where f.valid_to <= f.valid_from
union all
select
    'saved audiobook' as subject,
    s.user_id,
    s.audiobook_id as subject_id,
    s.valid_from,
    s.valid_to
from spotify.saved_audiobooks as s
where s.valid_to <= s.valid_from

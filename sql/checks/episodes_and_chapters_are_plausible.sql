-- An episode or a chapter lasts between 0 milliseconds and a day, and came out in the year that Spotify wrote.
-- Only a warning: both are what the publisher entered. Zero is Spotify's way of not knowing.
-- severity: warn
select
    'episode' as subject,
    e.episode_id as subject_id,
    e.duration_ms,
    e.release_date,
    e.release_date_text
from spotify.episodes as e
where
    e.duration_ms not between 0 and 86400000
    or e.release_date > current_date + interval '2 years'
    or e.release_date_text not like to_char(e.release_date, 'YYYY') || '%'
union all
select
    'chapter' as subject,
    c.chapter_id as subject_id,
    c.duration_ms,
    c.release_date,
    c.release_date_text
from spotify.chapters as c
where
    c.duration_ms not between 0 and 86400000
    or c.release_date > current_date + interval '2 years'
    or c.release_date_text not like to_char(c.release_date, 'YYYY') || '%'

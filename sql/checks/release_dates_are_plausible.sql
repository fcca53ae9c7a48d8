-- An album came out after recording was invented and not more than two years from now, in the year that Spotify wrote.
-- Only a warning: the date is what the distributor entered.
-- severity: warn
select
    a.album_id,
    a.name,
    a.release_date,
    a.release_date_text
from spotify.albums as a
where
    a.release_date < date '1860-01-01'
    or a.release_date > current_date + interval '2 years'
    or a.release_date_text not like to_char(a.release_date, 'YYYY') || '%'
    or (a.release_date is null and a.release_date_text ~ '^[0-9]{4}' and a.release_date_text not like '0000%')

-- An ISRC is two letters for the country, three characters for who registered it and seven digits.
-- Only a warning: it is what the distributor entered. Duplicates of a recording are found by it.
-- severity: warn
select
    t.track_id,
    t.name,
    t.isrc
from spotify.tracks as t
where t.isrc !~ '^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$'

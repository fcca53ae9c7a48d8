-- Results of the selected searches, one row per terms, type of item, day of the search and place among the results.
-- search_terms: as they were selected, filters such as year:2001 included
-- result_rank: place among the results of this type, from 1; a place that Spotify left empty has no row
-- item_id: of an album, artist, track, playlist, show, episode or audiobook, as item_type says
select
    s.query as search_terms,
    s.item_type,
    s.observed_on,
    s.rank as result_rank,
    s.item_id,
    s.loaded_at
from spotify.search_results as s

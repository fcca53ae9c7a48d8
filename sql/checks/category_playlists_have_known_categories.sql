-- Every list of a category's playlists belongs to a row of categories.
-- A category is only asked for once it has been seen, so one that is missing was lost on the way.
-- severity: fail
select distinct
    l.category_id,
    l.observed_on
from spotify.category_playlists as l
left join spotify.categories as c on c.category_id = l.category_id
where c.category_id is null

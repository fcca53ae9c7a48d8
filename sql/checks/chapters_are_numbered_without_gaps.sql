-- An audiobook of which as many chapters are known as it has numbers them 0, 1, 2 ... or 1, 2, 3 ...
-- Only a warning: the numbers are the publisher's. Audiobooks of which single chapters were read are passed over.
-- severity: warn
select
    a.audiobook_id,
    a.total_chapters,
    array_agg(c.chapter_number order by c.chapter_number) as chapter_numbers
from spotify.audiobooks as a
inner join spotify.chapters as c on c.audiobook_id = a.audiobook_id
group by a.audiobook_id, a.total_chapters
having
    count(*) >= a.total_chapters
    and (
        min(c.chapter_number) not in (0, 1)
        or max(c.chapter_number) - min(c.chapter_number) <> count(*) - 1
        or count(distinct c.chapter_number) <> count(*)
    )

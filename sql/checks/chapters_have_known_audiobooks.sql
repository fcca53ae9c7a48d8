-- Every chapter's audiobook is a row of audiobooks.
-- Spotify embeds the audiobook in the chapter or the chapters in the audiobook, so one that is missing was lost on the way.
-- severity: fail
select
    c.chapter_id,
    c.audiobook_id
from spotify.chapters as c
left join spotify.audiobooks as a on a.audiobook_id = c.audiobook_id
where c.audiobook_id is not null and a.audiobook_id is null

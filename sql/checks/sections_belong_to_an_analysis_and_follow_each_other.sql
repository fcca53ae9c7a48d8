-- The sections of a track are numbered 1, 2, 3 ... in the order in which they begin, as many as its analysis counts.
-- A section that was lost would lengthen the one before it.
-- severity: warn
with sections as (
    select
        s.track_id,
        count(*) as section_count,
        min(s.position) as first_position,
        max(s.position) as last_position,
        array_agg(s.position order by s.start_seconds, s.position) as by_start,
        array_agg(s.position order by s.position) as by_position
    from spotify.audio_analysis_sections as s
    group by s.track_id
)

select
    s.track_id,
    a.section_count as counted,
    s.by_start as positions
from sections as s
left join spotify.audio_analysis as a on a.track_id = s.track_id
where
    a.track_id is null
    or s.first_position <> 1
    or s.last_position <> s.section_count
    or s.by_start <> s.by_position
    or a.section_count <> s.section_count

-- Every track with audio features or an analysis is a row of tracks.
-- Only a warning: a selected track that Spotify no longer has may still have been analysed.
-- severity: warn
select
    'audio features' as analysed_as,
    f.track_id
from spotify.audio_features as f
left join spotify.tracks as t on t.track_id = f.track_id
where t.track_id is null
union all
select
    'audio analysis' as analysed_as,
    a.track_id
from spotify.audio_analysis as a
left join spotify.tracks as t on t.track_id = a.track_id
where t.track_id is null

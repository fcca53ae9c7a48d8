"""One file per Spotify noun: what to ask, how it goes on, and which rows it becomes.

Nothing here asks or stores anything: requests are values, answers are bytes, rows are frames.
"""

from tasks.resources.albums import ALBUMS
from tasks.resources.artist_top_tracks import ARTIST_TOP_TRACKS
from tasks.resources.artists import ARTISTS
from tasks.resources.audio_analysis import AUDIO_ANALYSIS
from tasks.resources.audio_features import AUDIO_FEATURES
from tasks.resources.audiobooks import AUDIOBOOKS
from tasks.resources.categories import CATEGORIES
from tasks.resources.category_playlists import CATEGORY_PLAYLISTS
from tasks.resources.chapters import CHAPTERS
from tasks.resources.current_user import CURRENT_USER
from tasks.resources.discographies import DISCOGRAPHIES
from tasks.resources.episodes import EPISODES
from tasks.resources.featured_playlists import FEATURED_PLAYLISTS
from tasks.resources.followed_artists import FOLLOWED_ARTISTS
from tasks.resources.markets import MARKETS
from tasks.resources.my_playlists import MY_PLAYLISTS
from tasks.resources.new_releases import NEW_RELEASES
from tasks.resources.playback import PLAYBACK
from tasks.resources.playback_queue import PLAYBACK_QUEUE
from tasks.resources.playlists import PLAYLISTS
from tasks.resources.reading import Resource
from tasks.resources.recently_played import RECENTLY_PLAYED
from tasks.resources.related_artists import RELATED_ARTISTS
from tasks.resources.saved_albums import SAVED_ALBUMS
from tasks.resources.saved_audiobooks import SAVED_AUDIOBOOKS
from tasks.resources.saved_episodes import SAVED_EPISODES
from tasks.resources.saved_shows import SAVED_SHOWS
from tasks.resources.saved_tracks import SAVED_TRACKS
from tasks.resources.searches import SEARCHES
from tasks.resources.show_episodes import SHOW_EPISODES
from tasks.resources.shows import SHOWS
from tasks.resources.top_artists import TOP_ARTISTS
from tasks.resources.top_tracks import TOP_TRACKS
from tasks.resources.tracks import TRACKS
from tasks.resources.user_playlists import USER_PLAYLISTS
from tasks.resources.users import USERS

RESOURCES: dict[str, Resource] = {
    resource.name: resource
    for resource in (
        CURRENT_USER,
        RECENTLY_PLAYED,
        SAVED_TRACKS,
        SAVED_ALBUMS,
        SAVED_SHOWS,
        SAVED_EPISODES,
        SAVED_AUDIOBOOKS,
        FOLLOWED_ARTISTS,
        TOP_ARTISTS,
        TOP_TRACKS,
        PLAYBACK,
        PLAYBACK_QUEUE,
        MY_PLAYLISTS,
        USERS,
        USER_PLAYLISTS,
        PLAYLISTS,
        NEW_RELEASES,
        CATEGORIES,
        CATEGORY_PLAYLISTS,
        FEATURED_PLAYLISTS,
        SEARCHES,
        DISCOGRAPHIES,
        SHOWS,
        SHOW_EPISODES,
        EPISODES,
        AUDIOBOOKS,
        CHAPTERS,
        ARTIST_TOP_TRACKS,
        RELATED_ARTISTS,
        ALBUMS,
        TRACKS,
        ARTISTS,
        AUDIO_FEATURES,
        AUDIO_ANALYSIS,
        MARKETS,
    )
}

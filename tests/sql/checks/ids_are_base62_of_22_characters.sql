insert into spotify.tracks (track_id) values
    ('6rqhFgbbKwnb9MLmUQDhG6'),  -- an id
    ('spotify:track:6rqhFgbbKwnb9MLmUQDhG6');  -- offends: subject=track subject_id=spotify:track:6rqhFgbbKwnb9MLmUQDhG6

insert into spotify.albums (album_id) values
    ('6akEvsycLGftJxYudPjmqK'),  -- an id
    ('6akEvsycLGftJxYudPjm');  -- offends: subject=album subject_id=6akEvsycLGftJxYudPjm

insert into spotify.artists (artist_id) values
    ('0OdUWJ0sBjDrqHygGUXeCF'),  -- an id
    ('0OdUWJ0sBjDrqHygGUXe-F');  -- offends: subject=artist subject_id=0OdUWJ0sBjDrqHygGUXe-F

insert into spotify.playlists (playlist_id) values
    ('37i9dQZEVXbJiZcmkrIHGU'),  -- an id
    ('37i9dQZEVXbJiZcmkrIHGU?si=1');  -- offends: subject=playlist subject_id=37i9dQZEVXbJiZcmkrIHGU?si=1

insert into spotify.shows (show_id) values
    ('5CfCWKI5pZ28U0uOzXkDHa'),  -- an id
    ('spotify:show:5CfCWKI5pZ28U0uOzXkDHa');  -- offends: subject=show subject_id=spotify:show:5CfCWKI5pZ28U0uOzXkDHa

insert into spotify.episodes (episode_id) values
    ('5CfCWKI5pZ28U0uOzXkDHb'),  -- an id
    ('spotify:episode:5CfCWKI5pZ28U0uOzXkDHb');  -- offends: subject=episode subject_id=spotify:episode:5CfCWKI5pZ28U0uOzXkDHb

insert into spotify.audiobooks (audiobook_id) values
    ('5CfCWKI5pZ28U0uOzXkDHc'),  -- an id
    ('spotify:audiobook:5CfCWKI5pZ28U0uOzXkDHc');  -- offends: subject=audiobook subject_id=spotify:audiobook:5CfCWKI5pZ28U0uOzXkDHc

insert into spotify.chapters (chapter_id) values
    ('5CfCWKI5pZ28U0uOzXkDHd'),  -- an id
    ('spotify:chapter:5CfCWKI5pZ28U0uOzXkDHd');  -- offends: subject=chapter subject_id=spotify:chapter:5CfCWKI5pZ28U0uOzXkDHd

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

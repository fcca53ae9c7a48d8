insert into spotify.playlists (playlist_id, name, description, owner_id, is_public, is_collaborative, snapshot_id, items_total, followers, image_url, label) values
    ('p1', ' Top 50 ', 'Rock &amp; <a href="spotify:genre:pop">Pop</a> &#x27;26 &quot;live&quot; 1&#x2F;2', 'spotify', true, false, 's1', 50, 900, 'https://i.scdn.co/image/1', ' Germany '),  -- link and entities
    ('p2', 'Mine', '', 'anna', false, true, 's2', 0, null, null, ''),  -- empty description and label are none
    ('p3', '', '1 < 2 &amp;lt; 3 &lt;b&gt; I &lt;3 it &#39;', 'anna', null, null, null, null, null, null, null);  -- a bracket is no tag; "&amp;lt;" is the text "&lt;"

insert into expected (playlist_id, playlist_name, description_text, owner_id, is_public, is_collaborative, snapshot_id, items_total, followers, image_url, playlist_label) values
    ('p1', 'Top 50', 'Rock & Pop ''26 "live" 1/2', 'spotify', true, false, 's1', 50, 900, 'https://i.scdn.co/image/1', 'Germany'),  -- as people read it
    ('p2', 'Mine', null, 'anna', false, true, 's2', 0, null, null, null),  -- no description
    ('p3', null, '1 < 2 &lt; 3 <b> I <3 it ''', 'anna', null, null, null, null, null, null, null);  -- decoded once

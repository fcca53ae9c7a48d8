"""What Spotify's objects look like in every quota mode, and the rows that each becomes wherever it stands.

An object comes full from its own endpoint and simplified inside others: one struct serves both, a field that is not
there is UNSET. Source: https://developer.spotify.com/documentation/web-api, and answers recorded since 2021.
"""

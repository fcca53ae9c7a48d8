"""The page that a run leaves for people: one HTML file with everything in it, and its key chart as a picture.

The only folder that knows Altair, Vega and Jinja2. It is given plain facts and Polars frames (content.py) and returns
text or bytes; where these come from and where they go is not its business. Altair takes half a second to import, so
whoever needs the page imports it when it is needed.
"""

"""The page on which a user agrees or does not: a plain form, so that a browser without scripts can send it, too."""

from html import escape

from tasks.sandbox.objects.users import NAMES
from tasks.sandbox.oddities import LISTENER

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Agree - sandbox</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }}
button {{ font: inherit; padding: .4rem 1.2rem; margin-right: .6rem }}
label {{ display: block }}
</style>
</head>
<body>
<h1>Let an app read a library?</h1>
<p>This is a sandbox on your own machine, not Spotify. The listeners and their libraries are made up.</p>
<p>The app <code>{client_id}</code> asks for:</p>
<ul>
{scopes}
</ul>
<form method="post">
<fieldset>
<legend>Who signs in</legend>
{listeners}
</fieldset>
<p>Either answer leads back to <code>{redirect_uri}</code></p>
<button name="answer" value="agree">Agree</button>
<button name="answer" value="cancel">Cancel</button>
</form>
</body>
</html>
"""

NOTHING = "<li>nothing but what is public</li>"


def page(client_id: str, scopes: list[str], redirect_uri: str, listeners: tuple[str, ...]) -> str:
    """Return the page as HTML; its form is sent to its own address, query included."""
    return PAGE.format(
        client_id=escape(client_id),
        scopes="\n".join(f"<li><code>{escape(scope)}</code></li>" for scope in scopes) or NOTHING,
        redirect_uri=escape(redirect_uri),
        listeners="\n".join(map(_choice, listeners)),
    )


def _choice(user_id: str) -> str:
    checked = " checked" if user_id == LISTENER else ""
    return f'<label><input type="radio" name="user" value="{user_id}"{checked}> {escape(NAMES[user_id])}</label>'

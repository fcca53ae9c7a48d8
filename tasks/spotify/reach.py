"""Whether a server answers at all; nothing is asked of it that counts."""

from tasks.spotify.errors import Unavailable
from tasks.spotify.session import Call, open_session, origin, transmit
from tasks.spotify.tokens import NOBODY


def reached(url: str) -> str:
    """Return the server's address where it answers, whatever it says to nobody; raises Unavailable, Unreachable."""
    with open_session(url, workers=1) as session:
        reply = transmit(session, Call("GET", url, "", "", NOBODY))
    if reply.status >= 500:
        raise Unavailable(f"{origin(url)} is in trouble, try again later", "anything", reply.status)
    return origin(url)

"""Sign a listener in at Spotify and keep the refresh token: python flows/login.py --help."""

import argparse
import os
import sys
import webbrowser
from collections.abc import Mapping

from flows.exit_codes import INTERRUPTED
from tasks.console.pasting import Pasting, stdin
from tasks.console.plain import plain
from tasks.console.terminal import complain, say
from tasks.listener_token import keep
from tasks.login import Browse, named, shadowed, sign_in, signed_in
from tasks.scopes import needed_scopes
from tasks.settings import Settings, SettingsError, load_settings
from tasks.spotify import token_store
from tasks.spotify.consent import expiry
from tasks.spotify.errors import SpotifyError
from tasks.spotify.token_store import StoredToken, checked_name
from tasks.token_block import check_block


def options(arguments: list[str]) -> argparse.Namespace:
    """Return the options; ends the program for --help and for a mistake."""
    parser = argparse.ArgumentParser(
        prog="python flows/login.py",
        description="Sign a listener in at Spotify and keep the refresh token, which lives six months.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--listener", default="", metavar="NAME", help="a name for the listener, where there are several"
    )
    parser.add_argument("--playback", action="store_true", help="ask to see what plays now, too")
    parser.add_argument("--no-browser", action="store_true", help="only print the address to open")
    parser.add_argument(
        "--to-block",
        default="",
        metavar="KIND/NAME",
        help="keep the token in a block on the Prefect server, secret/NAME or aws-secret/NAME, instead of in DATA_DIR",
    )
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Sign in and return the exit code; every mistake is one sentence."""
    given = options(arguments)
    try:
        login(load_settings(), given)
    except KeyboardInterrupt:
        complain("Interrupted; nothing was stored.")
        return INTERRUPTED
    except (ValueError, SpotifyError) as error:
        complain(f"Error: {error}")
        return 1
    return 0


def login(settings: Settings, given: argparse.Namespace) -> None:
    """Ask, keep what was granted, and say how it went."""
    block = given.to_block or settings.spotify_token_block
    _check(settings, given.listener, block)
    scopes = needed_scopes(playback=given.playback)
    consent = sign_in(settings, scopes, pasting=Pasting(stdin()), browse=_browse(given))
    token, problem = named(settings, signed_in(settings, consent, given.listener))
    kept_in = keep(settings, token, block)
    if problem:
        say(f"Note: {problem}.")
    _tell(settings, token, kept_in, scopes - consent.scopes)


def _check(settings: Settings, listener: str, block: str) -> None:
    """Raise what would otherwise come up when the listener has agreed."""
    if settings.uses_sandbox:
        raise SettingsError(
            "SPOTIFY_CLIENT_ID is not set: one signs in to an app, and the sandbox has its own listener"
        )
    checked_name(listener)
    if block:
        check_block(block)
    else:
        token_store.prepare(settings.data_dir)


def _tell(settings: Settings, token: StoredToken, kept_in: str, refused: frozenset[str]) -> None:
    who = f" as {plain(token.user_name or token.user_id)}" if token.user_id else ""
    say(f"Signed in{who}.")
    if token.authorised_at:
        say(f"The refresh token is kept in {kept_in}; it ends on {expiry(token.authorised_at):%Y-%m-%d}.")
    if refused:
        say(f"Note: not granted: {', '.join(sorted(refused))}; what needs them is left out.")
    if note := shadowed(settings, token.listener):
        say(f"Note: {note}.")
    say("Next: make doctor checks everything else, make run reads the library.")


def _browse(given: argparse.Namespace) -> Browse | None:
    return None if given.no_browser or is_headless(os.environ, sys.platform) else _open


def is_headless(environ: Mapping[str, str], platform: str) -> bool:
    """Whether no browser of this machine would be seen by whoever sits at the terminal."""
    if environ.get("BROWSER"):
        return False
    if environ.get("SSH_CONNECTION"):
        return True
    return platform.startswith("linux") and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _open(address: str) -> None:
    try:
        webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return  # the address stands on the terminal anyway


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

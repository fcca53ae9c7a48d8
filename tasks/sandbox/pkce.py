"""Proof that who redeems a code is who asked for it (RFC 7636); Spotify knows no method but S256."""

import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from hmac import compare_digest

CHALLENGE = re.compile(r"[0-9A-Za-z_-]{43}", re.ASCII)  # 32 bytes in base 64, unpadded
VERIFIER = re.compile(r"[0-9A-Za-z._~-]{43,128}", re.ASCII)


def challenge_of(verifier: str) -> str:
    """Return the challenge that belongs to a verifier (RFC 7636 4.2)."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def proves(verifier: str, challenge: str) -> bool:
    """Whether a verifier is well-formed and belongs to the challenge."""
    return bool(VERIFIER.fullmatch(verifier)) and compare_digest(challenge_of(verifier), challenge)


def is_challenge(challenge: str, method: str) -> bool:
    """Whether Spotify takes a challenge."""
    return method == "S256" and bool(CHALLENGE.fullmatch(challenge))

"""Where something is available. Real lists have 185 countries; a few keep the answers small."""

from typing import Any

from tasks.sandbox.asking import Ask
from tasks.sandbox.invented import number

MARKETS = ("AR", "AU", "BR", "DE", "EG", "ES", "FR", "GB", "IN", "IT", "JP", "KR", "MX", "PL", "SE", "TR", "US", "ZA")


def markets(ask: Ask, key: str) -> dict[str, Any]:
    """Return the list of markets, or, where the request names a market, no list but the answer for it."""
    if "market" in ask.query:
        return {"is_playable": True}
    return {"available_markets": list(MARKETS[number("markets", key) % 6 :])}

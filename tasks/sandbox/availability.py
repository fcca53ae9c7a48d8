"""Where things can be had: shows, episodes and audiobooks exist only in a market, unlike music.

A user's token brings the user's country; the app's own has none, so that without `market` nothing of these is found.
"""

from tasks.sandbox.asking import Ask
from tasks.sandbox.errors import bad_request

COUNTRY = "DE"  # of every listener here

# As recorded in 2026, sorted.
_CODES = (
    "AD AE AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CG CH CI CL CM CO CR "
    "CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU "
    "ID IE IL IN IQ IS IT JM JO JP KE KG KH KI KM KN KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH "
    "MK ML MN MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PR PS PT PW PY QA RO RS "
    "RW SA SB SC SE SG SI SK SL SM SN SR ST SV SZ TD TG TH TJ TL TN TO TR TT TV TW TZ UA UG US UY UZ VC VE VN VU "
    "WS XK ZA ZM ZW"
)
COUNTRIES = tuple(_CODES.split())

AUDIOBOOK_MARKETS = ("AU", "CA", "GB", "IE", "NZ", "US")


def market_of(ask: Ask) -> str:
    """Return the market that counts, empty where there is none; raises Refusal for what is no market."""
    market = ask.query.get("market", COUNTRY if ask.is_user else "")
    if "market" in ask.query and market not in COUNTRIES:
        raise bad_request("Invalid market code")
    return market

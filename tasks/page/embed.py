"""Values inside of a page: JSON in which nothing can be taken for markup, and the scripts that may run."""

import base64
import hashlib
import json
from typing import Any

# A name may be "</script>" or "<!--"; these are JSON all the same, and no markup.
UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def embedded(value: Any) -> str:
    """Return a value as JSON that may stand in an element."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(UNSAFE)


def policy(*scripts: str) -> str:
    """Return the content security policy: only these scripts run, and nothing is ever asked of anybody.

    Styles are open because Vega sets them on its elements.
    """
    allowed = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

"""The same tracks as Singer messages, written beforehand: no tap's time is counted against the target."""

import json
from pathlib import Path
from typing import Any


def _nullable(kind: str, *names: str) -> dict[str, Any]:
    return {name: {"type": [kind, "null"]} for name in names}


# As the tap of a REST API declares it; what is nested has no properties of its own and so is kept as one column.
SCHEMA: dict[str, Any] = {
    "properties": {
        "id": {"type": ["string"]},
        **_nullable("string", "name", "href", "preview_url", "type", "uri"),
        **_nullable("integer", "disc_number", "duration_ms", "popularity", "track_number"),
        **_nullable("boolean", "explicit", "is_local"),
        **_nullable("object", "album", "external_ids", "external_urls"),
        **_nullable("array", "artists", "available_markets"),
    }
}


def write_messages(lines: Path, messages: Path) -> Path:
    """Write SCHEMA, a RECORD for every line, and STATE, unless the file is there."""
    if messages.exists():
        return messages
    unfinished = messages.with_suffix(".part")
    schema = {"type": "SCHEMA", "stream": "tracks", "schema": SCHEMA, "key_properties": ["id"]}
    with lines.open("rb") as source, unfinished.open("wb") as file:
        file.write(json.dumps(schema).encode() + b"\n")
        file.writelines(b'{"type":"RECORD","stream":"tracks","record":' + line[:-1] + b"}\n" for line in source)
        file.write(b'{"type":"STATE","value":{"tracks":"all"}}\n')
    return unfinished.rename(messages)

"""Answers that were recorded from Spotify go through the parsers without a loss, and into Postgres."""

import json
from pathlib import Path

import pytest

from tasks.postgres.connect import connect
from tasks.postgres.database import Database
from tasks.postgres.load import loading
from tasks.resources import RESOURCES
from tasks.resources.page import Page, Request, request
from tasks.resources.reading import REJECTED, Rows

from .answers import MOMENT, READING

FOLDER = Path(__file__).resolve().parents[1] / "payloads"

INDEX: dict[str, str] = json.loads((FOLDER / "index.json").read_text())

# Endpoint -> the resource that reads it; batches, pages and renamed endpoints belong to the resource that asks them.
READ_BY = {resource.path: name for name, resource in RESOURCES.items()} | {
    "tracks": "tracks",
    "albums": "albums",
    "artists": "artists",
    "albums/{id}/tracks": "albums",
    "episodes": "episodes",
    "audiobooks/{id}/chapters": "audiobooks",
    "playlists/{id}/items": "playlists",
    "playlists/{id}/tracks": "playlists",
}

# What a question held that its answer does not say again.
ASKED_WITH = {"search": {"q": "terms", "type": "track"}}

# Recorded, and not read yet: whoever adds the resource takes its endpoint out.
UNREAD: set[str] = set()

# Recorded with a filter of fields that leaves the id out, which we never ask with: nothing to tell the playlist by.
WITHOUT_ID = "playlist_fields__zmb3.json"

READ = [file for file, endpoint in INDEX.items() if endpoint in READ_BY and file != WITHOUT_ID]


def _asked(file: str) -> Request:
    endpoint, body = INDEX[file], json.loads((FOLDER / file).read_text())
    ids = ",".join(str(index) for index in range(len(body.get(endpoint, ()))))  # of a batch: as many as came back
    subject = ids or str(body.get("id", "subject"))
    return request(READ_BY[endpoint], endpoint.format(id=subject), subject, **ASKED_WITH.get(endpoint, {}))


def _rows(file: str) -> Rows:
    asked = _asked(file)
    return RESOURCES[asked.resource].rows([Page(asked, 200, (FOLDER / file).read_bytes(), MOMENT)], READING)


def test_every_recorded_endpoint_is_read_or_known_not_to_be() -> None:
    """No recording lies about unnoticed, and none is called unread that is read."""
    assert UNREAD == set(INDEX.values()) - set(READ_BY)


def test_every_recording_is_in_the_index() -> None:
    """And the index names no file that is not there; quoted errors are no answers of an endpoint."""
    files = {path.name for path in FOLDER.glob("*.json")} - {"index.json", "errors.json"}
    assert files == set(INDEX)


@pytest.mark.parametrize("file", READ)
def test_a_recording_is_read_without_a_reject(file: str) -> None:
    """Whatever Spotify has sent fits the declared types, whole floats included."""
    found = _rows(file)
    assert REJECTED not in found.frames
    has_rows = "empty" not in file and not file.startswith(("playlist_items", "playlist_tracks", "playlist_episodes"))
    assert has_rows <= (found.height > 0)


def test_an_answer_without_an_id_is_set_aside() -> None:
    """Whole, for there is nothing to key it by."""
    assert ["$"] == _rows(WITHOUT_ID).frames[REJECTED]["path"].to_list()


@pytest.mark.parametrize("file", [file for file in READ if INDEX[file].startswith("playlists/{id}/")])
def test_a_recorded_page_of_a_playlist_joins_it(file: str) -> None:
    """Entries come without the playlist, so that only with it do they make rows."""
    entries = json.loads((FOLDER / file).read_text())["items"]
    head = Page(
        request("playlists", "playlists/subject", "subject"),
        200,
        json.dumps({"id": "subject", "snapshot_id": "s", "tracks": {"items": [], "total": len(entries)}}).encode(),
        MOMENT,
    )
    asked = request("playlists", "playlists/subject/items", "subject", offset=0)
    after = request("playlists", "playlists/subject", "subject", fields="snapshot_id")
    pages = [
        head,
        Page(asked, 200, (FOLDER / file).read_bytes(), MOMENT),
        Page(after, 200, b'{"snapshot_id": "s"}', MOMENT),
    ]
    found = RESOURCES["playlists"].rows(pages, READING)
    assert len(entries) == found.frames["spotify.playlist_items"].height
    assert REJECTED not in found.frames


def test_recorded_rows_load(cleared: Database) -> None:
    """All recordings into one database, twice: the second time nothing is new."""
    together = sum((_rows(file) for file in READ), Rows())
    for is_first in (True, False):
        with loading(cleared, list(together.frames)) as load:
            counts = [load.merge(name, rows, together.complete.get(name)) for name, rows in together.frames.items()]
        assert is_first == any(one.changed for one in counts)
    with connect(cleared) as connection:
        counted = connection.execute("select count(*) from spotify.tracks where duration_ms is not null").fetchone()
        assert counted
        assert counted[0] > 20

"""Each day is a world of its own, made of what really was in the playlists, and the same in every process."""

import os
import subprocess
import sys
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from tasks.sandbox import Sandbox
from tasks.sandbox.catalogue import History, load

from .client import EXAMPLES, GERMANY, LOFI, Client

ENTRIES = f"playlists/{GERMANY}/items?limit=50"


def on(client: Client, day: int, path: str) -> Any:
    """Return an answer of another day."""
    client.sandbox.move_to(day)
    return client.json(path)


def track_ids(page: Any) -> list[str]:
    """Return the ids on a page of a playlist."""
    return [entry["track"]["id"] for entry in page["items"]]


def test_charts_change(fresh: Client) -> None:
    """From one day to the next a chart keeps most of its tracks and moves them."""
    yesterday, today = (track_ids(on(fresh, day, ENTRIES)) for day in (69, 70))
    assert yesterday != today
    assert 50 > len(set(yesterday) & set(today)) > 25


def test_real_content(fresh: Client) -> None:
    """On the last day the chart begins as the archive recorded it on 2021-05-09."""
    first = on(fresh, 70, ENTRIES)["items"][0]["track"]
    assert (first["name"], first["duration_ms"] > 0) == ("Extasy", True)


def test_back_again(fresh: Client) -> None:
    """A world that moved away and back is the same as before, byte for byte."""
    before = {name: fresh.get(path).content for name, path in EXAMPLES.items()}
    fresh.sandbox.move_to(1)
    fresh.sandbox.move_to(70)
    assert {name: fresh.get(path).content for name, path in EXAMPLES.items()} == before


@pytest.mark.parametrize("mode", ["extended", "development"])
def test_two_servers(mode: str) -> None:
    """Two servers answer alike, but for their own address."""
    with Sandbox(mode=mode) as one, Sandbox(mode=mode) as other:
        for path in EXAMPLES.values():
            texts = [Client(sandbox).get(path).text.replace(sandbox.api_url, "") for sandbox in (one, other)]
            assert texts[0] == texts[1]


DIGEST = """
from hashlib import sha256
from tests.sandbox.client import EXAMPLES, Client
from tasks.sandbox import Sandbox
with Sandbox() as sandbox:
    texts = [Client(sandbox).get(path).text.replace(sandbox.api_url, "") for path in EXAMPLES.values()]
print(sha256("".join(texts).encode()).hexdigest())
"""


def test_two_processes() -> None:
    """Nothing served depends on the process: not on the seed of hash(), and not on the time."""
    command = [sys.executable, "-c", DIGEST]
    seeds = [subprocess.check_output(command, env=os.environ | {"PYTHONHASHSEED": seed}) for seed in ("1", "2")]
    assert seeds[0] == seeds[1]


def test_snapshot_ids(fresh: Client) -> None:
    """A snapshot id changes exactly when the entries do."""
    ids, contents = [], []
    for day in range(20, 45):
        ids.append(on(fresh, day, f"playlists/{GERMANY}?fields=snapshot_id")["snapshot_id"])
        contents.append([(e["added_at"], e["track"]["id"]) for e in on(fresh, day, ENTRIES)["items"]])
    changed = [before != after for before, after in pairwise(contents)]
    assert [before != after for before, after in pairwise(ids)] == changed
    assert {True, False} == set(changed)


def test_snapshot_ids_of_own_playlists(fresh: Client) -> None:
    """The listener's own playlists: one never changes, one daily, one weekly."""
    own = [playlist["id"] for playlist in fresh.json("me/playlists")["items"][:3]]
    seen = [{on(fresh, day, f"playlists/{key}")["snapshot_id"] for day in range(57, 71)} for key in own]
    assert [len(ids) for ids in seen] == [1, 14, 2]


def test_added_at(fresh: Client) -> None:
    """A track that came on a day was added that day, and keeps that date for as long as it stays."""
    fresh.sandbox.move_to(69)
    before = {entry["track"]["id"]: entry["added_at"] for entry in fresh.items(ENTRIES)}
    fresh.sandbox.move_to(70)
    after = {entry["track"]["id"]: entry["added_at"] for entry in fresh.items(ENTRIES)}
    came, stayed = after.keys() - before.keys(), after.keys() & before.keys()
    assert {after[key][:10] for key in came} == {"2021-05-09"}
    assert [key for key in stayed if before[key] != after[key]] == []


def test_nothing_lies_ahead(fresh: Client) -> None:
    """Whatever has a time lies before the Date of the answer."""
    for day in (1, 2, 35, 70):
        fresh.sandbox.move_to(day)
        now = f"{fresh.sandbox._service.world.now:%Y-%m-%dT%H:%M:%S}"
        for path in (ENTRIES, f"playlists/{LOFI}/items", "me/tracks", "me/player/recently-played"):
            page = fresh.json(path)
            assert max(item.get("added_at") or item.get("played_at") for item in page["items"]) < now
        for playlist in filter(None, fresh.items("me/playlists")):
            entries = fresh.json(f"playlists/{playlist['id']}/items?limit=50")["items"]
            assert max(entry["added_at"] or "" for entry in entries) < now


def test_numbers_move_slowly(fresh: Client) -> None:
    """From day to day popularity wanders by a few points and followers grow."""
    path = f"artists?ids={','.join(list(load().artists)[:50])}"
    before, after = on(fresh, 69, path)["artists"], on(fresh, 70, path)["artists"]
    steps = [new["popularity"] - old["popularity"] for old, new in zip(before, after, strict=True)]
    assert max(map(abs, steps)) <= 12
    assert any(steps)
    grown = [new["followers"]["total"] - old["followers"]["total"] for old, new in zip(before, after, strict=True)]
    assert min(grown) >= 0 < max(grown)


def test_charts_are_popular(extended: Client) -> None:
    """What is in the charts is more popular than what is not."""
    chart = [entry["track"]["popularity"] for entry in extended.json(ENTRIES)["items"]]
    album = extended.json("tracks?ids=" + ",".join(list(load().tracks)[:50]))["tracks"]
    quiet = [track["popularity"] for track in album]
    assert min(chart) > sum(quiet) / len(quiet)
    assert all(0 <= number <= 100 for number in [*chart, *quiet])


@pytest.mark.parametrize("day", [0, -1, 71])
def test_no_such_day(fresh: Client, day: int) -> None:
    """A day beyond the run is one sentence, at the start and later."""
    with pytest.raises(ValueError, match=f"SANDBOX_DAY is {day}, but this catalogue has days 1 to 70"):
        Sandbox(day=day)
    with pytest.raises(ValueError, match="days 1 to 70"):
        fresh.sandbox.move_to(day)


def test_latest_snapshot_counts() -> None:
    """A day without a snapshot shows the one before, a day before the first shows the first."""
    history = History([date(2021, 3, day).toordinal() for day in (5, 8)])
    assert [history.at(date(2021, 3, day)) for day in (1, 5, 7, 8, 9)] == [0, 0, 0, 1, 1]

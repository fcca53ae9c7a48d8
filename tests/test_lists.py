"""Lists of what to read: a file or an object with one entry a line, and what a mistake in it says."""

from pathlib import Path

import pytest

from tasks.lists import ListError, Lists
from tasks.selection import Run
from tests.flows.s3 import S3

GERMANY, JAPAN = "37i9dQZEVXbJiZcmkrIHGU", "37i9dQZEVXbKXQ4mDTEBXq"

ARTIST = "06HL4z0CvFAxyc27GXpf02"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list as a person writes it."""
    path = tmp_path / "charts.txt"
    path.write_text(f"# charts\n\n  Germany=spotify:playlist:{GERMANY}\r\n{JAPAN}\n{JAPAN}\n")
    return path


def test_a_list_is_its_entries(listed: Path) -> None:
    """They take the place of its name, each once, as if they had been given; comments and empty lines are nothing."""
    run = Lists().expanded(Run(playlists=[f"@{listed}", JAPAN], artists=[ARTIST]))
    assert ([f"Germany={GERMANY}", JAPAN], [ARTIST]) == (run.playlists, run.artists)
    assert ({GERMANY: "Germany"}, [GERMANY, JAPAN]) == (run.labels, run.playlist_ids)


def test_a_run_names_its_list_and_not_what_is_in_it(listed: Path) -> None:
    """So that a parameter of Prefect's, half a megabyte at most, can stand for any number of ids."""
    run = Run(playlists=[f"@{listed}"])
    Lists().expanded(run)
    assert [f"@{listed}"] == run.playlists


def test_a_list_is_read_once(listed: Path) -> None:
    """A run has the same selection from its beginning to its end, whoever writes the file meanwhile."""
    lists, run = Lists(), Run(playlists=[f"@{listed}"])
    first = lists.expanded(run)
    listed.unlink()
    assert first == lists.expanded(run)


def test_users_and_searches_are_listed_too(tmp_path: Path) -> None:
    """Every option that takes ids takes a list of them."""
    path = tmp_path / "users.txt"
    path.write_text("spotify:user:some%20one\n")
    assert ["some one"] == Lists().expanded(Run(users=[f"@{path}"])).users
    path.write_text("artist=the\n")
    assert ["artist=the"] == Lists().expanded(Run(search=[f"@{path}"])).search


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f"{GERMANY}\nabc", 'line 2: "abc" is not a playlist'),
        (f"\n\nspotify:artist:{ARTIST}", "line 3: "),
        ("# nothing\n", "names no playlists"),
        ("@other.txt", "names another list in line 1: give both to --playlists"),
        ("\xff\xfe", "is no text in UTF-8"),
    ],
)
def test_a_mistake_in_a_list_is_a_sentence(tmp_path: Path, text: str, complaint: str) -> None:
    """It names the list and the line."""
    path = tmp_path / "wrong.txt"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ListError, match=complaint) as raised:
        Lists().expanded(Run(playlists=[f"@{path}"]))
    assert f'The list "@{path}"' in str(raised.value)


def test_a_list_on_s3_is_read(s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    """A task on ECS has no file; what is not there is a sentence."""
    for name, value in s3.variables().items():
        monkeypatch.setenv(name, value)
    s3.objects["/lists/germany.txt"] = f"Germany={GERMANY}\n".encode()
    assert [f"Germany={GERMANY}"] == Lists().expanded(Run(playlists=["s3://lists/germany.txt"])).playlists
    with pytest.raises(ListError, match=r'The list "s3://lists/japan\.txt" cannot be read: .*no such object'):
        Lists().expanded(Run(playlists=["s3://lists/japan.txt"]))


def test_a_list_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    """So is a folder, and an address on S3 that is none."""
    with pytest.raises(ListError, match=r'missing\.txt" cannot be read: No such file or directory'):
        Lists().expanded(Run(artists=[f"@{tmp_path}/missing.txt"]))
    with pytest.raises(ListError, match="cannot be read: Is a directory"):
        Lists().expanded(Run(artists=[f"@{tmp_path}"]))
    with pytest.raises(ListError, match="s3://BUCKET/KEY"):
        Lists().expanded(Run(artists=["s3://"]))

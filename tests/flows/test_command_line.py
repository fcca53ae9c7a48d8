"""The options of the command, and that every mistake is one sentence."""

import pytest

from flows.command_line import parsed
from tasks.selection import Run

ID = "37i9dQZEVXbJiZcmkrIHGU"
OTHER = "37i9dQZEVXbKXQ4mDTEBXq"


@pytest.mark.parametrize(
    ("arguments", "run"),
    [
        ([], Run()),
        (["--playlists", ID], Run(playlists=[ID])),
        (["--playlists", f"Germany={ID}"], Run(playlists=[f"Germany={ID}"])),
        (["--playlists", f"South Korea={ID}", "--playlists", OTHER], Run(playlists=[f"South Korea={ID}", OTHER])),
        (["--playlists", f"{ID},{OTHER}"], Run(playlists=[ID, OTHER])),
        (["--playlists", f"https://open.spotify.com/playlist/{ID}?si=a=b"], Run(playlists=[ID])),
        (["--playlists", f"Germany=https://open.spotify.com/playlist/{ID}?si=ab="], Run(playlists=[f"Germany={ID}"])),
        (["--playlists", f"Côte d'Ivoire={ID}"], Run(playlists=[f"Côte d'Ivoire={ID}"])),
        ([f"--artists={ID}", f"--albums=spotify:album:{ID}"], Run(artists=[ID], albums=[ID])),
        (["--tracks", ID, "--mode", "full", "--plan"], Run(tracks=[ID], mode="full", plan=True)),
        (["--library"], Run(library=True)),
        (["--no-library"], Run(library=False)),
        (["--no-plan"], Run()),
        (["--artists", "@artists.txt", "--shards", "4"], Run(artists=["@artists.txt"], shards=4)),
    ],
)
def test_options_are_the_parameters_of_a_run(arguments: list[str], run: Run) -> None:
    """One declaration, whether typed, filled into the form or deployed."""
    assert run == parsed(arguments)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--nonsense"], "--nonsense"),
        (["--playlist", ID], "--playlist "),  # no abbreviations: they would change their meaning some day
        (["stray"], "stray"),
        (["--mode"], "--mode"),
        (["--mode", "sometimes"], "--mode: Input should be 'incremental' or 'full'"),
        (["--playlists"], "--playlists"),
        (["--playlists", ""], "--playlists: "),
        (["--playlists", "Germany"], '--playlists: "Germany" is not a playlist'),
        (["--playlists", "Germany="], '--playlists: "" is not a playlist'),
        (["--artists", f"spotify:playlist:{ID}"], "not an artist: name it under playlists"),
        (["--albums", f"{ID},x"], '--albums: "x" is not an album'),
        (["--albums", "["], "albums"),
        (["--tracks", "None"], "--tracks: "),
        (["--plan=maybe"], "--plan"),
        (["--artists", ",".join(f"{number:022d}" for number in range(25_000))], "put it into a file"),
        (["--shards", "0"], "--shards: "),
    ],
)
def test_every_mistake_is_one_sentence(arguments: list[str], words: str) -> None:
    """It names the option."""
    with pytest.raises(ValueError, match=r"\S") as refused:
        parsed(arguments)
    assert words in str(refused.value)
    assert 1 == len(str(refused.value).splitlines())


def test_variables_of_the_environment_are_nobodys_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """MODE or PLAN could be anybody's."""
    for name, value in {"MODE": "bogus", "PLAN": "1", "PLAYLISTS": "x", "LIBRARY": "maybe"}.items():
        monkeypatch.setenv(name, value)
    assert Run() == parsed([])


def test_help_explains_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    """And ends well."""
    with pytest.raises(SystemExit) as left:
        parsed(["--help"])
    told = capsys.readouterr().out
    assert 0 == left.value.code
    assert [] == [name for name in Run.model_fields if f"--{name}" not in told]
    assert "python flows/main.py" in told

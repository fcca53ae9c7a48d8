"""The flow `export` and its command line: files in a folder or on S3, and every mistake one sentence."""

import io
import json
import os
from pathlib import Path

import httpx
import polars as pl
import pytest
from prefect.settings import PREFECT_API_URL
from prefect_aws import AwsCredentials, S3Bucket

from flows.export import export, main
from tasks.postgres.database import Database
from tasks.postgres.models.discover import discover, of_schema
from tests.flows.conftest import Etl, World
from tests.flows.rows import execute, scalar
from tests.flows.s3 import S3

MARTS = """
    create schema marts;
    create table marts.songs as select n, 'a song' as name from generate_series(1, 3) as n;
    create table marts.albums as select 1 as n;
    comment on table marts.songs is 'Made from sql/marts/songs.sql.';
    comment on table marts.albums is 'Made from sql/marts/albums.sql.';
"""


@pytest.fixture
def target(prefect_server: None, migrated: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A TARGET with two marts, as somebody's settings name it."""
    execute(migrated, MARTS)
    variables = {
        "ENV_FILE": os.devnull,
        "TARGET_SERVER_NAME": migrated.host,
        "TARGET_PORT": str(migrated.port),
        "TARGET_DB_USERNAME": migrated.user,
        "TARGET_DB_PASSWORD": migrated.password.get_secret_value(),
        "TARGET_DATABASE_NAME": migrated.name,
        "DATA_DIR": str(tmp_path / "data"),
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return migrated


def test_marts_are_written_into_a_folder(target: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder is made, files of the same name are replaced, others stay, and nothing half written is left."""
    folder = tmp_path / "a b" / "c"
    folder.mkdir(parents=True)
    (folder / "songs.csv").write_text("old")
    (folder / "mine.txt").write_text("mine")
    assert 0 == main(["--marts", "songs", "albums", "--format", "csv", "--to", str(folder)])
    assert ["albums.csv", "mine.txt", "songs.csv"] == sorted(one.name for one in folder.iterdir())
    assert "n,name\n1,a song\n2,a song\n3,a song\n" == (folder / "songs.csv").read_text()
    assert "Done: 2 files written." in capsys.readouterr().out


def test_all_marts_go_to_data_dir_as_parquet(target: Database, tmp_path: Path) -> None:
    """By default; an artifact says what is where."""
    assert export(return_state=True).is_completed()
    folder = tmp_path / "data" / "exports"
    assert ["albums.parquet", "songs.parquet"] == sorted(one.name for one in folder.iterdir())
    assert 3 == pl.read_parquet(folder / "songs.parquet").height
    found = httpx.get(f"{PREFECT_API_URL.value()}/artifacts/export/latest", timeout=60).raise_for_status().json()
    size = (folder / "songs.parquet").stat().st_size
    assert {"file": str(folder / "songs.parquet"), "rows": "3", "bytes": f"{size:,}"} in json.loads(found["data"])


def test_marts_are_written_to_s3(target: Database, tmp_path: Path, s3: S3) -> None:
    """With the usual variables, below a prefix; nothing stays here."""
    assert 0 == main(["--marts", "songs", "--to", "s3://bucket/a/prefix/"])
    assert ["/bucket/a/prefix/songs.parquet"] == list(s3.objects)
    assert 3 == pl.read_parquet(io.BytesIO(s3.objects["/bucket/a/prefix/songs.parquet"])).height
    assert [] == list((tmp_path / "data" / "exports").iterdir())


def test_marts_are_written_to_the_bucket_of_a_block(target: Database, s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    """Into its folder, with its credentials."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    credentials = AwsCredentials(aws_access_key_id="a-key", aws_secret_access_key="a-secret", region_name="eu-west-1")
    S3Bucket(bucket_name="theirs", bucket_folder="weekly", credentials=credentials).save("exports")
    state = export(["albums"], "csv", "block/exports", return_state=True)
    assert state.is_completed(), state.message
    assert {"/theirs/weekly/albums.csv": b"n\n1\n"} == s3.objects


def test_a_bucket_that_refuses_is_one_sentence(
    target: Database, tmp_path: Path, s3: S3, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what S3 said; nothing stays here."""
    assert 1 == main(["--marts", "songs", "--to", "s3://refused"])
    said = capsys.readouterr().err
    assert "Error: songs.parquet cannot be uploaded to s3://refused" in said
    assert ("Not yours" in said, "Traceback" in said) == (True, False)
    assert [] == list((tmp_path / "data" / "exports").iterdir())


MISTAKES: dict[tuple[str, ...], str] = {
    ("--marts", "song"): 'Error: There is no mart "song": did you mean songs?',
    ("--to", "ftp://somewhere/else"): 'Error: "ftp://somewhere/else" is no place for files: name a folder, s3://BUCKET',
    ("--to", "s3://"): 'Error: "s3://" is no place for files',
    ("--to", "/dev/null/exports"): "Error: /dev/null/exports is not a folder to write to (Not a directory)",
    ("--to", "block/nowhere"): 'Error: There is no s3-bucket block "nowhere" on this Prefect server',
}


@pytest.mark.parametrize("arguments", MISTAKES)
def test_a_mistake_is_one_sentence(
    target: Database, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """And exit code 1."""
    assert 1 == main(list(arguments))
    said = capsys.readouterr().err
    assert MISTAKES[arguments] in said
    assert 1 == said.count("\n")


def test_before_the_first_run_there_is_nothing_to_export(target: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """The flow says the same as the command line."""
    execute(target, "drop schema marts cascade")
    assert 1 == main([])
    sentence = "There are no marts yet: make run reads Spotify and builds them"
    assert f"Error: {sentence}\n" == capsys.readouterr().err
    assert sentence == export(return_state=True).message


def test_a_database_that_is_not_there_is_one_sentence(
    target: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """None is made: there would be nothing in it."""
    monkeypatch.setenv("TARGET_DATABASE_NAME", "nowhere")
    assert 1 == main([])
    assert "nowhere" in capsys.readouterr().err


def test_a_run_exports_what_it_has_rebuilt(world: World, etl: Etl, migrated: Database, tmp_path: Path) -> None:
    """Every mart, into the folder that the run is told; the summary says so."""
    with world() as sandbox:
        small = {"playlists": ["Germany=37i9dQZEVXbJiZcmkrIHGU"], "artists": [], "library": False, "transform": True}
        state = etl(sandbox, **small, export=str(tmp_path / "x"))
    assert state.is_completed(), state.message
    written = {one.stem for one in (tmp_path / "x").glob("*.parquet")}
    assert {mart.name for mart in of_schema(discover(), "marts")} == written
    ranked = pl.read_parquet(tmp_path / "x" / "playlist_artist_ranking.parquet").height
    assert ranked == scalar(migrated, "select count(*) from marts.playlist_artist_ranking") != 0
    logged = "select logs from etl.pipeline_logs where status = 'success'"
    assert f"{len(written)} marts are written to {tmp_path / 'x'}" in str(scalar(migrated, logged))


def test_a_place_that_is_none_is_noticed_before_anything_is_asked(world: World, etl: Etl) -> None:
    """The run fails with the sentence."""
    with world() as sandbox:
        state = etl(sandbox, transform=True, export="gs://bucket")
        assert [] == sandbox.log
    assert (True, True) == (state.is_failed(), '"gs://bucket" is no place for files' in str(state.message))

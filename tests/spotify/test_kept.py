"""Answers that outlive their process."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.spotify.kept import Answers, Kept, KeptError
from tasks.spotify.kept_folder import Folder

ANSWER = Kept(200, b'{"name": "line\nline"}\n', datetime(2021, 5, 9, 12, tzinfo=UTC))


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    """Bytes, status and time, also to another process that opens the same folder."""
    Answers(Folder(tmp_path / "run")).put("question", ANSWER)
    assert ANSWER == Answers(Folder(tmp_path / "run")).get("question")


def test_an_answer_without_a_body_comes_back(tmp_path: Path) -> None:
    """As of what is not there."""
    gone = Kept(404, b"", ANSWER.observed_at)
    Answers(Folder(tmp_path / "run")).put("question", gone)
    assert gone == Answers(Folder(tmp_path / "run")).get("question")


def test_pages_are_kept_in_a_fraction_of_their_size(tmp_path: Path) -> None:
    """A crawl of many thousand pages fits on a disk."""
    page = Kept(200, b'{"available_markets": ["AD", "AE"]}' * 1000, ANSWER.observed_at)
    Answers(Folder(tmp_path / "run")).put("question", page)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert len(page.body) > 20 * file.stat().st_size
    assert page == Answers(Folder(tmp_path / "run")).get("question")


def test_a_later_answer_replaces_an_earlier_one(tmp_path: Path) -> None:
    """Whole, and nothing else is left in the folder."""
    answers, later = Answers(Folder(tmp_path / "run")), Kept(200, b"{}", ANSWER.observed_at)
    answers.put("question", ANSWER)
    answers.put("question", later)
    assert (later, 1) == (answers.get("question"), sum(path.is_file() for path in tmp_path.rglob("*")))


def test_a_question_that_was_not_asked_has_no_answer(tmp_path: Path) -> None:
    """None, and no error."""
    assert Answers(Folder(tmp_path / "run")).get("question") is None


def test_forgotten_answers_are_gone(tmp_path: Path) -> None:
    """Those of this run; the next run's stay."""
    this, other = Answers(Folder(tmp_path / "this")), Answers(Folder(tmp_path / "other"))
    this.put("question", ANSWER)
    other.put("question", ANSWER)
    this.forget()
    assert (None, ANSWER) == (this.get("question"), other.get("question"))


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """It names the setting."""
    (tmp_path / "file").write_text("")
    with pytest.raises(KeptError, match="DATA_DIR cannot be written"):
        Answers(Folder(tmp_path / "file" / "run")).prepare()

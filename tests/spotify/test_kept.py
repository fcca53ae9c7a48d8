"""Answers that outlive their process."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.spotify.kept import Answers, Kept, KeptError

ANSWER = Kept(200, b'{"name": "line\nline"}\n', datetime(2021, 5, 9, 12, tzinfo=UTC))


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    """Bytes, status and time, also to another process that opens the same folder."""
    Answers(tmp_path / "run").put("question", ANSWER)
    assert ANSWER == Answers(tmp_path / "run").get("question")


def test_a_question_that_was_not_asked_has_no_answer(tmp_path: Path) -> None:
    """None, and no error."""
    assert Answers(tmp_path / "run").get("question") is None


def test_forgotten_answers_are_gone(tmp_path: Path) -> None:
    """Those of this run; the next run's stay."""
    this, other = Answers(tmp_path / "this"), Answers(tmp_path / "other")
    this.put("question", ANSWER)
    other.put("question", ANSWER)
    this.forget()
    assert (None, ANSWER) == (this.get("question"), other.get("question"))


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    """It names the setting."""
    (tmp_path / "file").write_text("")
    with pytest.raises(KeptError, match="DATA_DIR cannot be written"):
        Answers(tmp_path / "file" / "run").prepare()

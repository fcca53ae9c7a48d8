"""The locks tell who is there, and the kernel gives them back."""

import os
import subprocess
from pathlib import Path

from tasks.postgres.embedded.lock import alone, is_free, is_shared, opened, share, take, unlock
from tests.postgres.embedded_holder import becomes_true


def test_a_lock_that_nobody_holds_is_free(tmp_path: Path) -> None:
    """It is neither held alone nor together."""
    assert is_free(tmp_path / "lock")
    assert not is_shared(tmp_path / "lock")


def test_several_can_share(tmp_path: Path) -> None:
    """Until the last has gone."""
    path = tmp_path / "lock"
    with opened(path) as first, opened(path) as second:
        share(first)
        share(second)
        unlock(first)
        assert is_shared(path)
        unlock(second)
        assert is_free(path)


def test_one_who_is_alone_does_not_share(tmp_path: Path) -> None:
    """Also within one process."""
    path = tmp_path / "lock"
    with alone(path):
        assert not is_free(path)
        assert not is_shared(path)
    assert is_free(path)


def test_a_child_keeps_what_it_inherited(tmp_path: Path) -> None:
    """Closing the file does not unlock it for the child, whose death does."""
    path = tmp_path / "lock"
    with opened(path) as descriptor:
        take(descriptor)
        child = subprocess.Popen(["sleep", "60"], pass_fds=(descriptor,))
    assert not is_free(path)
    child.kill()
    child.wait()
    assert becomes_true(lambda: is_free(path))


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """Nobody else can keep a run waiting."""
    with opened(tmp_path / "lock") as descriptor:
        assert os.fstat(descriptor).st_mode & 0o777 == 0o600

"""A commit in the making, written down so that the next process can tell what one that died left.

The note is held open until all is done, also by the git that makes the commit and by its hooks:
while the system says that somebody holds it, they live on after the process that started them.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from jimoplan.errors import UnfinishedError
from jimoplan.git.repository import Repository

try:
    import fcntl
except ImportError:  # Windows, where nothing tells of a git that lives on
    fcntl = None  # type: ignore[assignment]


class Pending(NamedTuple):
    """A commit in the making.

    `plan` is the plan's path from the work tree's top and `base` the commit it rests on, None for
    the first; `written` is the id of the bytes that the file is given meanwhile, None where it
    stays as it is; `lock` is what the system calls the lock of the index.
    """

    plan: str
    base: str | None
    written: str | None
    lock: str


@contextmanager
def noted(repository: Repository, pending: Pending) -> Iterator[tuple[int, ...]]:
    """The note of a commit, there until all is done or taken back.

    Yields the open files that git has to keep open. An UnfinishedError leaves the note there.
    """
    path = _path_of(repository)
    try:
        with path.open("wb") as file:
            _hold(file)
            file.write(json.dumps(pending).encode())
            file.flush()
            os.fsync(file.fileno())
            yield (file.fileno(),) if fcntl else ()
    except UnfinishedError:
        raise
    except BaseException:
        forget_pending(repository)
        raise
    forget_pending(repository)


def is_pending(repository: Repository) -> bool:
    """Whether there is a note: of a commit being made, or of one that was broken off."""
    return _path_of(repository).exists()


def read_pending(repository: Repository) -> Pending | None:
    """What was noted; None where there is no note, or where it was not even written to its end.

    Nothing has been changed then. Raises OSError where the note cannot be read.
    """
    with suppress(FileNotFoundError, ValueError, TypeError):
        return Pending(*json.loads(_path_of(repository).read_bytes()))
    return None


def is_held(repository: Repository) -> bool:
    """Whether a git or a hook that was started for the commit lives on."""
    with suppress(FileNotFoundError), _path_of(repository).open("rb") as file:
        return not _hold(file)
    return False


def forget_pending(repository: Repository) -> None:
    """Remove the note."""
    _path_of(repository).unlink(missing_ok=True)


def _path_of(repository: Repository) -> Path:
    return repository.git_folder / "jimoplan.pending"


def _hold(file: IO[bytes]) -> bool:
    """Hold a file until it is closed by everybody; False if another holds it."""
    try:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without such locks
        return True
    return True

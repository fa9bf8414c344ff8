"""A folder for what git is given in files, and for what it writes itself meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from jimoplan.git.process import GitError


@contextmanager
def temporary_folder(room: int = 0) -> Iterator[Path]:
    """A folder that goes again, on a disk that has room for so many bytes.

    Git itself may take a full disk for an answer. Raises GitError where there is no such folder.
    """
    try:
        with TemporaryDirectory(prefix="jimoplan-") as name:
            if room:
                (Path(name) / "room").write_bytes(bytes(room))
                (Path(name) / "room").unlink()
            yield Path(name)
    except OSError as error:
        raise GitError("写不了临时文件", error.strerror or type(error).__name__) from None

"""The index: what is staged in it, and changing it while it is locked the way git locks it."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from jimoplan.errors import JimoplanError
from jimoplan.git.objects import TreeEntry
from jimoplan.git.process import ask_git
from jimoplan.git.repository import Repository

_PATIENCE = 5.0
"""Seconds to wait for another git process to be done with the index."""

KEEP_SHARED = ("-c", "splitIndex.sharedIndexExpire=never")
"""The part of a split index that lies apart stays: the index that is locked names it as well."""

_CANNOT_WRITE = "改不了 git 暂存区"
_STAGED = (
    *("diff", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative"),
    *("--no-ext-diff", "--ignore-submodules=none"),
)


class IndexLockedError(JimoplanError):
    """Another git process is at work, or one died at it."""

    def __init__(self, lock: Path) -> None:
        super().__init__(
            f"git 暂存区被锁住了({lock})",
            "可能有另一个 git 程序(编辑器、图形界面)正在运行,等它做完;确定没有,就删去这个文件",
        )


class StagedFile(NamedTuple):
    """A file that the index has otherwise than HEAD: its mode and blob there and here."""

    at_head: TreeEntry
    mode: str
    blob: str


class Staged(NamedTuple):
    """What is staged, by path from the top; `data` is the index in which it is, byte for byte."""

    data: bytes
    files: Mapping[str, StagedFile]


def read_staged(repository: Repository) -> Staged:
    """What the index has otherwise than HEAD.

    Raises JimoplanError where a conflict over the plan is not resolved yet.
    """
    data = _read(repository.git_folder / "index")  # before git reads it, so that no change is lost
    out = ask_git(repository.folder, _STAGED, "读不了 git 暂存区")
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    files: dict[str, StagedFile] = {}
    for raw, path in zip(fields[0::2], fields[1::2], strict=False):
        old_mode, mode, old_blob, blob, status = raw.removeprefix(":").split(" ")
        if status == "U" and path == repository.path:
            raise JimoplanError(f"{path} 有没有解决的合并冲突", "先解决冲突并提交,再运行一次")
        at_head = TreeEntry(old_mode.encode(), old_blob, path.encode("utf-8", "surrogateescape"))
        files[path] = StagedFile(at_head, mode, blob)
    return Staged(data, files)


def apply_patch(repository: Repository, index: Path, patch: bytes) -> None:
    """Store what a patch makes of the files in an index, and enter it there; raises GitError."""
    _change(repository, index, ["apply", "--cached", "--whitespace=nowarn"], patch)


def enter(repository: Repository, index: Path, entries: Iterable[TreeEntry]) -> None:
    """Put entries into an index in place of what it has under their paths; raises GitError."""
    lines = b"".join(b"%b %b\t%b\0" % (e.mode, e.id.encode(), e.path) for e in entries)
    _change(repository, index, ["update-index", "-z", "--index-info"], lines)


def _change(repository: Repository, index: Path, asked: list[str], given: bytes) -> None:
    environment = {"GIT_INDEX_FILE": str(index)}
    asked = [*KEEP_SHARED, *asked]
    ask_git(repository.folder, asked, _CANNOT_WRITE, given=given, environment=environment)


@contextmanager
def spare_index(repository: Repository) -> Iterator[Path]:
    """An index for one commit; what a process that died has left of one is written over."""
    index = repository.git_folder / "jimoplan.index"
    remains = (index, index.with_name(f"{index.name}.lock"))
    try:
        for path in remains:
            path.unlink(missing_ok=True)
        yield index
    finally:
        with suppress(OSError):  # what cannot be cleared away now is in the next one's way only
            for path in remains:
                path.unlink(missing_ok=True)


def recover(repository: Repository) -> None:
    """Finish what a process has left that died while it held the index.

    Its lock is known by what the system calls it, which was written down; whoever calls this holds
    the plan's own lock, so that the process is certainly gone. Raises GitError if git fails.
    """
    lock, mark = _lock_of(repository), _mark_of(repository)
    if not mark.exists():
        return
    if lock.exists() and mark.read_bytes() == _name_of(lock):
        lock.unlink()
        arguments = ["reset", "--quiet", "--", repository.name]
        ask_git(repository.folder, arguments, "暂存区没有跟上", environment=_WITH_LOCKS)
    mark.unlink()


_WITH_LOCKS = {"GIT_OPTIONAL_LOCKS": "1"}


@contextmanager
def locked_index(repository: Repository) -> Iterator[Path]:
    """Hold git's own lock on the index: a copy of it, put in its place when all went well.

    The lock is written to and never replaced, so that it is still known as ours. Raises
    IndexLockedError where another has it for too long.
    """
    index = repository.git_folder / "index"
    lock, mark = _lock_of(repository), _mark_of(repository)
    data = _take(lock, index)
    try:
        mark.write_bytes(_name_of(lock))
        lock.write_bytes(data)
        yield lock
        lock.replace(index)
    except BaseException:
        lock.unlink(missing_ok=True)
        raise
    finally:
        mark.unlink(missing_ok=True)


def _lock_of(repository: Repository) -> Path:
    return repository.git_folder / "index.lock"


def _mark_of(repository: Repository) -> Path:
    return repository.git_folder / "jimoplan.pending"


def _name_of(lock: Path) -> bytes:
    """What the system calls a file, which no other one is called as long as it is there."""
    known = lock.stat()
    return b"%d %d" % (known.st_dev, known.st_ino)


def _take(lock: Path, index: Path) -> bytes:
    """Create the lock, waiting for whoever has it, and return what it locks."""
    patience = monotonic() + _PATIENCE
    while True:
        try:
            lock.open("xb").close()
        except FileExistsError:
            if monotonic() > patience:
                raise IndexLockedError(lock) from None
            sleep(0.05)
        else:
            return _read(index)


def _read(index: Path) -> bytes:
    return index.read_bytes() if index.exists() else b""

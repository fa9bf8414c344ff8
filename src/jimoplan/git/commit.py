"""Committing one file's new content and nothing else, as git commit --only would.

The commit is made from an index of its own: HEAD with this one file replaced. Meanwhile the real
index is locked the way git locks it, and gets the new entry when the commit is there, so that what
else is staged or changed stays as it is.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.process import ask_git, run_git
from jimoplan.git.repository import Repository

_PATIENCE = 5.0
"""Seconds to wait for another git process to be done with the index."""


class IndexLockedError(JimoplanError):
    """Another git process is at work, or one died at it."""

    def __init__(self, lock: Path) -> None:
        super().__init__(
            f"git 暂存区被锁住了({lock})",
            "可能有另一个 git 程序(编辑器、图形界面)正在运行,等它做完;确定没有,就删去这个文件",
        )


class CommitRefusedError(JimoplanError):
    """Git, a hook or the signing program did not accept the commit."""

    exit_code = ExitCode.WORLD

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__("git 没有接受这次提交", "按上面的话处理后再运行一次")


class HeadMovedError(Exception):
    """HEAD is not what it was when the content to commit was made."""


class Committed(NamedTuple):
    """A commit that has been made and what the hooks had to say."""

    commit: str
    words: str


def commit_blob(
    repository: Repository, head: str | None, mode: str, blob: str, message: str
) -> Committed:
    """Commit a stored blob as the file's new content on top of that HEAD.

    Raises HeadMovedError where HEAD is another commit by now, IndexLockedError where the index
    stays locked, CommitRefusedError with the words of whoever refuses.
    """
    with _locked_index(repository) as lock:
        if repository.read_objects(["HEAD"])[0][0] != head:
            raise HeadMovedError
        words = _commit(repository, head, f"{mode},{blob},{repository.path}", message)
        made = ("HEAD", f"HEAD:{repository.path}")
        commit, content = (oid or "" for oid, _ in repository.read_objects(made))
        try:
            _update_index(repository, lock, f"{mode},{content},{repository.path}")
        except (JimoplanError, OSError):
            behind = f"暂存区没有跟上,请运行 git reset --quiet -- {repository.name}"
            words = f"{words}\n{behind}".strip()
    return Committed(commit, words)


def _commit(repository: Repository, head: str | None, entry: str, message: str) -> str:
    with _spare_index(repository) as index:
        if head:
            _read_tree(repository, index, head)
        _set_entry(repository, index, entry)
        ran = run_git(
            repository.folder,
            [*_IN_UTF8, "commit", "--quiet", "--file=-", "--cleanup=whitespace"],
            given=message.encode(),
            environment={"GIT_INDEX_FILE": str(index)},
            plain=False,
        )
    words = f"{ran.out.decode('utf-8', 'replace')}{ran.err}".strip()
    if ran.code:
        raise CommitRefusedError(words)
    return words


_IN_UTF8 = ("-c", "i18n.commitEncoding=UTF-8")


def _update_index(repository: Repository, lock: Path, entry: str) -> None:
    """Bring the locked index up to the commit; one that is not there yet is made from it."""
    if lock.stat().st_size:
        _set_entry(repository, lock, entry)
        return
    with _spare_index(repository) as index:
        _read_tree(repository, index, "HEAD")
        lock.write_bytes(index.read_bytes())


@contextmanager
def _spare_index(repository: Repository) -> Iterator[Path]:
    index = repository.git_folder / f"jimoplan-{os.getpid()}.index"
    try:
        yield index
    finally:
        index.unlink(missing_ok=True)
        index.with_name(f"{index.name}.lock").unlink(missing_ok=True)


def _read_tree(repository: Repository, index: Path, commit: str) -> None:
    environment = {"GIT_INDEX_FILE": str(index)}
    ask_git(repository.folder, ["read-tree", commit], "读不了 HEAD", environment=environment)


def _set_entry(repository: Repository, index: Path, entry: str) -> None:
    arguments = ["update-index", "--add", "--cacheinfo", entry]
    environment = {"GIT_INDEX_FILE": str(index)}
    ask_git(repository.folder, arguments, "改不了 git 暂存区", environment=environment)


@contextmanager
def _locked_index(repository: Repository) -> Iterator[Path]:
    """Hold git's own lock on the index: a copy of it, put in its place when all went well."""
    index = repository.git_folder / "index"
    lock = repository.git_folder / "index.lock"
    data = _take(lock, index)
    try:
        with lock.open("wb") as file:
            file.write(data)
        yield lock
        lock.replace(index)
    except BaseException:
        lock.unlink(missing_ok=True)
        raise


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
            return index.read_bytes() if index.exists() else b""

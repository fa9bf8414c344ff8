"""Committing one file's new content and nothing else, as git commit --only would.

The commit is made from an index of its own: HEAD with this one file replaced. Meanwhile the real
index is locked the way git locks it, and gets the new entry when the commit is there, so that what
else is staged or changed stays as it is.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.process import GitError, ask_git, run_git
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
    stays locked, GitError where the disk fails, CommitRefusedError with the words of whoever
    refuses.
    """
    try:
        return _commit_locked(repository, head, f"{mode},{blob}", message)
    except OSError as error:
        why = error.strerror or type(error).__name__
        words = "检查磁盘空间和 .git 文件夹的权限,再运行一次"
        raise GitError("写不进 git 仓库", why, words) from None


def _commit_locked(
    repository: Repository, head: str | None, content: str, message: str
) -> Committed:
    """Commit while the index is locked; once the commit is there, nothing takes it back."""
    words: str | None = None
    commit = ""
    try:
        with _locked_index(repository) as lock:
            if repository.read_objects(["HEAD"])[0][0] != head:
                raise HeadMovedError
            words = _commit(repository, head, f"{content},{repository.path}", message)
            commit = repository.read_objects(["HEAD"])[0][0] or ""
            others = _update_index(repository, lock, commit)
    except (JimoplanError, OSError):
        if words is None:
            raise
        behind = f"暂存区没有跟上,请运行 git reset --quiet -- {repository.name}"
        return Committed(commit, f"{words}\n{behind}".strip())
    if others:
        words = f"{words}\n钩子往这次提交里还加了:{'、'.join(others)}".strip()
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


def _update_index(repository: Repository, lock: Path, commit: str) -> list[str]:
    """Bring the locked index up to the commit; the paths in it that hooks have added to the plan.

    An index that is not there yet is made from the commit. The lock itself is written to and never
    replaced, so that it is still known as ours.
    """
    asked = ["diff-tree", "-r", "-z", "--root", "--no-commit-id", "--no-renames", commit]
    fields = ask_git(repository.folder, asked, "读不了这次提交").split(b"\0")
    changed = list(zip(fields[0::2], fields[1::2], strict=False))
    with _spare_index(repository) as index:
        if lock.stat().st_size:
            index.write_bytes(lock.read_bytes())
            entries = b"".join(_index_entry(raw, path) for raw, path in changed)
            arguments = ["update-index", "-z", "--index-info"]
            environment = {"GIT_INDEX_FILE": str(index)}
            folder = repository.folder
            ask_git(folder, arguments, "改不了 git 暂存区", given=entries, environment=environment)
        else:
            _read_tree(repository, index, "HEAD")
        lock.write_bytes(index.read_bytes())
    paths = (path.decode("utf-8", "replace") for _, path in changed)
    return [path for path in paths if path != repository.path]


def _index_entry(raw: bytes, path: bytes) -> bytes:
    """A line for update-index of a line of diff-tree: :mode mode id id status, and the path."""
    _, mode, _, blob, _ = raw.split(b" ")
    return mode + b" " + blob + b"\t" + path + b"\0"


@contextmanager
def _spare_index(repository: Repository) -> Iterator[Path]:
    """An index for one commit; what a process that died has left of one is written over."""
    index = repository.git_folder / "jimoplan.index"
    remains = (index, index.with_name(f"{index.name}.lock"))
    try:
        for path in remains:
            path.unlink(missing_ok=True)
        yield index
    finally:
        with suppress(
            OSError
        ):  # what cannot be cleared away now is in the way of the next one only
            for path in remains:
                path.unlink(missing_ok=True)


def _read_tree(repository: Repository, index: Path, commit: str) -> None:
    environment = {"GIT_INDEX_FILE": str(index)}
    ask_git(repository.folder, ["read-tree", commit], "读不了 HEAD", environment=environment)


def _set_entry(repository: Repository, index: Path, entry: str) -> None:
    arguments = ["update-index", "--add", "--cacheinfo", entry]
    environment = {"GIT_INDEX_FILE": str(index)}
    ask_git(repository.folder, arguments, "改不了 git 暂存区", environment=environment)


def recover(repository: Repository) -> None:
    """Finish what a process has left that died while it held the index.

    Its lock is known by a second name that it was given; whoever calls this holds the plan's own
    lock, so that the process is certainly gone. Raises GitError if git fails.
    """
    lock, mark = _lock_of(repository), _mark_of(repository)
    if not mark.exists():
        return
    if lock.exists() and lock.samefile(mark):
        lock.unlink()
        arguments = ["reset", "--quiet", "--", repository.name]
        ask_git(repository.folder, arguments, "暂存区没有跟上", environment=_WITH_LOCKS)
    mark.unlink()


_WITH_LOCKS = {"GIT_OPTIONAL_LOCKS": "1"}


@contextmanager
def _locked_index(repository: Repository) -> Iterator[Path]:
    """Hold git's own lock on the index: a copy of it, put in its place when all went well."""
    index = repository.git_folder / "index"
    lock, mark = _lock_of(repository), _mark_of(repository)
    data = _take(lock, index)
    try:
        with suppress(OSError):  # where a file can have one name only, a person has to recover
            mark.unlink(missing_ok=True)
            mark.hardlink_to(lock)
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

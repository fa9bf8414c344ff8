"""Committing one file's new content and nothing else, as git commit --only would.

The commit is made from an index of its own: HEAD with this one file replaced. Meanwhile the real
index is locked the way git locks it, and gets the new entry when the commit is there, so that what
else is staged or changed stays as it is.
"""

from pathlib import Path
from typing import NamedTuple

from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.index import (
    Staged,
    apply_patch,
    enter,
    locked_index,
    read_staged,
    reset_index,
    spare_index,
)
from jimoplan.git.objects import ObjectReader, compare_trees
from jimoplan.git.patches import FileChange, write_patch
from jimoplan.git.process import GitError, run_git
from jimoplan.git.repository import Head, Repository


class CommitRefusedError(JimoplanError):
    """Git, a hook or the signing program did not accept the commit."""

    exit_code = ExitCode.WORLD

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__("git 没有接受这次提交", "按上面的话处理后再运行一次")


class BaseMovedError(Exception):
    """HEAD or the index is not what it was when the content to commit was made."""


class CommitBase(NamedTuple):
    """What a commit of the plan alone would rest on: HEAD, and what is staged beside it."""

    objects: ObjectReader
    head: Head
    staged: Staged


class Committed(NamedTuple):
    """A commit that has been made and what the hooks had to say."""

    commit: str
    words: str


def read_base(objects: ObjectReader) -> CommitBase:
    """What a commit would rest on now; raises JimoplanError over a conflict in the plan."""
    return CommitBase(objects, objects.read_head(), read_staged(objects.repository))


def commit_content(
    base: CommitBase, blob: str, data: bytes, message: str, new_mode: str = "100644"
) -> Committed:
    """Commit the plan's new content, whose id is `blob`, on top of a base.

    A plan that HEAD has not got is given the new mode. Raises BaseMovedError where HEAD or the
    index is another by now, IndexLockedError where the index stays locked, GitError where the disk
    fails, CommitRefusedError with the words of whoever refuses.
    """
    path = base.objects.repository.path
    staged = base.staged.files.get(path)
    old_mode, mode = (staged.old_mode, staged.mode) if staged else (None, None)
    if base.head.blob is None:
        mode = new_mode
    patch = write_patch(FileChange(path, base.head.blob, blob, data, old_mode, mode))
    try:
        return _commit_locked(base, patch, message)
    except OSError as error:
        why = error.strerror or type(error).__name__
        words = "检查磁盘空间和 .git 文件夹的权限,再运行一次"
        raise GitError("写不进 git 仓库", why, words) from None


def _commit_locked(base: CommitBase, patch: bytes, message: str) -> Committed:
    """Commit while the index is locked; once the commit is there, nothing takes it back."""
    repository = base.objects.repository
    words: str | None = None
    commit = ""
    try:
        with locked_index(repository) as lock, spare_index(repository) as index:
            if lock.read_bytes() != base.staged.data or _find_head(base) != base.head.commit:
                raise BaseMovedError
            _prepare(base, index, patch)
            words = _commit(repository, index, message)
            commit = _find_head(base) or ""
            others = _update_index(base, lock, index, commit)
    except (JimoplanError, OSError):
        if words is None:
            raise
        behind = f"暂存区没有跟上,请运行 git reset --quiet -- {repository.name}"
        return Committed(commit, f"{words}\n{behind}".strip())
    if others:
        words = f"{words}\n钩子往这次提交里还加了:{'、'.join(others)}".strip()
    return Committed(commit, words)


def _find_head(base: CommitBase) -> str | None:
    found = base.objects.find("HEAD")
    return found[0] if found else None


def _prepare(base: CommitBase, index: Path, patch: bytes) -> None:
    """Make an index that has HEAD and the change; what it knows of the work tree is kept."""
    repository, head, staged = base.objects.repository, base.head.commit, base.staged
    if staged.data and (head or not staged.files):
        index.write_bytes(staged.data)
    if head and staged.files:
        reset_index(repository, index, head)
    apply_patch(repository, index, patch)


def _commit(repository: Repository, index: Path, message: str) -> str:
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


def _update_index(base: CommitBase, lock: Path, index: Path, commit: str) -> list[str]:
    """Bring the locked index up to the commit; the paths in it that hooks have added to the plan.

    Where nothing else is staged, or there has been no index, it is the one of the commit.
    """
    repository = base.objects.repository
    changed = list(compare_trees(base.objects, base.head.commit, commit))
    if base.staged.files and base.staged.data:
        index.write_bytes(base.staged.data)
        enter(repository, index, changed)
    lock.write_bytes(index.read_bytes())
    paths = sorted(entry.path.decode("utf-8", "replace") for entry in changed)
    return [path for path in paths if path != repository.path]

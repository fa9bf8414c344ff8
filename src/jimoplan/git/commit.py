"""Committing one file's new content and nothing else, as git commit --only would.

The real index is locked the way git locks it, and the new content entered in a copy, which takes
its place when the commit is there. The commit is made from another copy, in which everything else
is as at HEAD, so that what is staged or changed besides stays as it is.
"""

from pathlib import Path
from typing import NamedTuple

from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.index import (
    KEEP_SHARED,
    Staged,
    apply_patch,
    enter,
    locked_index,
    read_staged,
    spare_index,
)
from jimoplan.git.objects import ObjectReader, TreeEntry, compare_trees
from jimoplan.git.patches import FileChange, write_patch
from jimoplan.git.process import GitError, ask_git, run_git
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


def commit_content(base: CommitBase, content: FileChange, message: str) -> Committed:
    """Commit the plan's new content on top of a base, unless HEAD or the index has moved on.

    Raises BaseMovedError where one has, IndexLockedError where the index stays locked, GitError
    where the disk fails, CommitRefusedError with the words of whoever refuses.
    """
    try:
        return _commit_locked(base, content, message)
    except OSError as error:
        why = error.strerror or type(error).__name__
        words = "检查磁盘空间和 .git 文件夹的权限,再运行一次"
        raise GitError("写不进 git 仓库", why, words) from None


def _commit_locked(base: CommitBase, content: FileChange, message: str) -> Committed:
    """Commit while the index is locked; once the commit is there, nothing takes it back."""
    repository = base.objects.repository
    words: str | None = None
    commit = ""
    try:
        with locked_index(repository) as lock, spare_index(repository) as index:
            if lock.read_bytes() != base.staged.data or _find_head(base) != base.head.commit:
                raise BaseMovedError
            _prepare(base, lock, index, content)
            words = _commit(repository, index, message)
            commit = _find_head(base) or ""
            changed = list(compare_trees(base.objects, base.head.commit, commit))
            expected = content.path.encode("utf-8", "surrogateescape"), content.new
            _take_up(base, lock, index, [e for e in changed if (e.path, e.id) != expected])
    except (JimoplanError, OSError):
        if words is None:
            raise
        behind = f"暂存区没有跟上,请运行 git reset --quiet -- {repository.name}"
        return Committed(commit, f"{words}\n{behind}".strip())
    paths = sorted(entry.path.decode("utf-8", "surrogateescape") for entry in changed)
    if others := [path for path in paths if path != repository.path]:
        words = f"{words}\n钩子往这次提交里还加了:{'、'.join(others)}".strip()
    return Committed(commit, words)


def commit_message(objects: ObjectReader, message: str) -> Committed:
    """Commit a message that changes nothing on top of HEAD; what is staged stays staged.

    Raises IndexLockedError where the index stays locked, GitError where git fails,
    CommitRefusedError with the words of whoever refuses.
    """
    repository = objects.repository
    with locked_index(repository), spare_index(repository) as index:
        of_head = ["read-tree", "HEAD"]
        environment = {"GIT_INDEX_FILE": str(index)}
        ask_git(repository.folder, of_head, "读不了上次提交", environment=environment)
        words = _commit(repository, index, message, "--allow-empty")
    found = objects.find("HEAD")
    return Committed(found[0] if found else "", words)


def _find_head(base: CommitBase) -> str | None:
    found = base.objects.find("HEAD")
    return found[0] if found else None


def _prepare(base: CommitBase, lock: Path, index: Path, content: FileChange) -> None:
    """Enter the content in the locked index, and make a spare one with nothing else staged."""
    repository, staged = base.objects.repository, base.staged
    if staged.data:
        index.write_bytes(staged.data)
    known = staged.files.get(repository.path)
    if known is None or known.blob != content.new:
        apply_patch(repository, index, write_patch(content))
    lock.write_bytes(index.read_bytes())
    if others := _staged_beside(base):
        enter(repository, index, others)


def _staged_beside(base: CommitBase) -> list[TreeEntry]:
    """What HEAD has of the files that are staged beside the plan."""
    path = base.objects.repository.path
    return [file.at_head for name, file in base.staged.files.items() if name != path]


def _commit(repository: Repository, index: Path, message: str, *more: str) -> str:
    asked = ("commit", "--quiet", "--file=-", "--cleanup=whitespace", *more)
    ran = run_git(
        repository.folder,
        [*KEEP_SHARED, *_IN_UTF8, *asked],
        given=message.encode(),
        environment={"GIT_INDEX_FILE": str(index)},
        plain=False,
    )
    words = f"{ran.out.decode('utf-8', 'replace')}{ran.err}".strip()
    if ran.code:
        raise CommitRefusedError(words)
    return words


_IN_UTF8 = ("-c", "i18n.commitEncoding=UTF-8")


def _take_up(base: CommitBase, lock: Path, index: Path, added: list[TreeEntry]) -> None:
    """Bring the locked index up to the commit, to which hooks may have added.

    Where nothing else is staged, it is the one that the commit was made from.
    """
    if _staged_beside(base) and added:
        index.write_bytes(lock.read_bytes())
        enter(base.objects.repository, index, added)
    if added or not _staged_beside(base):
        lock.write_bytes(index.read_bytes())

"""Committing one file's new content and nothing else, as git commit --only would.

The real index is locked the way git locks it, and the new content entered in a copy, which takes
its place when the commit is there. The commit is made from another copy, in which everything else
is as at HEAD, so that what is staged or changed besides stays as it is. Whatever needs room on the
disk, but the commit itself, is made before the plan's file changes.
"""

import shlex
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import NamedTuple

from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.index import (
    KEEP_SHARED,
    LockedIndex,
    Staged,
    apply_patch,
    enter,
    locked_index,
    read_staged,
    spare_index,
)
from jimoplan.git.objects import ObjectReader, TreeEntry, compare_trees, identify
from jimoplan.git.patches import FileChange, write_patch
from jimoplan.git.process import GitError, ask_git, mark_words, run_git_as_a_person
from jimoplan.git.repository import Head


class CommitRefusedError(JimoplanError):
    """Git, a hook or the signing program did not accept the commit."""

    exit_code = ExitCode.WORLD
    code = "commit_refused"

    def __init__(self, words: str) -> None:
        self.words = mark_words(words)
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


class Placing(NamedTuple):
    """The bytes that the plan's file is given, and what gives them until it is taken back."""

    data: bytes
    placed: AbstractContextManager[None]


def commit_content(
    base: CommitBase, content: FileChange, message: str, placing: Placing | None = None
) -> Committed:
    """Commit the plan's new content on top of a base, unless HEAD or the index has moved on.

    The file is given its bytes when all else is ready, and they are taken back if git refuses.
    Raises BaseMovedError where HEAD or the index has moved, IndexLockedError where the index stays
    locked, GitError where the disk fails, CommitRefusedError with the words of whoever refuses.
    """
    try:
        return _commit_locked(base, content, message, placing)
    except OSError as error:
        why = error.strerror or type(error).__name__
        words = "检查磁盘空间和 .git 文件夹的权限,再运行一次"
        raise GitError("写不进 git 仓库", why, words) from None


def _commit_locked(
    base: CommitBase, content: FileChange, message: str, placing: Placing | None
) -> Committed:
    """Commit while the index is locked; once the commit is there, nothing takes it back."""
    repository, head = base.objects.repository, base.head.commit
    written = identify(placing.data, like=content.new) if placing else None
    done: Committed | None = None
    try:
        with locked_index(repository, head, written) as locked, spare_index(repository) as index:
            if locked.data != base.staged.data or _find_head(base) != head:
                raise BaseMovedError
            _prepare(base, locked.fresh, index, content)
            with placing.placed if placing else nullcontext():
                done = _commit(base, locked, index, message)
            done = _follow(base, content, done, locked.fresh, index)
    except (JimoplanError, OSError):
        if done is None:
            raise
        return _say(done, _tell_behind([repository.path]))
    return done


def _follow(
    base: CommitBase, content: FileChange, done: Committed, fresh: Path, index: Path
) -> Committed:
    """Bring the index that is to be up to a commit, and say what hooks have added to that.

    The index has the plan as it was to be committed, whatever fails here.
    """
    changed = compare_trees(base.objects, base.head.commit, done.commit)
    expected = content.path.encode("utf-8", "surrogateescape"), content.new
    added = [entry for entry in changed if (entry.path, entry.id) != expected]
    paths = sorted(entry.path.decode("utf-8", "surrogateescape") for entry in added)
    if others := [path for path in paths if path != content.path]:
        done = _say(done, f"钩子往这次提交里还加了:{'、'.join(others)}")
    try:
        _take_up(base, fresh, index, added)
    except (JimoplanError, OSError):
        return _say(done, _tell_behind(paths)) if paths else done
    return done


def _tell_behind(paths: list[str]) -> str:
    named = " ".join(shlex.quote(f":/{path}") for path in paths)
    return f"暂存区没有跟上,请运行 git reset --quiet -- {named}"


def _say(done: Committed, more: str) -> Committed:
    return done._replace(words=f"{done.words}\n{more}".strip())


def commit_message(objects: ObjectReader, message: str) -> Committed:
    """Commit a message that changes nothing on top of HEAD; what is staged stays staged.

    Raises IndexLockedError where the index stays locked, GitError where git fails,
    CommitRefusedError with the words of whoever refuses.
    """
    base = read_base(objects)
    repository = objects.repository
    with (
        locked_index(repository, base.head.commit, None) as locked,
        spare_index(repository) as index,
    ):
        environment = {"GIT_INDEX_FILE": str(index)}
        asked = ["read-tree", "HEAD"]
        ask_git(repository.folder, asked, "读不了上次提交", environment=environment)
        return _commit(base, locked, index, message, "--allow-empty")


def _find_head(base: CommitBase) -> str | None:
    found = base.objects.find("HEAD")
    return found[0] if found else None


def _prepare(base: CommitBase, fresh: Path, index: Path, content: FileChange) -> None:
    """Enter the content in the index that is to be; the spare one has nothing else staged."""
    repository, staged = base.objects.repository, base.staged
    if staged.data:
        index.write_bytes(staged.data)
    known = staged.files.get(repository.path)
    if known is None or known.blob != content.new:
        apply_patch(repository, index, write_patch(content))
    fresh.write_bytes(index.read_bytes())
    if others := _staged_beside(base):
        enter(repository, index, others)


def _staged_beside(base: CommitBase) -> list[TreeEntry]:
    """What HEAD has of the files that are staged beside the plan."""
    path = base.objects.repository.path
    return [file.at_head for name, file in base.staged.files.items() if name != path]


def _commit(
    base: CommitBase, locked: LockedIndex, index: Path, message: str, *more: str
) -> Committed:
    """Let git make the commit.

    It may fail when the commit is there already, such as over a log that it could not write.
    """
    asked = ("commit", "--quiet", "--file=-", "--cleanup=whitespace", *more)
    ran = run_git_as_a_person(
        base.objects.repository.folder,
        [*KEEP_SHARED, *_IN_UTF8, *asked],
        given=message.encode(),
        environment={"GIT_INDEX_FILE": str(index)},
        keep_open=locked.keep_open,
    )
    words = f"{ran.out.decode('utf-8', 'replace')}{ran.err}".strip()
    commit = _find_head(base)
    if ran.code and not _rests_on(base, commit):
        raise CommitRefusedError(words)
    return Committed(commit or "", words)


def _rests_on(base: CommitBase, commit: str | None) -> bool:
    """Whether a commit is the next one after the base."""
    if commit is None or commit == base.head.commit:
        return False
    parent = base.objects.find(f"{commit}^")
    return (parent[0] if parent else None) == base.head.commit


_IN_UTF8 = ("-c", "i18n.commitEncoding=UTF-8")


def _take_up(base: CommitBase, fresh: Path, index: Path, added: list[TreeEntry]) -> None:
    """Bring the index that is to be up to the commit, to which hooks may have added.

    Where nothing else is staged, it is the one that the commit was made from.
    """
    if _staged_beside(base) and added:
        index.write_bytes(fresh.read_bytes())
        enter(base.objects.repository, index, added)
    if added or not _staged_beside(base):
        index.replace(fresh)

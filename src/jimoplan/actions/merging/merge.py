"""merge: git's merge driver for a plan, three files in and the result in ours."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.merging.merge_texts import MergedText, merge_texts
from jimoplan.actions.merging.setters import add_setters
from jimoplan.core.merge.words import describe_conflict
from jimoplan.errors import JimoplanError
from jimoplan.git.merging import Three, weave_lines
from jimoplan.git.process import GitError
from jimoplan.git.repository import Repository, find_repository
from jimoplan.system.files import read_bytes, replace_bytes


class Files(NamedTuple):
    """The files that git hands to a merge driver, and the path that the plan has in the work tree.

    Git's own names for them: %O, %A, %B and %P.
    """

    base: Path
    ours: Path
    theirs: Path
    path: Path


class MergedFile(NamedTuple):
    """Whether all went well, and if not, whether markers say where; the conflicts in words.

    `notes` is what else there is to say.
    """

    is_clean: bool
    has_markers: bool
    conflicts: tuple[str, ...]
    notes: tuple[str, ...]


def merge_files(files: Files, marker_size: int) -> MergedFile:
    """Merge three files of a plan into ours.

    Whatever happens on the way, theirs is not lost: what git's own merge makes of the texts is
    written first. Raises JimoplanError where a file cannot be read or written.
    """
    three = Three(*map(read_bytes, files[:3]))
    safe = _leave_safe(files.ours, three, marker_size)
    ask_setters = partial(add_setters, three=three, find=partial(_find_repository, files.path))
    outcome = merge_texts(three, ask_setters, marker_size)
    try:
        is_written = replace_bytes(files.ours, outcome.data, safe)
    except JimoplanError as failure:
        state = "还是我方的" if safe == three.ours else "是逐行合并的结果"
        failure.message += f";{files.path.as_posix()} 现在{state}"
        raise
    if not is_written:
        raise JimoplanError(f"{files.ours} 在合并时又有改动,没有写入", "再合并一次")
    words = tuple(map(describe_conflict, outcome.conflicts))
    return MergedFile(outcome.is_clean, outcome.has_markers, words, outcome.notes)


def merge_again(three: Three, repository: Repository) -> MergedText:
    """Three versions of a repository's plan merged, who set what named in the markers."""
    return merge_texts(three, partial(add_setters, three=three, find=lambda: repository))


def _find_repository(path: Path) -> Repository | None:
    path = path.absolute()
    return find_repository(path) if path.parent.is_dir() else None


def _leave_safe(path: Path, three: Three, size: int) -> bytes:
    """Leave in our file what a merge line by line makes of it, and return what is there now."""
    try:
        safe = weave_lines(three, size=size).data
    except GitError:
        return three.ours
    return safe if replace_bytes(path, safe, three.ours) else three.ours

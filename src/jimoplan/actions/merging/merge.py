"""merge: git's merge driver for a plan, three files in and the result in ours."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.journal import find_setter
from jimoplan.actions.merging.merge_texts import MergedText, merge_texts
from jimoplan.core.changes.changes import Ref
from jimoplan.core.display.cells import reveal_line
from jimoplan.core.history.commits import Commit
from jimoplan.core.merge.result import Conflict
from jimoplan.core.merge.words import describe_conflict
from jimoplan.errors import JimoplanError
from jimoplan.git.merging import Three, find_their_commit, weave_lines
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
    setters = _Setters(files.path, three)
    outcome = merge_texts(three, setters.label, marker_size)
    if not replace_bytes(files.ours, outcome.data, safe):
        raise JimoplanError(f"{files.ours} 在合并时又有改动,没有写入", "再合并一次")
    words = _in_words(outcome, setters)
    return MergedFile(outcome.is_clean, outcome.has_markers, words, outcome.notes)


def merge_again(three: Three, path: Path) -> MergedText:
    """Three versions of the plan at a path merged, who set what named in the markers."""
    return merge_texts(three, _Setters(path, three).label)


def _leave_safe(path: Path, three: Three, size: int) -> bytes:
    """Leave in our file what a merge line by line makes of it, and return what is there now."""
    try:
        safe = weave_lines(three, size=size).data
    except GitError:
        return three.ours
    return safe if replace_bytes(path, safe, three.ours) else three.ours


def _in_words(outcome: MergedText, setters: "_Setters") -> tuple[str, ...]:
    return tuple(
        describe_conflict(conflict, *(setters.brief(conflict, side) for side in (False, True)))
        for conflict in outcome.conflicts
    )


class _Setters:
    """Who set what, on either side; looked up only for what is in conflict."""

    def __init__(self, path: Path, three: Three) -> None:
        self._path = path
        self._three = three
        self._known: dict[tuple[Ref, str, bool], Commit | None] = {}

    def label(self, conflict: Conflict, theirs: bool) -> str:  # noqa: FBT001 - which side
        """What a marker says behind the name of a side."""
        setter = self._look_up(conflict, theirs=theirs)
        return reveal_line(f"{setter.author.name} {setter.day} {setter.short}") if setter else ""

    def brief(self, conflict: Conflict, theirs: bool) -> str:  # noqa: FBT001 - as above
        """Who and when."""
        setter = self._look_up(conflict, theirs=theirs)
        return f"{setter.author.name} {setter.day}" if setter else ""

    def _look_up(self, conflict: Conflict, *, theirs: bool) -> Commit | None:
        key = conflict.item, conflict.field, theirs
        if key not in self._known:
            self._known[key] = self._find(conflict, theirs=theirs)
        return self._known[key]

    def _find(self, conflict: Conflict, *, theirs: bool) -> Commit | None:
        """The commit that set the field; a history that cannot be read is in nobody's way."""
        with suppress(JimoplanError):
            repository, tip = self._repository, self._tips[theirs]
            if repository and tip:
                return find_setter(repository, tip, conflict.item, conflict.field)
        return None

    @cached_property
    def _repository(self) -> Repository | None:
        path = self._path.absolute()
        return find_repository(path) if path.parent.is_dir() else None

    @cached_property
    def _tips(self) -> tuple[str | None, str | None]:
        """The commits being merged: HEAD if ours is what it has, and the one that has theirs."""
        if self._repository is None:
            return None, None
        ours = "HEAD" if self._repository.read_head().data == self._three.ours else None
        return ours, find_their_commit(self._repository, self._three.theirs)

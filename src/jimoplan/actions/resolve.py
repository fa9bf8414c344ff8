"""resolve: what a merge left open in a plan, put as questions and settled hunk by hunk."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from jimoplan.actions.merge import merge_into
from jimoplan.actions.plans import only_errors
from jimoplan.actions.workplace import Workplace, find_workplace
from jimoplan.core.change.diff import diff
from jimoplan.core.hunks import (
    Hunk,
    Piece,
    count_lines,
    find_stray_marker,
    split_hunks,
    take_side,
    write_pieces,
)
from jimoplan.core.merge.questions import Names, ask_which
from jimoplan.core.model import Plan
from jimoplan.core.problems import Problem
from jimoplan.core.reading.pieces import PieceReader
from jimoplan.core.reading.reader import load_bytes
from jimoplan.core.writing.source import Source
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.files import read_bytes, replace_bytes, shown_path
from jimoplan.git.merging import is_unmerged, read_stages, stage
from jimoplan.git.repository import Repository
from jimoplan.lock import hold_lock, undisturbed

_SETTER = re.compile(r"(?:我方|对方) (?P<author>.+) \d{4}-\d\d-\d\d [0-9a-f]{4,40}")
_GO_ON = {
    "合并": ("git commit", "git commit"),
    "变基(rebase)": ("git rebase --continue", "git rebase --skip"),
    "拣选(cherry-pick)": ("git cherry-pick --continue", "git cherry-pick --skip"),
    "还原(revert)": ("git revert --continue", "git revert --skip"),
}
"""How each of git's undertakings goes on, and how where nothing of the other side is left."""


class Question(NamedTuple):
    """A place that is still open: the line its markers begin in, what the sides say, and who.

    What cannot be said in words has to be seen.
    """

    line: int
    words: str
    hunk: Hunk
    names: Names
    is_worded: bool

    def understand(self, answer: str) -> bool | None:
        """Whether theirs (True) or ours is meant by an answer; None for neither."""
        said = normalize("NFKC", answer).strip()
        meant = dict.fromkeys(("1", "我方", self.names.ours), False)
        meant |= dict.fromkeys(("2", "对方", self.names.theirs), True)
        return meant.get(said)


class Unresolved(NamedTuple):
    """A file as it stands in the middle of a merge; `notes` is what had to be done to it first."""

    workplace: Workplace
    data: bytes
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...]

    @property
    def left(self) -> int:
        """How many places are open."""
        return sum(isinstance(piece, Hunk) for piece in self.pieces)


class StrayMarkerError(JimoplanError):
    """A marker has lost its others, so that nobody can tell what belongs to which side."""

    exit_code = ExitCode.NO

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(
            f"{shown_path(path)} 第 {line} 行的冲突标记不成对,分不清哪些是谁的,没有改动",
            "补上删掉的标记(<<<<<<<、=======、>>>>>>> 各一行),或把这一处手工改好、三行标记都删去",
        )


class Resolved(NamedTuple):
    """What is left open; the errors of a plan without markers; whether git was told, what next."""

    left: int
    problems: tuple[Problem, ...]
    staged: bool
    go_on: str


def open_conflicts(file: Path | None, start: Path) -> Unresolved:
    """The places with conflict markers, those left out that people have settled by hand.

    A file that is still ours in the middle of a merge is merged first: whatever should have done so
    did not. Raises StrayMarkerError, and JimoplanError where there is no such file or it is no
    UTF-8.
    """
    workplace = find_workplace(file, start)
    notes = _merge_if_nobody_has(workplace)
    data = read_bytes(workplace.path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise JimoplanError(
            f"{workplace.path} 不是 UTF-8 编码的文字", "在编辑器里“另存为”,编码选 UTF-8"
        ) from None
    pieces = tuple(split_hunks(text))
    stray = find_stray_marker(pieces)
    if stray:
        raise StrayMarkerError(workplace.path, stray)
    return Unresolved(workplace, data, pieces, notes)


def _merge_if_nobody_has(workplace: Workplace) -> tuple[str, ...]:
    """Merge a file that is byte for byte ours while git waits for both sides to be in it."""
    repository = workplace.repository
    three = read_stages(repository) if repository else None
    if three is None or three.ours == three.theirs:
        return ()
    with hold_lock(workplace.lock, workplace.path), undisturbed():
        if read_bytes(workplace.path) != three.ours:
            return ()
        merged = merge_into(workplace.path, three.ours, three, workplace.path)
    why = "文件还是我方的原样,对方的改动不在里面(合并驱动没有运行?jimoplan git status),已重新合并"
    return (why, *merged.notes)


def resolve(unresolved: Unresolved, choices: Mapping[int, bool]) -> Resolved:
    """Take theirs (True) or ours of the questions chosen, by their position, and write the file.

    When nothing is left and the plan has no errors, git is told that the conflict is resolved.
    Raises JimoplanError where the file has changed in the meantime or cannot be written.
    """
    workplace = unresolved.workplace
    pieces = _settle(unresolved.pieces, choices)
    text = write_pieces(pieces, Source(take_side(pieces, theirs=False)).line_end)
    with hold_lock(workplace.lock, workplace.path), undisturbed():
        data = text.encode("utf-8") if choices else unresolved.data
        if not replace_bytes(workplace.path, data, unresolved.data):
            raise JimoplanError("计划文件刚才又有改动,没有写入", "再运行一次")
        left = sum(isinstance(piece, Hunk) for piece in pieces)
        problems = () if left else only_errors(load_bytes(data, with_advice=False).problems)
        repository = workplace.repository
        ready = repository is not None and not (left or problems)
        staged = bool(ready and repository and is_unmerged(repository))
        if staged and repository:
            stage(repository)
    go_on = _how_to_go_on(repository, data) if repository else ""
    return Resolved(left, problems, staged, go_on)


def _how_to_go_on(repository: Repository, data: bytes) -> str:
    busy = repository.going_on()
    with_it, without = _GO_ON.get(busy or "", ("", ""))
    return without if repository.read_head().data == data else with_it


def _settle(pieces: tuple[Piece, ...], choices: Mapping[int, bool]) -> list[Piece]:
    settled: list[Piece] = []
    position = 0
    for piece in pieces:
        if isinstance(piece, Hunk):
            chosen = choices.get(position)
            position += 1
            settled.append(piece if chosen is None else piece.theirs if chosen else piece.ours)
        else:
            settled.append(piece)
    return settled


def ask(unresolved: Unresolved) -> Iterator[Question]:
    """Each open place as a question, all others taken as ours meanwhile."""
    reader, pieces = PieceReader(), unresolved.pieces
    ours = reader.read(take_side(pieces, theirs=False).encode())
    line = 1
    for position, piece in enumerate(pieces):
        if isinstance(piece, Hunk):
            swapped = [*pieces[:position], piece.theirs, *pieces[position + 1 :]]
            theirs = reader.read(take_side(swapped, theirs=False).encode())
            names = _names(piece)
            words = _words(ours, theirs, names)
            shown = words or f"第 {line} 行起,双方写法不同"
            yield Question(line, shown, piece, names, bool(words))
        line += count_lines(write_pieces([piece], "\n"))


def _words(ours: Plan | None, theirs: Plan | None, names: Names) -> str:
    """What the sides fill in; '' where only comments differ, or one of the two is no plan."""
    if not (ours and theirs):
        return ""
    try:
        return ask_which(diff(ours, theirs), names)
    except ValueError:  # an id that stands in it twice
        return ""


def _names(hunk: Hunk) -> Names:
    """The authors whom the markers name, where they tell the sides apart."""
    found = [_SETTER.fullmatch(label) for label in (hunk.our_label, hunk.their_label)]
    authors = [match["author"] if match else "" for match in found]
    return Names(*authors) if all(authors) and len(set(authors)) > 1 else Names()

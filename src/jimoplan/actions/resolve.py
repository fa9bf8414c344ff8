"""resolve: what a merge left open in a plan, put as questions and settled hunk by hunk."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.plans import only_errors
from jimoplan.actions.workplace import Workplace, find_workplace
from jimoplan.core.change.diff import diff
from jimoplan.core.hunks import Hunk, Piece, count_lines, split_hunks, take_side, write_pieces
from jimoplan.core.merge.questions import Names, ask_which
from jimoplan.core.problems import Problem
from jimoplan.core.reading.reader import Loaded, load, load_bytes
from jimoplan.core.writing.source import Source
from jimoplan.errors import JimoplanError
from jimoplan.files import read_bytes, replace_bytes
from jimoplan.git.merging import is_unmerged, stage
from jimoplan.lock import hold_lock, undisturbed

_SETTER = re.compile(r"(?:我方|对方) (?P<author>.+) \d{4}-\d\d-\d\d [0-9a-f]{4,40}")
_GO_ON = {
    "合并": "git commit",
    "变基(rebase)": "git rebase --continue",
    "拣选(cherry-pick)": "git cherry-pick --continue",
    "还原(revert)": "git revert --continue",
}


class Question(NamedTuple):
    """A place that is still open: the line its markers begin in and what the sides say.

    What cannot be said in words has to be seen.
    """

    line: int
    words: str
    hunk: Hunk
    is_worded: bool


class Unresolved(NamedTuple):
    """A file as it stands in the middle of a merge."""

    workplace: Workplace
    data: bytes
    pieces: tuple[Piece, ...]
    questions: tuple[Question, ...]


class Resolved(NamedTuple):
    """What is left open; the errors of a plan without markers; whether git was told, what next."""

    left: int
    problems: tuple[Problem, ...]
    staged: bool
    go_on: str


def open_conflicts(file: Path | None, start: Path) -> Unresolved:
    """The places with conflict markers, those left out that people have settled by hand.

    Raises JimoplanError where there is no such file or it is no UTF-8.
    """
    workplace = find_workplace(file, start)
    data = read_bytes(workplace.path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise JimoplanError(
            f"{workplace.path} 不是 UTF-8 编码的文字", "在编辑器里“另存为”,编码选 UTF-8"
        ) from None
    pieces = tuple(split_hunks(text))
    return Unresolved(workplace, data, pieces, _ask(pieces))


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
    busy = repository.going_on() if repository else None
    return Resolved(left, problems, staged, _GO_ON.get(busy or "", ""))


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


def _ask(pieces: tuple[Piece, ...]) -> tuple[Question, ...]:
    """Each hunk as a question, all others taken as ours meanwhile."""
    ours = load(take_side(pieces, theirs=False), with_advice=False)
    questions: list[Question] = []
    line = 1
    for position, piece in enumerate(pieces):
        if isinstance(piece, Hunk):
            swapped = [*pieces[:position], piece.theirs, *pieces[position + 1 :]]
            theirs = load(take_side(swapped, theirs=False), with_advice=False)
            words = _words(ours, theirs, _names(piece))
            shown = words or f"第 {line} 行起,双方写法不同"
            questions.append(Question(line, shown, piece, bool(words)))
        line += count_lines(write_pieces([piece], "\n"))
    return tuple(questions)


def _words(ours: Loaded, theirs: Loaded, names: Names) -> str:
    """What the sides fill in; '' where only comments differ, or one of the two is no plan."""
    if not (ours.plan and theirs.plan):
        return ""
    try:
        return ask_which(diff(ours.plan, theirs.plan), names)
    except ValueError:  # an id that stands in it twice
        return ""


def _names(hunk: Hunk) -> Names:
    """The authors whom the markers name, where they tell the sides apart."""
    found = [_SETTER.fullmatch(label) for label in (hunk.our_label, hunk.their_label)]
    authors = [match["author"] if match else "" for match in found]
    return Names(*authors) if all(authors) and len(set(authors)) > 1 else Names()

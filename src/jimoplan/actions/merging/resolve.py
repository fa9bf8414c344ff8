"""resolve: what a merge left open in a plan, settled place by place."""

from collections.abc import Mapping
from contextlib import nullcontext
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.merging.foresee import Foreseen, foresee_merge
from jimoplan.actions.merging.keep_both import keep_both
from jimoplan.actions.merging.merge_again import Trace, try_again
from jimoplan.actions.merging.merge_texts import MergedText
from jimoplan.actions.plan.open import only_errors
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.merge.markers import (
    Broken,
    Hunk,
    Piece,
    find_broken,
    split_hunks,
    take_side,
    write_pieces,
)
from jimoplan.core.merge.questions import Names
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load import load_bytes
from jimoplan.core.text.writing.source import Source
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.merging import (
    Stages,
    changes_nothing,
    has_stash,
    read_stages,
    stage,
)
from jimoplan.git.repository import Repository, Undertaking
from jimoplan.system.files import read_bytes, replace_bytes, shown_path
from jimoplan.system.lock import undisturbed


class BrokenMarkersError(JimoplanError):
    """Somebody has removed some of the markers, so that nobody can tell what belongs to whom."""

    exit_code = ExitCode.NO

    def __init__(self, path: Path, broken: tuple[Broken, ...]) -> None:
        told = ";".join(found.why for found in broken)
        super().__init__(
            f"{path.as_posix()} 的冲突标记不成对,没有写入:{told}",
            "在编辑器里补上缺的标记行,或把这一处改好并删去剩下的标记行,再运行 jimoplan resolve;"
            f"要从头来,运行 git checkout --merge -- {path.as_posix()}(取舍过的也重来)",
        )


class Unresolved(NamedTuple):
    """A file as it stands in the middle of a merge, what git has of it, and what git is about.

    `again` is what merging once more comes to, where our driver has not merged the file and nobody
    has edited it; the pieces then are that text's. `trace` says what the file shows of that.
    `names` is how the sides are spoken of where nobody knows whose they are.
    """

    workplace: Workplace
    data: bytes
    pieces: tuple[Piece, ...]
    stages: Stages = Stages()
    undertaking: Undertaking | None = None
    again: MergedText | None = None
    trace: Trace = Trace.OURS
    names: Names = Names()

    @property
    def open_places(self) -> int:
        """How many places are open."""
        return sum(isinstance(piece, Hunk) for piece in self.pieces)

    @property
    def is_rebase(self) -> bool:
        """Whether ours is the branch that one's own commits are being moved to."""
        return self.undertaking is Undertaking.REBASE


class Keep(Enum):
    """What is kept of a place."""

    OURS = auto()
    THEIRS = auto()
    BOTH = auto()


class Resolved(NamedTuple):
    """What is left open; the errors of a plan without markers; whether git was told, what next.

    `to_check` says that a merge without markers lost something that a person has to look at;
    `is_stashed` that what git stash pop brought back is stashed still. `foreseen` is what an
    audit will say of the merge once it is committed.
    """

    left: int
    problems: tuple[Problem, ...] = ()
    staged: bool = False
    go_on: str = ""
    to_check: bool = False
    is_stashed: bool = False
    foreseen: Foreseen = Foreseen()


def open_conflicts(file: Path | None, start: Path) -> Unresolved:
    """The places with conflict markers, those left out that people have settled by hand.

    A file that git holds for unmerged and that is ours to the byte proves nothing: a merge driver
    that cannot be started leaves it so. It is merged again, and so is what git merged line by line
    for want of a driver, unless somebody has edited it since.
    Raises JimoplanError where there is no such file or it is no UTF-8, BrokenMarkersError.
    """
    workplace = find_workplace(file, start)
    workplace.expect_git()
    data = read_bytes(workplace.path)
    text = _decode(data, workplace.path)
    broken = find_broken(text)
    if broken:
        raise BrokenMarkersError(shown_path(workplace.path), broken)
    pieces = tuple(split_hunks(text))
    repository = workplace.repository
    if repository is None:
        return Unresolved(workplace, data, pieces)
    undertaking = repository.going_on()
    stages = read_stages(repository)
    trace, again = try_again(repository, stages, data, pieces)
    if again:
        pieces = tuple(split_hunks(_decode(again.data, workplace.path)))
    return Unresolved(workplace, data, pieces, stages, undertaking, again, trace)


def resolve(unresolved: Unresolved, choices: Mapping[int, Keep]) -> Resolved:
    """Keep what is chosen of each place, by its position, and write the file.

    A place of which both cannot be kept stays open. When nothing is left and the plan has no
    errors, git is told that the conflict is resolved.
    Raises JimoplanError where the file has changed in the meantime or cannot be written.
    """
    workplace, repository = unresolved.workplace, unresolved.workplace.repository
    pieces = _settle(unresolved.pieces, choices)
    text = write_pieces(pieces, Source(take_side(pieces, theirs=False)).line_end)
    lock = workplace.locked() if repository else nullcontext()
    with lock, undisturbed():
        data = text.encode("utf-8") if choices or unresolved.again else unresolved.data
        if not replace_bytes(workplace.path, data, unresolved.data):
            raise JimoplanError("计划文件刚才又有改动,没有写入", "再运行一次")
        left = sum(isinstance(piece, Hunk) for piece in pieces)
        loaded = load_bytes(data, with_advice=False)
        problems = () if left else only_errors(loaded.problems)
        again = unresolved.again
        lost = bool(again and not (again.is_clean or again.has_markers))
        to_check = lost and data != unresolved.data
        if left or problems or to_check or not (repository and unresolved.stages.is_unmerged):
            return Resolved(left, problems, to_check=to_check)
        try:
            stage(repository)
        except JimoplanError as failure:
            name = shown_path(workplace.path)
            failure.message = f"取舍的结果已经写进 {name};{failure.message}"
            raise
    undertaking = unresolved.undertaking
    is_stashed = not undertaking and has_stash(repository)
    go_on = _how_to_go_on(repository, undertaking) if undertaking else ""
    foreseen = foresee_merge(workplace, loaded.plan) if loaded.plan else Foreseen()
    return Resolved(0, staged=True, go_on=go_on, is_stashed=is_stashed, foreseen=foreseen)


def _decode(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise JimoplanError(
            f"{path} 不是 UTF-8 编码的文字", "在编辑器里“另存为”,编码选 UTF-8"
        ) from None


def _how_to_go_on(repository: Repository, undertaking: Undertaking) -> str:
    """The command that ends git's undertaking; it skips a commit of which nothing is left."""
    return undertaking.skip if changes_nothing(repository) else undertaking.carry_on


def _settle(pieces: tuple[Piece, ...], choices: Mapping[int, Keep]) -> list[Piece]:
    places = [at for at, piece in enumerate(pieces) if isinstance(piece, Hunk)]
    chosen = {places[position]: keep for position, keep in choices.items()}
    settled = [_take(piece, chosen.get(at)) for at, piece in enumerate(pieces)]
    for at in sorted((at for at, keep in chosen.items() if keep is Keep.BOTH), reverse=True):
        both = keep_both(settled, at)
        if both:
            settled[both.start : both.end] = [both.text]
    return settled


def _take(piece: Piece, keep: Keep | None) -> Piece:
    if isinstance(piece, str) or keep in {None, Keep.BOTH}:
        return piece
    return piece.theirs if keep is Keep.THEIRS else piece.ours

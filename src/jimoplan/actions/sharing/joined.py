"""Two lines of work made one: merged beside the work tree, decided, checked, committed."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.merging.foresee import foresee_merge
from jimoplan.actions.merging.git_setup import carry_out_settings, find_setup
from jimoplan.actions.merging.merge_texts import merge_texts
from jimoplan.actions.merging.resolve import Keep, Unresolved, open_conflicts, resolve
from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.merge.questions import Names
from jimoplan.core.merge.words import name_conflict
from jimoplan.core.text.problems import Problem
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.commit import CommitRefusedError
from jimoplan.git.joining import SideTree, conclude, keep_side, list_unmerged, side_tree
from jimoplan.git.merging import Favour, Three
from jimoplan.git.repository import Repository
from jimoplan.system.files import shown_path

_NOTHING_DONE = "什么都没有动"
_NAMES = Names("别人", "自己")
_BESIDE_A_FOLDER = re.compile("(?P<name>.+)~(HEAD|[0-9a-f]{40,64})")
"""What git calls a file that has a folder in its place on the other side."""
_OTHER = {Favour.OURS: Favour.THEIRS, Favour.THEIRS: Favour.OURS}
"""What is ours to the person is theirs to git, as ours is merged into theirs."""


class OpenFile(NamedTuple):
    """A file that both sides have changed, or which the one has removed that is `gone`."""

    name: str
    gone: Favour | None


class Deciding(NamedTuple):
    """Who decides what no program may: each is asked when it comes to that.

    `places` gets the plan's places in conflict, theirs first; `side` a file of another kind that
    both have changed, and answers None to leave it open; `agree` a question whether to go on, which
    nobody has agreed to where there is nobody to ask. The others raise UndecidedError then.
    """

    places: Callable[[Unresolved], Mapping[int, Keep]]
    side: Callable[[OpenFile], Favour | None]
    agree: Callable[[str], bool]


class Joined(NamedTuple):
    """A commit that joins two; how many places a person has decided, and what else is to be said.

    `problems` are the errors that the plan has in it, which it had on their side already.
    """

    commit: str
    decided: int = 0
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class UndecidedError(JimoplanError):
    """A person has left open what only a person can decide; everything is as it was."""

    exit_code = ExitCode.NO
    code = "conflict"

    def __init__(self, what: str, remedy: str = "想好了再运行 jimoplan sync,从头逐处问") -> None:
        super().__init__(f"{what}还没有定下来,这次没有合并,{_NOTHING_DONE}", remedy)


class Sides(NamedTuple):
    """The two commits to be joined, and what the errors are that theirs has in its plan."""

    ours: str
    theirs: str
    faults: tuple[Problem, ...]


def join(workplace: Workplace, sides: Sides, message: str, deciding: Deciding) -> Joined:
    """Merge ours into theirs in a commit that no branch holds yet; the work tree stays as it is.

    Theirs is its first parent: the main line goes on where the shared branch went, and what it said
    on a day in the past stays as it was.

    Raises UndecidedError, FaultyPlanError where the plan would have errors that theirs has not,
    CommitRefusedError where a hook refuses, ForeignError where another merge driver is in the way.
    """
    repository = workplace.repository
    if repository is None:
        raise ValueError(workplace)
    setup = find_setup(workplace.file, workplace.file.parent)
    is_new = carry_out_settings(setup)
    notes = (
        ["这个克隆里装上了按编号和字段合并计划的驱动(jimoplan git status 可查)"] if is_new else []
    )
    with side_tree(repository, sides.theirs, sides.ours, setup.line) as tree:
        decided = settle_tree(tree, deciding)
        notes += [_in_names(line) for line in tree.said if line.startswith(f"{repository.path}:")]
        problems, warnings = _check(tree, workplace.path, sides)
        try:
            commit = conclude(tree.repository, message)
        except CommitRefusedError as refused:
            refused.message = f"合并的提交没有被接受(钩子或签名),{_NOTHING_DONE}"
            refused.remedy = "按上面的话处理,再运行 jimoplan sync"
            raise
    return Joined(commit, decided, (*notes, *warnings), problems)


def foresee_conflicts(repository: Repository, base: str, ours: str, theirs: str) -> tuple[str, ...]:
    """What of the plan a person would be asked to decide if two commits were joined."""
    found = repository.read_objects([f"{end}:{repository.path}" for end in (base, ours, theirs)])
    texts = [data or b"" for _, data in found]
    merged = merge_texts(Three(*texts), lambda conflicts, _: conflicts)
    return tuple(map(name_conflict, merged.conflicts))


def settle_tree(tree: SideTree, deciding: Deciding, names: Names = _NAMES) -> int:
    """Have decided what is open, the sides called by names; how many places that were."""
    open_files = list_unmerged(tree.repository)
    if not open_files:
        return 0
    decided = 0
    if tree.repository.path in open_files:
        decided = _settle_plan(tree, deciding, names)
    for name, gone in open_files.items():
        if name == tree.repository.path:
            continue
        if split := _BESIDE_A_FOLDER.fullmatch(name):
            raise UndecidedError(
                f"“{split['name']}”在一方是文件,在另一方是文件夹,合不到一起,",
                "自己这一份改个名字并提交,再运行 jimoplan sync",
            )
        side = deciding.side(OpenFile(name, _OTHER[gone] if gone else None))
        if side is None:
            raise UndecidedError(f"“{name}”留哪一份")
        keep_side(tree.repository, name, _OTHER[side])
        decided += 1
    return decided


def _settle_plan(tree: SideTree, deciding: Deciding, names: Names) -> int:
    if not tree.plan.is_file():
        raise JimoplanError(
            f"一方删去或移走了 {tree.repository.path},另一方还在改它,没有合并,{_NOTHING_DONE}",
            "先同删去它的人商量好;jimoplan log 看得到是谁",
        )
    unresolved = open_conflicts(tree.plan, tree.plan.parent)._replace(names=names)
    places = unresolved.open_places
    choices = deciding.places(unresolved) if places else {}
    if len(choices) < places:
        raise UndecidedError(f"有 {places - len(choices)} 处冲突")
    if not places and not deciding.agree(f"{_what_is_lost(tree)};照样合并吗?"):
        raise UndecidedError(f"{_what_is_lost(tree)},", "照样合并的,运行 jimoplan sync --yes")
    outcome = resolve(unresolved, choices)
    if outcome.to_check:
        outcome = resolve(open_conflicts(tree.plan, tree.plan.parent), {})
    if outcome.left:
        raise UndecidedError(f"有 {outcome.left} 处冲突")
    if outcome.problems:
        raise _faulty(tree.plan, outcome.problems)
    return places


def _in_names(line: str) -> str:
    """What the driver says, with the sides called as they are to the person."""
    usual = Names()
    return line.replace(usual.ours, _NAMES.ours).replace(usual.theirs, _NAMES.theirs)


def _what_is_lost(tree: SideTree) -> str:
    mark = " 有冲突:"
    lost = [_in_names(line.partition(mark)[2]) for line in tree.said if mark in line]
    return f"合并顾不全:{';'.join(lost) or '有些地方没有留住'}"


def _check(
    tree: SideTree, shown: Path, sides: Sides
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """The errors that theirs had already, and what an audit will say of the merge.

    Raises FaultyPlanError over other errors.
    """
    if not tree.plan.is_file():
        return (), (f"注意:合并以后没有 {shown_path(shown)} 了,对方删去或移走了它",)
    workplace = find_workplace(tree.plan, tree.plan.parent)
    text = workplace.open().text
    if text.reading is None:
        if not sides.faults:
            raise _faulty(shown, text.errors)
        return text.errors, ()
    warnings, unseen = foresee_merge(workplace, text.reading.plan)
    return (), (*warnings, *unseen)


def _faulty(path: Path, problems: tuple[Problem, ...]) -> FaultyPlanError:
    return FaultyPlanError(
        path,
        problems,
        f"合在一起的计划有错误 {len(problems)} 处(见上),没有合并,{_NOTHING_DONE}",
        "同改了这些地方的人商量,由一方先改好并 jimoplan sync,再运行一次",
    )

"""init: an empty plan in a git repository, with all that belongs beside it."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.merging.git_setup import carry_out_setup, find_setup
from jimoplan.actions.plan.open import FaultyPlanError, only_errors, read_plan
from jimoplan.actions.plan.schema import SCHEMA_NAME, schema_text
from jimoplan.actions.plan.texts import check_line, read_text
from jimoplan.actions.plan.workplace import find_workplace
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.model import Department
from jimoplan.core.plan.roster import read_roster
from jimoplan.core.text.reading.load import load
from jimoplan.core.text.writing.new_plan import write_new_plan
from jimoplan.errors import JimoplanError, UsageError
from jimoplan.git.creation import begin_repository, commit_files, work_as
from jimoplan.git.process import GitError, GitMissingError, runs_inside_git
from jimoplan.git.repository import find_author, find_repository
from jimoplan.system.files import (
    PLAN_NAME,
    create_text,
    make_folder,
    read_bytes,
    shown_path,
)

_PLAN_ENDINGS = frozenset({".yaml", ".yml"})


class NewPlan(NamedTuple):
    """What a plan begins with; `departments` is a file: a plan, or a list with a name a line."""

    unit: str
    title: str
    start: date
    end: date
    departments: Path | None = None


class Begun(NamedTuple):
    """What was made: the files written, the commit where there is one, and else why there is none.

    `is_new` tells that there was no repository before, `is_refused` that git would not commit.
    """

    files: tuple[Path, ...]
    commit: str | None
    is_new: bool
    why_not: str = ""
    is_refused: bool = False


def check_place(folder: Path) -> None:
    """Raises UsageError where no plan can begin: a file is there, or it is jimoplan's own source.

    Raises JimoplanError where git is busy, or has started this program.
    """
    check_free(_files_in(folder))


def check_free(files: Sequence[Path]) -> None:
    """The same for the files of a plan, the plan itself first; raises as check_place does."""
    plan, folder = files[0], files[0].parent
    if taken := [file for file in files if os.path.lexists(file)]:
        raise UsageError(
            f"{'、'.join(str(shown_path(file)) for file in taken)} 已经有了,没有写入",
            "换一个文件夹;要从头来,先把原来的移到别处(git mv)",
        )
    here = folder.resolve()
    source = next((f for f in (here, *here.parents) if (f / "src/jimoplan/core").is_dir()), None)
    if source:
        raise UsageError(
            f"{source} 是 jimoplan 自己的源代码,计划不要放在里面",
            "换一个文件夹,如 ~/工作要点",
        )
    if runs_inside_git():
        raise JimoplanError("由 git 启动的(钩子、别名等)不建计划", "直接运行 jimoplan")
    there = next(each for each in (here, *here.parents) if each.is_dir())
    repository = find_repository(there / plan.name)
    if repository and (busy := repository.going_on()):
        raise JimoplanError(f"git 正在{busy},没有写入", busy.way_out)


def files_beside(plan: Path) -> tuple[Path, ...]:
    """A plan to be written, and its schema where there is none beside it."""
    schema = plan.with_name(SCHEMA_NAME)
    return (plan,) if schema.exists() and not plan.exists() else (plan, schema)


def _files_in(folder: Path) -> tuple[Path, Path]:
    """The plan and its schema, all that is new there."""
    return folder / PLAN_NAME, folder / SCHEMA_NAME


def find_identity(folder: Path) -> Identity | None:
    """Who git would say commits there; None where it does not know."""
    here = folder.resolve()
    author = find_author(next(each for each in (here, *here.parents) if each.is_dir()))
    return author.identity if author else None


def begin_plan(folder: Path, wanted: NewPlan, who: Identity | None = None) -> Begun:
    """Write an empty plan and what belongs beside it, and commit that; `who` works there then.

    Raises UsageError as check_place does and for what does not fit, FaultyPlanError where the plan
    would have errors, before anything is written; JimoplanError where git or the disk fails.
    """
    check_place(folder)
    departments = read_departments(wanted.departments)
    unit, title = check_line("--unit", wanted.unit), check_line("--title", wanted.title)
    text = write_new_plan(unit or "", title or "", (wanted.start, wanted.end), departments)
    return put_down(_files_in(folder), text, departments, lambda files: _begin(files, who))


def put_down(
    files: Sequence[Path],
    text: str,
    departments: Iterable[Department],
    keep: Callable[[Sequence[Path]], Begun],
) -> Begun:
    """Write the text of a plan, with its schema where that is among the files, and keep them.

    Raises FaultyPlanError where the plan would have errors, before anything is written;
    JimoplanError where the disk fails, or keeping does: nothing is left then.
    """
    plan = files[0]
    if problems := only_errors(load(text, with_advice=False).problems):
        raise FaultyPlanError(
            plan, problems, f"这样的计划有错误 {len(problems)} 处,没有写入", "改正以后再运行一次"
        )
    make_folder(plan.parent)
    contents = (text, schema_text(departments))[: len(files)]
    made: list[Path] = []
    try:
        for file, content in zip(files, contents, strict=True):
            create_text(file, content)
            made.append(file)
        return keep(files)
    except JimoplanError:  # nobody has seen them yet, and half of them is in the next try's way
        for file in made:
            file.unlink(missing_ok=True)
        raise


def read_departments(file: Path | None) -> tuple[Department, ...]:
    """The departments of another plan, or of a list with a name a line; none without a file.

    Raises UsageError for a name that comes twice, FaultyPlanError for a plan with errors.
    """
    if file is None:
        return ()
    if file.suffix.lower() not in _PLAN_ENDINGS:
        return read_roster(read_text("--departments", str(file), None))
    found = read_plan(read_bytes(file))
    if found.loaded.plan is None or found.loaded.has_errors:
        errors = only_errors(found.loaded.problems)
        raise FaultyPlanError(
            file, errors, f"{shown_path(file)} 有错误 {len(errors)} 处,部门取不出来", "先改正它"
        )
    return found.loaded.plan.departments


def _begin(files: Sequence[Path], who: Identity | None) -> Begun:
    """Put the files into a repository, which is made where there is none, and commit them."""
    folder = files[0].parent
    is_new = find_workplace(files[0], folder).repository is None
    try:
        if is_new:
            begin_repository(folder)
        return register(files, who)._replace(is_new=is_new)
    except GitMissingError:
        why = "没有找到 git 程序,只写了文件,没有留痕"
        return Begun(tuple(files), None, is_new=False, why_not=why)


def register_beside(files: Sequence[Path]) -> Begun:
    """Commit the files of a new plan where they lie in a repository; raises as register does."""
    workplace = find_workplace(files[0], files[0].parent)
    if workplace.repository is None:
        return Begun(tuple(files), None, is_new=False, why_not=workplace.why_alone)
    return register(files)


def register(files: Sequence[Path], who: Identity | None = None) -> Begun:
    """Commit the files of a new plan to the repository they lie in, which learns to merge it.

    Whoever is named works there from then on.

    Raises GitMissingError without git, JimoplanError where the setup is in the way.
    """
    plan, folder = files[0], files[0].parent
    setup = find_setup(plan, folder)
    carry_out_setup(setup)
    written = (*files, setup.attributes)
    if who:
        work_as(folder, who)
    if find_workplace(plan, folder).identity is None:
        return Begun(written, None, is_new=False, why_not=_NOBODY)
    try:
        commit = commit_files(folder, written, f"登记计划文件 {setup.repository.path}")
    except GitError as refused:
        why = f"{refused.message};改好以后 git commit"
        return Begun(written, None, is_new=False, why_not=why, is_refused=True)
    return Begun(written, commit, is_new=False)


_NOBODY = (
    "git 不知道您是谁,没有提交;先 git config user.name 姓名、git config user.email 邮箱,"
    "再 git add . && git commit -m 登记计划文件"
)

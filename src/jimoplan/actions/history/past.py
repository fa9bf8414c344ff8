"""A plan with its past: where it is, what git knows of it, and what is missing there."""

from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.journal import Journal, read_journal
from jimoplan.actions.history.versions import WHERE_CUT
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.actions.plan.workplace import Workplace, find_history, find_workplace
from jimoplan.core.history.journal import EventKind
from jimoplan.core.plan.departments import Departments, names_of
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem
from jimoplan.errors import JimoplanError
from jimoplan.git.objects import identify
from jimoplan.git.repository import Repository
from jimoplan.system.files import read_bytes, shown_path


class BrokenRevisionError(FaultyPlanError):
    """The plan in a revision cannot be read, so that it cannot be compared."""

    def __init__(self, path: Path, name: str, errors: tuple[Problem, ...]) -> None:
        super().__init__(
            path,
            errors,
            f"{name}的计划有错误 {len(errors)} 处,没法比较",
            "换一个能读的版本;jimoplan log 看哪一次提交以后读不出来",
        )


class Past(NamedTuple):
    """A plan's workplace, its journal, and the last plan in it that can be read."""

    workplace: Workplace
    repository: Repository
    journal: Journal
    plan: Plan

    def read_file(self) -> Plan:
        """What the file says now; raises BrokenPlanError where that is no one plan."""
        text = self.journal.text or ""
        same = identify(read_bytes(self.workplace.path), like=text) == text
        return self.plan if same else self.workplace.open().compare()


def find_past(file: Path | None, start: Path) -> tuple[Workplace, Repository]:
    """Where a plan lies and its repository; raises JimoplanError where there are no commits.

    Raises GitMissingError where there is a repository and no git to read it.
    """
    workplace = find_workplace(file, start)
    repository = find_history(workplace, file, start)
    if repository is None or not repository.has_commits:
        raise JimoplanError(
            f"{shown_path(workplace.path)} 不在 git 仓库里,或还没有提交过,没有历史可查",
            "git init 建仓库,再运行 jimoplan commit 登记计划文件",
        )
    return workplace, repository


def open_past(file: Path | None, start: Path) -> Past:
    """The journal of the plan named; raises JimoplanError where there is nothing to read in it."""
    workplace, repository = find_past(file, start)
    journal = read_journal(repository)
    if journal.plan:
        return Past(workplace, repository, journal, journal.plan)
    raise JimoplanError(
        f"git 的历史里没有一份能读的 {shown_path(workplace.path)}",
        "运行 jimoplan validate 看现在的文件,改正后运行 jimoplan commit",
    )


def find_departments(
    plan: Plan, written: str | None, former: Container[str] = ()
) -> frozenset[str]:
    """The department written and the groups that stand for it, none where none was written.

    One that the plan has not got any more is known by its full name; what was done under a former
    name, which is an alias now, was done by the same one.
    """
    if written is None:
        return frozenset()
    departments = Departments(plan.departments)
    if written in former and all(written not in names_of(each) for each in departments.all):
        return frozenset((written,))
    found = find_department(plan, written).name
    meant = (departments.by_name[name] for name in (found, *departments.groups_of(found)))
    return frozenset(
        name for each in meant for name in names_of(each) if name == each.name or name in former
    )


def describe_lack(past: Past) -> Iterator[str]:
    """Notes on what the answer cannot know, because history was not fetched."""
    cut = [event.commit for event in past.journal.events if event.kind is EventKind.CUT]
    if cut:
        first = min(cut, key=lambda commit: commit.committed)
        yield WHERE_CUT.format(f"{first.short}({first.committed.date()})")

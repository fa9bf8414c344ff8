"""Opening a plan: where it lies, in which repository, and what its file says."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jimoplan.actions.plan.open import (
    BrokenPlanError,
    PlanText,
    Reading,
    interpret,
    read_plan,
)
from jimoplan.actions.plan.whereabouts import find_path
from jimoplan.core.plan.model import Plan
from jimoplan.errors import JimoplanError
from jimoplan.system.files import (
    PLAN_NAME,
    find_plan,
    find_plan_or_none,
    folder_as_named,
    read_bytes,
)

if TYPE_CHECKING:  # git is imported where it is asked: most questions to a plan need none
    from jimoplan.core.history.commits import Identity
    from jimoplan.git.repository import Author, Repository


@dataclass(frozen=True)
class Workplace:
    """The plan's path as it was named, and the file at the end of any symlink."""

    path: Path
    file: Path

    @cached_property
    def repository(self) -> "Repository | None":
        """The repository that holds the file, None outside of any; git is asked for it once.

        Raises GitError where git will not look at the repository that is there.
        """
        from jimoplan.git.repository import find_repository

        return find_repository(self.file) if self.file.parent.is_dir() else None

    @cached_property
    def author(self) -> "Author | None":
        """Who git would say makes a commit now, and when, None if it cannot; it is asked once.

        Raises UsageError for a name that nobody could read.
        """
        from jimoplan.actions.plan.texts import check_line
        from jimoplan.git.repository import find_author

        author = find_author(self.file.parent)
        if author:
            check_line("git 的 user.name", author.identity.name)
            check_line("git 的 user.email", author.identity.email)
        return author

    @property
    def identity(self) -> "Identity | None":
        """The person that git's settings name as author; raises UsageError as `author` does."""
        return self.author.identity if self.author else None

    @property
    def name_of_author(self) -> str | None:
        """That person's name."""
        return self.identity.name if self.identity else None

    @property
    def lock(self) -> Path:
        """The lock file that writers of this plan hold."""
        if self.repository:
            return self.repository.git_folder / "jimoplan.lock"
        beside = self._git_folder
        return (
            beside / "jimoplan.lock" if beside else self.file.with_name(f".{self.file.name}.lock")
        )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who writes the plan; what git has started does not wait for that.

        It may be a hook that whoever holds the lock waits for. What a change has left that was
        broken off is mended. Raises LockedError where another holds it for too long.
        """
        from jimoplan.actions.plan.recovery import recover
        from jimoplan.git.process import runs_inside_git
        from jimoplan.system.lock import PATIENCE, hold_lock

        with hold_lock(self.lock, self.path, 0.0 if runs_inside_git() else PATIENCE):
            if self.repository:
                recover(self.repository)
            yield

    @property
    def lacks_git(self) -> bool:
        """Whether there is a repository, but no git program to read it."""
        return self.repository is None and self._git_folder is not None

    def expect_git(self) -> None:
        """Raise GitMissingError where there is a repository, but no git program to read it."""
        if self.lacks_git:
            from jimoplan.git.process import GitMissingError

            raise GitMissingError

    @property
    def why_alone(self) -> str:
        """Why a change here is not committed, where there is no repository."""
        if self.lacks_git:
            return "没有找到 git 程序,只写了文件,没有提交;装好 git 以后运行 jimoplan commit"
        return "不在 git 仓库里,只写了文件,没有留痕"

    @property
    def _git_folder(self) -> Path | None:
        """The .git folder above a plan, found without running git."""
        folders = (folder / ".git" for folder in self.file.parents)
        return next((folder for folder in folders if folder.is_dir()), None)

    @cached_property
    def mended(self) -> tuple[str, ...]:
        """What was mended after a change that was broken off, in words; it is looked for once."""
        from jimoplan.actions.plan.recovery import recover_unless_at_work

        if self.repository is None:
            return ()
        return recover_unless_at_work(self.repository, self.lock, self.path)

    def open(self, data: bytes | None = None, *, with_advice: bool = False) -> "Opened":
        """What the file says now, read unless it has been; raises JimoplanError if that fails."""
        known = read_bytes(self.path) if data is None else data
        return Opened(self, read_plan(known, with_advice=with_advice))

    def read(self) -> Reading:
        """What the file says now, to change it; raises BrokenFileError if it has errors."""
        _ = self.mended
        return interpret(self.path, read_bytes(self.path))


class Opened(NamedTuple):
    """A plan that was opened: where it lies and what its file says."""

    workplace: Workplace
    text: PlanText

    @property
    def path(self) -> Path:
        """The plan's path as it was named."""
        return self.workplace.path

    def rely(self) -> Plan:
        """The plan to answer from; raises BrokenPlanError if it has errors."""
        if self.text.reading is None:
            raise BrokenPlanError(self.path, self.text.errors)
        return self.text.reading.plan

    def compare(self) -> Plan:
        """The plan to compare with others; raises BrokenPlanError where that is no one plan."""
        plan = self.text.comparable
        if plan is None:
            raise BrokenPlanError(self.path, self.text.errors)
        return plan


def open_plan(file: Path | None, start: Path, *, with_advice: bool = False) -> Opened:
    """The plan named, or else the nearest plan.yaml, with what it says.

    Raises JimoplanError where there is none or it cannot be read.
    """
    return find_workplace(file, start).open(with_advice=with_advice)


def find_workplace(file: Path | None, start: Path) -> Workplace:
    """Where the plan named lies, or else the nearest.

    Raises JimoplanError where there is none, LedOutError where a link of others leads elsewhere.
    """
    path = find_path(file, start)
    return Workplace(path, Path(os.path.realpath(path)))


def locate_plan(
    file: Path | None, start: Path, known: "Repository | None" = None
) -> "tuple[Path, Repository]":
    """The plan's path and its repository, in which it has the name that leads to it.

    A plan that has become a link keeps its name, one that is not there any more is looked for where
    it was, in the folder itself. Git is not asked where `known` is the repository that holds it.
    Raises JimoplanError where there is no repository, GitMissingError where only git is missing.
    """
    from jimoplan.git.repository import find_repository

    entered = folder_as_named(start)
    path = file or find_plan_or_none(entered) or entered / PLAN_NAME
    full = Path(os.path.abspath(path))  # noqa: PTH100 - links stay, dots go
    real = Path(os.path.realpath(full.parent))
    repository = known
    if known is None or known.top / known.path != real / full.name:
        repository = find_repository(real / full.name) if real.is_dir() else None
    if repository is None:
        Workplace(path, real / full.name).expect_git()
        if file is None:
            find_plan(start)
        raise JimoplanError(f"{path} 不在 git 仓库里,没有历史可查", "在放计划的仓库里运行")
    top = repository.top
    above = next((folder for folder in full.parents if os.path.realpath(folder) == str(top)), None)
    if above is None:
        return path, repository
    name = full.relative_to(above).as_posix()
    return path, repository._replace(folder=top, path=name)


def find_history(workplace: Workplace, file: Path | None, start: Path) -> "Repository | None":
    """The repository in which a plan has its history, a link that git keeps its own; else None.

    Raises GitMissingError where there is a repository and no git to read it.
    """
    workplace.expect_git()
    repository = workplace.repository
    with suppress(JimoplanError):
        _, named = locate_plan(file, start, repository)
        beside = named.top / Path(named.path).parent
        named = named._replace(folder=beside if beside.is_dir() else named.top)
        if repository is None or named == repository or named.tracks(named.name):
            return named
    return repository

"""Where a plan lies that is to be changed, and what its bytes say."""

import os
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.plan.open import FaultyPlanError, only_errors
from jimoplan.actions.plan.texts import check_line
from jimoplan.core.history.commits import Identity
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.problems import Problem
from jimoplan.core.text.reading.load import Loaded, load_bytes
from jimoplan.errors import JimoplanError
from jimoplan.git.repository import Repository, find_identity, find_repository
from jimoplan.system.files import (
    PLAN_NAME,
    find_plan,
    find_plan_or_none,
    folder_as_named,
    read_bytes,
    shown_path,
)

_MARK = "\ufeff".encode()


class BrokenFileError(FaultyPlanError):
    """The plan has errors, so that nothing in it can be changed safely."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        errors = only_errors(problems)
        super().__init__(
            path,
            errors,
            f"{shown_path(path)} 有错误 {len(errors)} 处,改正以前什么都没有写入、没有提交",
            "按上面的提示改正;jimoplan validate 列出全部问题,包括警告",
        )


class Workplace(NamedTuple):
    """The plan's path as it was named, the file at the end of any symlink, and its repository."""

    path: Path
    file: Path
    repository: Repository | None

    @property
    def lock(self) -> Path:
        """The file by which writers keep out of each other's way."""
        if self.repository:
            return self.repository.git_folder / "jimoplan.lock"
        beside = self._git_folder
        return (
            beside / "jimoplan.lock" if beside else self.file.with_name(f".{self.file.name}.lock")
        )

    @property
    def lacks_git(self) -> bool:
        """Whether there is a repository, but no git program to read it."""
        return self.repository is None and self._git_folder is not None

    @property
    def why_alone(self) -> str:
        """Why a change here is not committed, where there is no repository."""
        if self.lacks_git:
            return "没有找到 git 程序,只写了文件,没有提交;装好 git 以后运行 jimoplan commit"
        return "不在 git 仓库里,只写了文件,没有留痕"

    @property
    def _git_folder(self) -> Path | None:
        """The .git folder above a plan, seen without git's help."""
        folders = (folder / ".git" for folder in self.file.parents)
        return next((folder for folder in folders if folder.is_dir()), None)

    def read(self) -> "Reading":
        """What the file says now; raises BrokenFileError if it has errors."""
        return interpret(self.path, read_bytes(self.path))


class Reading(NamedTuple):
    """A file's bytes and the plan they say, which has no errors."""

    data: bytes
    loaded: Loaded
    plan: Plan

    def encode(self, loaded: Loaded) -> bytes:
        """The bytes of a text that takes this one's place, with this one's byte order mark."""
        mark = _MARK if self.data.startswith(_MARK) else b""
        return mark + loaded.document.text.encode("utf-8")


def find_workplace(file: Path | None, start: Path) -> Workplace:
    """Where the plan named lies, or else the nearest; raises JimoplanError where there is none."""
    path = file or find_plan(start)
    real = Path(os.path.realpath(path))
    return Workplace(path, real, find_repository(real) if real.parent.is_dir() else None)


def locate_plan(file: Path | None, start: Path) -> tuple[Path, Repository]:
    """The plan's path and its repository, in which it has the name that leads to it.

    A plan that has become a link keeps its name, one that is not there any more is looked for where
    it was, in the folder itself. Raises JimoplanError where there is no repository.
    """
    entered = folder_as_named(start)
    path = file or find_plan_or_none(entered) or entered / PLAN_NAME
    full = Path(os.path.abspath(path))  # noqa: PTH100 - links stay, dots go
    real = Path(os.path.realpath(full.parent))
    repository = find_repository(real / full.name) if real.is_dir() else None
    if repository is None:
        if file is None:
            find_plan(start)
        raise JimoplanError(f"{path} 不在 git 仓库里,没有历史可查", "在放计划的仓库里运行")
    top = real.parents[repository.path.count("/") - 1] if "/" in repository.path else real
    above = next((folder for folder in full.parents if os.path.realpath(folder) == str(top)), None)
    if above is None:
        return path, repository
    name = full.relative_to(above).as_posix()
    return path, repository._replace(folder=top, path=name)


def who_works(workplace: Workplace) -> Identity | None:
    """Who is at the keyboard by git's settings, None if they do not say.

    Raises UsageError for a name that nobody could read.
    """
    identity = find_identity(workplace.file.parent)
    if identity:
        check_line("git 的 user.name", identity.name)
        check_line("git 的 user.email", identity.email)
    return identity


def interpret(path: Path, data: bytes) -> Reading:
    """The plan in a file's bytes; raises BrokenFileError if it has errors."""
    loaded = load_bytes(data, with_advice=False)
    if loaded.plan is None or loaded.has_errors:
        raise BrokenFileError(path, loaded.problems)
    return Reading(data, loaded, loaded.plan)

"""doctor: whether all is there that working and sharing need, and what to do where it is not."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from jimoplan import __version__
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.actions.sharing.examine_git import (
    examine_driver,
    examine_edits,
    examine_identity,
    examine_merges,
    examine_remote,
)
from jimoplan.actions.sharing.examine_plan import (
    examine_calendar,
    examine_people,
    examine_schema,
    examine_templates,
    examine_text,
)
from jimoplan.actions.sharing.findings import Finding, fine, note, wrong
from jimoplan.errors import JimoplanError
from jimoplan.git.process import find_version
from jimoplan.git.remote import Line
from jimoplan.git.repository import Repository
from jimoplan.itself import is_bundled
from jimoplan.system.files import shown_path

_OLDEST_GIT = (2, 34)
_OLDEST_PYTHON = (3, 11)


def examine(file: Path | None, start: Path, today: date, line: Line | None) -> Iterator[Finding]:
    """Every point in turn; the other repository is asked unless there is no line to it.

    Nothing is raised for what is in no order: that is what there is to be told.
    """
    yield _examine_python()
    git = _examine_git(start)
    yield git
    try:
        workplace = find_workplace(file, start)
        found = wrong("plan", f"{workplace.path} 不是文件", "核对文件名和位置")
        if workplace.file.is_file():
            found = fine("plan", f"计划文件 {shown_path(workplace.path)}")
    except JimoplanError as failure:
        yield wrong("plan", failure.message, failure.remedy or "jimoplan init 新建一份")
        return
    yield found
    if found.state != "✓":
        return
    checks: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
        ("validate", lambda: examine_text(workplace)),
        ("people", lambda: examine_people(workplace)),
        ("calendar", lambda: examine_calendar(workplace)),
        ("schema", lambda: examine_schema(workplace)),
        ("templates", lambda: examine_templates(workplace, today)),
    ]
    for key, check in checks:
        yield from _examined(key, check)
    if git.state != "✗" or not workplace.lacks_git:
        yield from _examined("repository", lambda: _examine_repository(workplace, line))


def _examined(key: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """What a check finds; one that cannot be made is a finding itself."""
    try:
        yield from check()
    except JimoplanError as failure:
        yield wrong(key, f"查不了:{failure.message}", failure.remedy)


def _examine_python() -> Finding:
    version = sys.version_info[:3]
    program = f"自带 Python 的程序 {sys.executable}," if is_bundled() else ""
    said = f"{program}Python {'.'.join(map(str, version))},jimoplan {__version__}"
    if version < _OLDEST_PYTHON:
        return wrong("python", f"{said};要 3.11 以上", "请管电脑的人装新的 Python")
    return fine("python", said)


def _examine_git(start: Path) -> Finding:
    try:
        version = find_version(start)
    except JimoplanError as failure:
        return wrong("git", failure.message, failure.remedy)
    said = f"git {'.'.join(map(str, version)) or '(版本不明)'}"
    if not version or version >= _OLDEST_GIT:
        return fine("git", said)
    return wrong("git", f"{said};要 2.34 以上", "请管电脑的人装新的 git")


def _examine_repository(workplace: Workplace, line: Line | None) -> Iterator[Finding]:
    repository: Repository | None = workplace.repository
    if repository is None:
        yield note(
            "repository", "不在 git 仓库里,改动没有留痕,也不能共享", "git init,再 jimoplan commit"
        )
        return
    if busy := repository.going_on():
        yield wrong(
            "repository",
            f"git 正在{busy},还没有完",
            busy.way_out,
        )
    for key, check in (
        ("identity", lambda: examine_identity(workplace)),
        ("edits", lambda: examine_edits(workplace, repository)),
        ("driver", lambda: examine_driver(workplace)),
        ("merges", lambda: examine_merges(repository)),
        ("remote", lambda: examine_remote(repository, line)),
    ):
        yield from _examined(key, check)

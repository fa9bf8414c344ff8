"""What is never sent to others: plans with errors, and links that lead out of the repository."""

import posixpath
from pathlib import Path

from jimoplan.actions.plan.open import FaultyPlanError
from jimoplan.actions.sharing.incoming import find_bad_link
from jimoplan.actions.sharing.outset import Outset
from jimoplan.actions.sharing.passage import read_plan_at
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.joining import Link, list_files
from jimoplan.git.repository import Repository
from jimoplan.system.files import PLAN_NAME, shown_path


class OwnLinkError(JimoplanError):
    """What is to be sent has a link in it that nobody else would take."""

    exit_code = ExitCode.NO

    def __init__(self, link: Link) -> None:
        super().__init__(
            f"要送出的 {link.name} 是链接,指向 {link.target},在别人那里通不到,没有送出",
            "换成普通文件再提交;只在自己电脑上用的链接,不要提交:"
            f"git rm --cached {link.name},再提交",
        )


def check_outgoing(outset: Outset, before: str, theirs: str | None, commit: str) -> None:
    """Raise FaultyPlanError or OwnLinkError over a commit that others are to have as well.

    `before` is the commit that was here before anything was received. The plan is looked at even
    where they have it already, any other one where it is changed.
    """
    workplace, repository, remote = outset
    names = list_files(repository, theirs, commit)
    others = {name for name in names if posixpath.basename(name) == PLAN_NAME} - {repository.path}
    whose = "没有送出:计划"
    if theirs == commit:
        is_received = repository.path in list_files(repository, before, commit)
        whose = "收到的计划" if is_received else f"这里和 {remote.shown} 上的计划都"
    _check_plan(repository, commit, workplace.path, whose)
    for name in sorted(others):
        beside, path = repository._replace(path=name), shown_path(repository.top / name)
        _check_plan(beside, commit, path, f"没有送出:{path} ", f" --file {path}")
    if link := find_bad_link(repository, theirs, commit):
        raise OwnLinkError(link)


def _check_plan(
    repository: Repository, commit: str, path: Path, whose: str, with_file: str = ""
) -> None:
    plan = read_plan_at(repository, commit)
    if plan and plan.reading is None:
        raise FaultyPlanError(
            path,
            plan.errors,
            f"{whose}有错误 {len(plan.errors)} 处(见上)",
            f"在 {shown_path(path)} 里改正,运行 jimoplan commit{with_file},再运行 jimoplan sync",
        )

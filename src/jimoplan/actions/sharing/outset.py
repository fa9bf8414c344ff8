"""Where a plan is shared, and whether it may be: what is looked at before anything is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.commit_base import check_outside_git
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.joining import find_base, list_loose
from jimoplan.git.obstacles import Obstacle, RemoteError
from jimoplan.git.remote import Remote, find_remote
from jimoplan.git.repository import Repository
from jimoplan.system.files import shown_path
from jimoplan.system.lock import hold_lock


class UncommittedError(JimoplanError):
    """The plan has been edited by hand and not committed, so that nobody else would get it."""

    exit_code = ExitCode.NO

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{shown_path(path)} 里有还没有提交的改动,别人收不到",
            "先运行 jimoplan commit,再运行 jimoplan sync",
        )


class SyncingError(JimoplanError):
    """Another sync is at work in this clone, whose merge a second one would take away."""

    exit_code = ExitCode.NO
    code = "locked"

    def __init__(self) -> None:
        super().__init__(
            "这个文件夹里另有一个 jimoplan sync 正在进行,这一次没有同步",
            "在那一边答完、等它做完(或按 Ctrl-C 停下它),再运行 jimoplan sync",
        )


class Outset(NamedTuple):
    """Where a plan is shared and from: what was found before anything was asked for."""

    workplace: Workplace
    repository: Repository
    remote: Remote


def set_out(file: Path | None, start: Path, named: str | None) -> Outset:
    """Where the plan is shared.

    Raises UncommittedError over a plan that is not committed as it is, JimoplanError where git is
    busy or there is nothing to share with.
    """
    check_outside_git()
    workplace = find_workplace(file, start)
    workplace.expect_git()
    _ = workplace.mended
    repository = workplace.repository
    if repository is None:
        raise JimoplanError(
            f"{shown_path(workplace.path)} 不在 git 仓库里,没有地方可以共享",
            "向管服务器的人要地址,在别的文件夹里运行 git clone 地址;从头建的,运行 jimoplan init",
        )
    _check_branch(repository)
    remote = find_remote(repository, named)
    if repository.read_head().blob is None or repository.path in list_loose(repository):
        raise UncommittedError(workplace.path)
    return Outset(workplace, repository, remote)


@contextmanager
def sharing_alone(outset: Outset) -> Iterator[None]:
    """Be the only one who syncs in this clone; raises SyncingError where another one does.

    The plan's own lock is another one, so that a question that waits for its answer keeps nobody
    from changing the plan.
    """
    lock = outset.repository.git_folder / "jimoplan-sync.lock"
    with hold_lock(lock, outset.workplace.path, patience=0, otherwise=SyncingError()):
        yield


def _check_branch(repository: Repository) -> None:
    """Raises JimoplanError while git is busy with something longer."""
    busy = repository.going_on()
    if busy:
        raise JimoplanError(
            f"git 正在{busy},还没有完,没有同步",
            busy.way_out,
        )


def find_common(outset: Outset, ours: str, theirs: str) -> str:
    """The last common commit; raises RemoteError where two histories have nothing in common."""
    base = find_base(outset.repository, ours, theirs)
    if base is None:
        raise RemoteError(Obstacle.UNRELATED, outset.remote.name, outset.remote.address)
    return base

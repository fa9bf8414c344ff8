"""Where a change of the plan alone could be committed, and why it could not."""

from contextlib import suppress
from typing import NamedTuple

from jimoplan.actions.plan.identity import TO_BE_KNOWN
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.plan.header import Commits
from jimoplan.core.plan.model import Plan
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.git.commit import CommitBase, Committed, read_base
from jimoplan.git.objects import ObjectReader
from jimoplan.git.process import GitError, runs_inside_git
from jimoplan.git.repository import Repository


class Done(NamedTuple):
    """What came of a change: its commit, if there is one, and what else is worth saying."""

    commit: str | None
    notes: tuple[str, ...]


class NotCommittableError(JimoplanError):
    """Git is not in a state in which this change could be committed by itself."""

    exit_code = ExitCode.WORLD

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(f"{why},没有写入", f"{remedy};只改文件、不提交,加 --no-commit")
        self.why = why
        self.what_to_do = remedy


def find_commit_base(
    objects: ObjectReader, workplace: Workplace, plan: Plan
) -> tuple[CommitBase | None, tuple[str, ...]]:
    """Where a change would be committed, or None where it will not be, with why that is so.

    Raises NotCommittableError where the change should be committed and cannot.
    """
    if plan.policy.commit is Commits.NEVER:
        return None, ("口径规定不自动提交(policy 的 commit: never);改好后运行 jimoplan commit",)
    repository = objects.repository
    check_ready(repository, workplace)
    base = read_base(objects)
    if is_new(base):
        name = repository.name
        return None, (f"{name} 还没有纳入 git,只写了文件;运行 jimoplan commit 提交整份文件",)
    check_staged(base, {base.head.blob})
    return base, ()


def check_ready(repository: Repository, workplace: Workplace) -> None:
    """Raises NotCommittableError while git is busy with more, or does not know who commits."""
    if undertaking := repository.going_on():
        raise NotCommittableError(
            f"git 正在{undertaking},还没有完",
            undertaking.way_out,
        )
    if workplace.identity is None:
        raise NotCommittableError(
            "git 不知道您是谁",
            TO_BE_KNOWN,
        )


def check_outside_git() -> None:
    """Raises JimoplanError where git has started this program, which has to be done first."""
    if runs_inside_git():
        raise JimoplanError(
            "由 git 启动的(钩子、别名等)不提交", "这次 git 操作做完以后,直接运行 jimoplan commit"
        )


def is_new(base: CommitBase) -> bool:
    """Whether git does not keep the plan yet: neither HEAD nor the index has it."""
    repository = base.objects.repository
    return base.head.blob is None and not repository.tracks(repository.name)


def check_staged(base: CommitBase, usual: set[str | None]) -> None:
    """Raises NotCommittableError where something else of the plan is staged than is usual.

    Nobody could say what of it to commit.
    """
    repository = base.objects.repository
    staged = base.staged.files.get(repository.path)
    if staged.blob in usual if staged else base.head.blob:
        return
    if base.head.blob is None:
        raise NotCommittableError(
            f"{repository.path} 已暂存,但上次提交里没有它,或读不出来",
            "从没提交过就先运行 git commit;提交过的话,用 git fsck 检查仓库",
        )
    raise NotCommittableError(
        f"{repository.path} 已有暂存的改动,分不清该提交什么",
        f"先提交它(git commit),或取消暂存(git restore --staged {repository.name})",
    )


def describe_commit(
    objects: ObjectReader, committed: Committed, notes: tuple[str, ...] = ()
) -> Done:
    """A commit made, with the words of the hooks and a warning where no branch holds it."""
    said = [*notes, *([committed.words] if committed.words else [])]
    repository = objects.repository
    tip = None
    with suppress(GitError):  # the commit is made, whatever git cannot read any more
        tip = objects.find(repository.branch) if repository.branch else None
    held = tip is not None and tip[0] == committed.commit
    if not held and repository.is_detached():
        short = committed.commit[:9]
        said.append(f"HEAD 不在任何分支上,提交 {short} 要留住,就建一个分支:git switch -c 分支名")
    return Done(committed.commit, tuple(said))

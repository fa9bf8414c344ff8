"""accept: a breach that an audit tells of, answered for by somebody else with a reason."""

from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.changing.carry_out import CommitFailedError
from jimoplan.actions.changing.commit_base import (
    Done,
    NotCommittableError,
    check_ready,
    describe_commit,
)
from jimoplan.actions.changing.rights import reason_trailers
from jimoplan.actions.history.audit import Demands, open_audit
from jimoplan.actions.plan.workplace import Workplace, find_workplace
from jimoplan.core.audit.acceptance import ACCEPT, acceptable, say_why_not
from jimoplan.core.audit.actors import Actor
from jimoplan.core.audit.rules import RULES
from jimoplan.core.audit.verdicts import Breach
from jimoplan.core.history.commits import Commit, Identity
from jimoplan.errors import ExitCode, JimoplanError, UsageError
from jimoplan.git.commit import CommitRefusedError, commit_message
from jimoplan.git.history import find_commit
from jimoplan.git.objects import open_objects
from jimoplan.git.repository import Repository
from jimoplan.system.lock import hold_lock, undisturbed


class Accepting(NamedTuple):
    """The breaches of a commit that somebody accepts, and what still stands of it after that."""

    workplace: Workplace
    repository: Repository
    accepted: tuple[Breach, ...]
    left: tuple[Breach, ...]
    message: str


class NotAcceptedError(JimoplanError):
    """Whoever works here may not accept the breaches of a commit."""

    exit_code = ExitCode.NO

    def __init__(self, commit: Commit, why: str) -> None:
        super().__init__(
            f"确认不了 {commit.short} 的违规(A36 {RULES['A36'].title}):{why},没有提交",
            "请有权的人运行 jimoplan audit --accept,或撤销那次改动(jimoplan undo 或 git revert)",
        )


def propose_accepting(
    file: Path | None, start: Path, revision: str, reason: str | None, demands: Demands
) -> Accepting:
    """What accepting a commit's breaches comes to for whoever works here, as HEAD is audited.

    Raises UsageError where nothing of it stands, or for no reason; NotAcceptedError.
    """
    workplace, repository, author = _find_ready(file, start)
    trailers = reason_trailers(reason)
    if not reason or not trailers:
        raise UsageError("确认违规要写明依据", "加上 --plan-reason 说明")
    wanted = find_commit(repository, revision)
    head = find_commit(repository, "HEAD")
    with open_audit(workplace.path, repository, demands, (None, head)) as opened:
        judged = {each.commit.id: each for each in opened.judge()}
        found = judged.get(wanted)
        standing = [breach for breach in found.breaches if not breach.settled] if found else []
        if found is None or not standing:
            raise UsageError(
                f"提交 {wanted[:9]} 没有要确认的违规", "jimoplan audit 列出全部违规和它们的提交"
            )
        actor = Actor(author.name, author.email, author.email)
        offer = opened.audited.offer(wanted, actor, reason)
    rules = acceptable(offer)
    accepted = tuple(breach for breach in standing if breach.code in rules)
    if not accepted:
        raise NotAcceptedError(found.commit, say_why_not(offer))
    codes = "、".join(dict.fromkeys(breach.code for breach in accepted))
    lines = [f"确认 {found.commit.short} 的违规 {codes}", "", f"{ACCEPT}: {wanted}", *trailers, ""]
    left = tuple(breach for breach in standing if breach.code not in rules)
    return Accepting(workplace, repository, accepted, left, "\n".join(lines))


def _find_ready(file: Path | None, start: Path) -> tuple[Workplace, Repository, Identity]:
    """Where the plan lies, its repository and who works there.

    Raises JimoplanError where nothing can be committed.
    """
    workplace = find_workplace(file, start)
    workplace.expect_git()
    repository = workplace.repository
    if repository is None or not repository.has_commits:
        words = f"{workplace.path} 不在 git 仓库里,没有什么可确认"
        raise JimoplanError(words, "在放计划的仓库里运行")
    try:
        check_ready(repository, workplace)
    except NotCommittableError as refusal:
        raise JimoplanError(f"{refusal.why},没有提交", refusal.what_to_do) from None
    identity = workplace.identity
    if identity is None:
        raise ValueError("git knows who works where it is ready")
    return workplace, repository, identity


def accept(accepting: Accepting) -> Done:
    """Make the commit that accepts; raises CommitFailedError with the words of a hook."""
    workplace = accepting.workplace
    with (
        hold_lock(workplace.lock, workplace.path),
        open_objects(accepting.repository) as objects,
        undisturbed(),
    ):
        try:
            committed = commit_message(objects, accepting.message)
        except CommitRefusedError as refused:
            raise CommitFailedError(refused.words, "没有提交") from None
        return describe_commit(objects, committed)

"""The rules of audit asked before a change is made: what they would call a violation is refused."""

from collections.abc import Sequence
from shlex import quote

from jimoplan.actions.history.audit import audit_ahead
from jimoplan.actions.plan.texts import check_line
from jimoplan.actions.plan.workplace import Workplace
from jimoplan.core.audit.actors import Actor, judge_actor
from jimoplan.core.audit.beforehand import tell_beforehand
from jimoplan.core.audit.guarded import guarded_as
from jimoplan.core.audit.hands import Submitters
from jimoplan.core.audit.judge import Circumstances, judge
from jimoplan.core.audit.on_record import new_reviews
from jimoplan.core.audit.rules import RULES, Violation
from jimoplan.core.changes.changes import Changes, Set
from jimoplan.core.changes.words import name_ref
from jimoplan.core.plan.header import Commits
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.rights import people_of
from jimoplan.core.plan.words import Status
from jimoplan.errors import ExitCode, JimoplanError
from jimoplan.system.files import shown_path


class NotPermittedError(JimoplanError):
    """An audit would call the change a violation; each is told with what to do instead.

    `edited` is the file that has the change already, as the shell takes it: edited by hand.
    """

    exit_code = ExitCode.NO
    code = "not_permitted"

    def __init__(
        self, plan: Plan, changes: Changes, found: Sequence[Violation], edited: str | None = None
    ) -> None:
        found = _without_implied(found)
        lines = (
            tell_beforehand(plan, changes, each, _say_put_back(each, edited) if edited else "")
            for each in found[:_MOST]
        )
        told = dict.fromkeys(line for each in lines for line in each)
        items = dict.fromkeys(name_ref(each.change.item) for each in found[_MOST:] if each.change)
        of = f",还有 {'、'.join(items)}" if items else ""
        more = [f"……等 {len(found)} 处{of}"] if len(found) > _MOST else []
        self.words = "\n".join([*told, *more])
        refused = "没有提交" if edited else "没有写入"
        remedy = ";文件没有动,请有权的人来提交" if edited else ""
        super().__init__(
            f"这样改,审计(jimoplan audit)会判违规 {len(found)} 处,{refused}",
            f"按上面的办法做{remedy}",
        )


_MOST = 8
_OF_WHOSE_WORD = frozenset({"A15", "A16", "A17", "A18"})


def _without_implied(found: Sequence[Violation]) -> list[Violation]:
    """The violations but for those that say no more than that somebody is not listed."""
    unlisted = {each.change for each in found if each.code == "A11"}
    return [e for e in found if not (e.code in _OF_WHOSE_WORD and e.change in unlisted)]


def reason_trailers(reason: str | None) -> tuple[str, ...]:
    """The trailer that gives a reason; raises UsageError for one nobody could read."""
    words = check_line("--plan-reason", reason)
    return (f"Plan-Reason: {words}",) if words else ()


def wants_reason(plan: Plan, changes: Changes) -> str:
    """What of a change an audit wants a reason for, in words; '' for nothing.

    A plan that lists nobody asks nothing.
    """
    guarded = dict.fromkeys(filter(None, map(guarded_as, changes)))
    return "、".join(guarded) if people_of(plan) else ""


def check_rights(
    workplace: Workplace,
    plan: Plan,
    changes: Changes,
    reason: str | None,
    *,
    by_hand: bool = False,
) -> None:
    """Raise NotPermittedError where an audit would call a commit of the changes a violation.

    What was edited `by_hand` is in the file already.
    """
    if found := find_violations(workplace, plan, changes, reason):
        raise NotPermittedError(plan, changes, found, _name_edited(workplace) if by_hand else None)


def check_uncommitted(
    workplace: Workplace,
    plan: Plan,
    changes: Changes,
    reason: str | None,
    *,
    by_hand: bool = False,
) -> tuple[str, ...]:
    """What the commit that is still to come has to give a reason for, a line each.

    Raises NotPermittedError where no reason will keep an audit from calling it a violation.
    What was edited `by_hand` is in the file already.
    """
    found = find_violations(workplace, plan, changes, reason)
    if found and (beyond := find_violations(workplace, plan, changes, _STILL_TO_COME)):
        edited = _name_edited(workplace) if by_hand else None
        raise NotPermittedError(plan, changes, beyond, edited)
    return tuple(
        f"注意:{each.words};提交时没有 Plan-Reason,审计会指出 {each.code} {RULES[each.code].title}"
        for each in found
    )


_STILL_TO_COME = "提交时写明"


def _name_edited(workplace: Workplace) -> str:
    return quote(str(shown_path(workplace.file)))


def find_submitters(workplace: Workplace) -> Submitters:
    """Who has reported each item as done, for whatever is committed next."""
    repository = workplace.repository
    if repository is None or not repository.has_commits:
        return Submitters()
    with audit_ahead(repository) as led:
        return led.submitters()


def find_violations(
    workplace: Workplace,
    plan: Plan,
    changes: Changes,
    reason: str | None,
    submitters: Submitters | None = None,
) -> tuple[Violation, ...]:
    """What an audit will find wrong with changes if whoever works here commits them.

    Nothing where they will not be committed: outside of a repository, by the plan's own policy,
    where git has no plan to compare with yet, or does not know who works here. Where it is known
    already who the `submitters` are, history is read only for changes that break a rule.
    """
    repository = workplace.repository if changes else None
    if repository is None or plan.policy.commit is Commits.NEVER:
        return ()
    author = workplace.author
    if author is None:
        return ()
    name, email = author.identity
    actor = Actor(name, email, email)
    said = Circumstances(actor, reason, day=author.at.date())
    said = said._replace(submitters=submitters) if submitters else said
    of_changes = judge(plan, changes, said)
    reviews = () if submitters else new_reviews(changes)
    if (of_changes or reviews) and repository.has_commits:
        with audit_ahead(repository) as led:  # to take back what is one's own needs no right
            said = said._replace(past=led.past())
            said = said._replace(submitters=led.submitters()) if reviews else said
            of_changes = judge(plan, changes, said)
    found = (*(judge_actor(plan, actor) if people_of(plan) else ()), *of_changes)
    return found if found and repository.read_head().blob else ()


def _say_put_back(violation: Violation, edited: str) -> str:
    """What to do about a status that only a review gives or takes, where the file has it already.

    A review reads the file: it refuses what is closed in it. '' for any other violation.
    """
    code, change, _ = violation
    if code != "A25":
        return ""
    whole = f"(手工改动都不要的,git restore {edited})"
    match change:
        case Set(_, "status", Status.CLOSED, _):
            return f"把状态改回已销号{whole};销号弄错了,由审核人 jimoplan undo 撤销自己的审核"
        case Set(_, "status", Status.COMPLETED, _):
            return f"把状态改回已完成{whole},再由另一个人用 jimoplan review 编号 --approve 销号"
    begun = f"改回{change.old}" if isinstance(change, Set) else "改成未启动或推进中"
    return f"把状态{begun}{whole},办结时用 jimoplan update 编号 --status 已完成,再请另一个人审核"
